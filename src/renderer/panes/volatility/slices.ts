import type { Violation } from '#core/options/arbitrage';
import type { SmilePoint } from '#core/options/smile-report';
import type { Svi } from '#core/options/svi';
import { MS_PER_DAY, MS_PER_YEAR } from '#core/time/ms';
import type { VolatilityReply } from '#shared/options';

/** One tenor of a surface, quoted or modelled: what the charts and the table read. Volatilities [1/√yr]; NaN where there is none. */
export interface Slice {
  /** Of a quoted one its expiry, of a modelled one its days. */
  readonly key: string;
  readonly expiry: number;
  readonly days: number;
  /** Years. */
  readonly tau: number;
  readonly forward: number;
  /** The forward is that of the quotes, not the venue's own price. */
  readonly forwardQuoted: boolean;
  readonly atm: number;
  readonly call25: number;
  readonly put25: number;
  readonly riskReversal: number;
  readonly butterfly: number;
  readonly svi: Svi | undefined;
  readonly points: readonly SmilePoint[];
  readonly rmse: number;
  readonly modelFree: number;
  /** What is wrong with it, in words; empty: every check passed. */
  readonly flags: readonly string[];
  /** It fails an arbitrage check. */
  readonly isFlagged: boolean;
  readonly isModelled: boolean;
}

function failure(name: string, found: Violation | undefined): readonly string[] {
  return found ? [found.quoted ? `${name} arbitrage` : `${name} arbitrage beyond quotes`] : [];
}

/** Tenors of a surface, ascending. */
export function slicesOf({ quoted, modelled }: VolatilityReply): readonly Slice[] {
  if (quoted)
    return quoted.expiries.map((one): Slice => {
      const { butterflyArbitrage, calendarArbitrage, forward, expiry, ...rest } = one;
      return {
        ...{ key: String(expiry), expiry, days: one.days, tau: (expiry - quoted.t) / MS_PER_YEAR },
        ...{ forward: forward.value, forwardQuoted: forward.from === 'parity' },
        ...{ atm: rest.atm, call25: rest.call25, put25: rest.put25 },
        ...{ riskReversal: rest.riskReversal, butterfly: rest.butterfly, svi: rest.svi, points: rest.points },
        ...{ rmse: rest.rmse, modelFree: rest.modelFree },
        flags: [
          ...(rest.svi ? [] : ['too few quotes']),
          ...failure('butterfly', butterflyArbitrage),
          ...failure('calendar', calendarArbitrage),
          ...(rest.extrapolated ? ['25 delta beyond quotes'] : []),
        ],
        isFlagged: Boolean(butterflyArbitrage ?? calendarArbitrage),
        isModelled: false,
      };
    });
  return (modelled?.tenors ?? []).map(({ days, svi, ...wings }): Slice => ({
    ...{ key: `${days} d`, expiry: NaN, days, tau: (days * MS_PER_DAY) / MS_PER_YEAR, forward: NaN },
    ...{ ...wings, svi, points: [], rmse: NaN, modelFree: NaN, flags: [] },
    ...{ forwardQuoted: false, isFlagged: false, isModelled: true },
  }));
}

/** What a person chose: an expiry, or where that is not listed the tenor nearest to it. */
export interface Wish {
  readonly key: string;
  readonly days: number;
}
export const FIRST_WISH: Wish = { key: '', days: 30 };

/** The tenor nearest to a number of days, by ratio; only those with a smile. */
export function nearest(slices: readonly Slice[], days: number): Slice | undefined {
  const far = (one: Slice): number => Math.abs(Math.log(one.days / days));
  return slices.filter(({ svi }) => svi).reduce<Slice | undefined>((best, one) => (best && far(best) <= far(one) ? best : one), undefined); // prettier-ignore
}

export const chosenSlice = (slices: readonly Slice[], { key, days }: Wish): Slice | undefined =>
  slices.find((one) => one.key === key) ?? nearest(slices, days) ?? slices[0];

/** Log-moneyness between the outermost quotes; for a modelled slice two and a half deviations either side. */
export function reachOf({ points, svi, atm, tau }: Slice): readonly [from: number, to: number] {
  const [first, last] = [points[0], points.at(-1)];
  if (first && last && first !== last) return [Math.min(first.k, 0), Math.max(last.k, 0)];
  const deviation = svi && atm > 0 ? atm * Math.sqrt(tau) : 0.1;
  return [-2.5 * deviation, 2.5 * deviation];
}

/** Share of the values at or below the last one; NaN with fewer than 20 values. */
export function percentileOfLast(values: ArrayLike<number>): number {
  const known = Array.from(values).filter((x) => Number.isFinite(x));
  const last = known.at(-1);
  if (last === undefined || known.length < 20) return NaN;
  return known.filter((x) => x <= last).length / known.length;
}
