import { MS_PER_DAY, type Ms } from '../../time/ms';
import { expiriesOf, expiryFor } from '../expiries';
import type { ExposedPosition } from '../exposed';
import type { HedgeMarket } from '../market';
import type { PathSet } from '../simulation';
import { isPerpetual } from '../sizing';
import type { HedgePlan, Layer, LegRule } from '../types';

/** Place of one leg: what it holds differs from path to path, its kind does not. */
export interface Slot {
  readonly index: number;
  readonly layer: number;
  readonly rung: number;
  readonly leg: LegRule;
  readonly isVolatility: boolean;
}

/** One tenor of a layer: its legs are opened and closed together. */
export interface Rung {
  readonly index: number;
  readonly layer: number;
  readonly days: number;
  /** Usual legs, and those opened instead where puts are rich. */
  readonly slots: readonly [readonly Slot[], readonly Slot[]];
}

/** Layers that are enabled, laid out as columns, with every expiry that they can meet. */
export interface Programme {
  readonly layers: readonly Layer[];
  readonly rungs: readonly Rung[];
  readonly rungsOf: readonly (readonly Rung[])[];
  readonly slots: readonly Slot[];
  /** Ascending; the last is Infinity, the expiry of what has none. */
  readonly expiries: Float64Array;
  /** Index of the expiry that a rung would take at a step; −1: none. Alike in every path. */
  readonly choose: (step: number, rung: Rung, isInverted: boolean) => number;
}

/** Months are at most so far apart. */
const LONGEST_GAP = 36;
const NOT_ASKED = -2;

/** @throws {RangeError} a layer without legs or tenors, or an option without an expiry. */
export function programmeOf(
  plan: HedgePlan,
  market: HedgeMarket,
  positions: readonly ExposedPosition[],
  { start, step, steps }: PathSet,
): Programme {
  const layers = plan.layers.filter(({ enabled }) => enabled);
  const rungs: Rung[] = [];
  const slots: Slot[] = [];
  layers.forEach((layer, l) => {
    const { legs, tenor, adaptation } = layer;
    const all = [...legs, ...(adaptation.rich?.legs ?? [])];
    if (legs.length === 0 || tenor.targets.length === 0) throw new RangeError(`layer ${layer.id} has no leg or no tenor`);
    if (isPerpetual(layer) && all.some(({ kind }) => kind !== 'future'))
      throw new RangeError(`layer ${layer.id}: an option needs an expiry`);
    for (const days of tenor.targets) {
      const place = (leg: LegRule): Slot => {
        const slot = { index: slots.length, layer: l, rung: rungs.length, leg, isVolatility: leg.on === 'volatility' };
        slots.push(slot);
        return slot;
      };
      rungs.push({ index: rungs.length, layer: l, days, slots: [legs.map(place), (adaptation.rich?.legs ?? []).map(place)] });
    }
  });
  const end = start + steps * step;
  const listed = layers.map((layer) => calendarOf(layer, start, end));
  const quoted = layers.map((layer, l) => quotedOf(layer, market, listed[l]));
  const held = positions.flatMap(({ position }) => (position.option === null ? [] : [position.option.expiry]));
  const expiries = Float64Array.from(new Set([...held, ...[...listed, ...quoted].flatMap((x) => [...(x ?? [])]), Infinity])).sort();
  const indexOf = new Map(Array.from(expiries, (expiry, i) => [expiry, i]));
  const chosen = new Int32Array((steps + 1) * rungs.length * 2).fill(NOT_ASKED);

  const find = (s: number, { layer: l, days }: Rung, times: number): number => {
    const layer = layers[l];
    if (isPerpetual(layer)) return expiries.length - 1;
    const { least, most } = layer.tenor;
    const on = (s === 0 ? quoted[l] : undefined) ?? listed[l];
    const expiry = expiryFor(on, start + s * step, days * times, { least: least * times, most: most * times });
    return expiry === undefined ? -1 : indexOf.get(expiry)!;
  };
  return {
    layers,
    rungs,
    rungsOf: layers.map((_, l) => rungs.filter(({ layer }) => layer === l)),
    slots,
    expiries,
    choose: (s, rung, isInverted) => {
      const place = (s * rungs.length + rung.index) * 2 + (isInverted ? 1 : 0);
      if (chosen[place] === NOT_ASKED)
        chosen[place] = find(s, rung, isInverted ? layers[rung.layer].adaptation.inverted!.tenorTimes : 1);
      return chosen[place];
    },
  };
} // prettier-ignore

function calendarOf(layer: Layer, start: Ms, end: Ms): Float64Array {
  if (isPerpetual(layer)) return new Float64Array();
  const { targets, least, monthlyOnly, calendar } = layer.tenor;
  const times = Math.max(1, layer.adaptation.inverted?.tenorTimes ?? 1);
  const farthest = Math.max(least, ...targets) * times + LONGEST_GAP;
  return expiriesOf(calendar, start, end + farthest * MS_PER_DAY, monthlyOnly);
}

/**
 * At the start what is quoted can be traded and nothing else, later what the calendar lists; layers on the volatility index know the
 * calendar alone.
 */
function quotedOf(layer: Layer, { listed }: HedgeMarket, calendar: Float64Array): Float64Array | undefined {
  if (listed.length === 0 || isPerpetual(layer) || layer.legs[0].on === 'volatility') return undefined;
  const days = new Set(Array.from(calendar, (t) => Math.floor(t / MS_PER_DAY)));
  const isWanted = (expiry: Ms): boolean => !layer.tenor.monthlyOnly || days.has(Math.floor(expiry / MS_PER_DAY));
  return Float64Array.from(listed.map(({ expiry }) => expiry).filter(isWanted)).sort();
}
