import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulate } from '#core/hedge/simulate';
import type { Attribution } from '#core/hedge/simulation';
import { VolSurface } from '#core/hedge/surface';
import type { CostRule, Layer } from '#core/hedge/types';
import { MS_PER_DAY } from '#core/time/ms';
import { held, layerOf, marketOf, option, pathOf, planOf } from '../../support/hedge';

interface Row {
  readonly name: string;
  readonly layer: {
    readonly on: 'asset' | 'volatility';
    readonly legs: readonly (readonly ['put' | 'call', number, number])[];
    readonly target: number;
    readonly least: number;
    readonly most: number;
    readonly size: readonly [Layer['size']['by'], number];
    readonly daysBefore: number;
    readonly every: number;
    readonly multiples: readonly (readonly [number, number])[];
    readonly calendar: 'crypto' | 'vix';
  };
  readonly gains: readonly number[];
  readonly attribution: Attribution;
  readonly events: readonly (readonly [string, number])[];
}
interface Oracle {
  readonly start: number;
  readonly carry: number;
  readonly volBeta: number;
  readonly slices: readonly (readonly [number, number])[];
  readonly index: {
    readonly level: number;
    readonly longRun: number;
    readonly speed: number;
    readonly volOfVol: number;
  };
  readonly costs: CostRule;
  readonly spot: readonly number[];
  readonly vol: readonly number[];
  readonly rows: readonly Row[];
}
const oracle = JSON.parse(readFileSync(new URL('simulation.json', import.meta.url), 'utf8')) as Oracle;

const BOOK = 10 * oracle.spot[0]!;
const TOLERANCE = 1e-9 * BOOK;
/** Flat at each tenor. */
const surface = VolSurface.of(
  oracle.slices.map(([days, vol]) => ({ tau: days / 365, svi: { a: (vol * vol * days) / 365, b: 0, rho: 0, m: 0, sigma: 1 } })),
  false,
); // prettier-ignore
const market = marketOf({ t: oracle.start, carry: oracle.carry, surface, volatility: oracle.index });
const path = pathOf(oracle.spot, { start: oracle.start, vol: Float64Array.from(oracle.vol) });

function sizeOf([by, x]: Row['layer']['size']): Layer['size'] {
  if (by === 'contracts') return { by, count: x };
  return by === 'exposure' ? { by, ratio: x } : { by, share: x };
}

describe.each(oracle.rows)('$name, against the same in Python', ({ layer: of, gains, attribution, events }) => {
  const layer = layerOf({
    legs: of.legs.map(([kind, ratio, delta]) => option(kind, ratio, delta, of.on)),
    tenor: { targets: [of.target], least: of.least, most: of.most, monthlyOnly: true, calendar: of.calendar },
    size: sizeOf(of.size),
    roll: { daysBefore: of.daysBefore, every: of.every },
    monetisation: { kind: 'multiples', steps: of.multiples.map(([at, sell]) => ({ at, sell })) },
  });
  const plan = planOf([layer], {
    costs: oracle.costs,
    surface: { dynamics: 'volBeta', volBeta: oracle.volBeta, parallel: false },
  });
  const result = simulate(plan, market, [held('spot', 10, oracle.spot[0]!)], path)!;

  it('does the same on the same days', () => {
    expect(result.events.map(({ action, t }) => [action, (t - oracle.start) / MS_PER_DAY])).toEqual(events);
  });

  it('is worth the same at every step', () => {
    gains.forEach((gain, step) => {
      const ours = (result.hedged.bands.p50[step]! - result.unhedged.bands.p50[step]!) * result.book;
      expect(Math.abs(ours - gain)).toBeLessThanOrEqual(TOLERANCE);
    });
  });

  it('is attributed alike', () => {
    for (const [part, value] of Object.entries(attribution))
      expect(Math.abs(result.layers[0]!.attribution[part as keyof Attribution] - value)).toBeLessThanOrEqual(TOLERANCE);
  });
});
