import { asKnown, firstPrints, inOrderOfRelease } from '#core/macro/known';
import type { MacroBasis, Vintage } from '#core/macro/types';
import type { Ms } from '#core/time/ms';
import type { MacroReading, MacroReadQuery } from '#shared/macro';
import { consensusOf } from '../../../macro/facts';
import type { StoreReader } from '../../../store/api';
import { marketVintages, storedMarkets } from './markets';
import { unitOf } from './overview';
import { instantOf, knownVintages, refusalOf, storedMacro, type Clock } from './stored';

type Asked = Pick<MacroReadQuery, 'series' | 'from' | 'to' | 'then'> & Clock;

interface Found {
  readonly unit: string;
  readonly basis: MacroBasis;
  readonly vintages: readonly Vintage[];
  readonly consensus: readonly Vintage[];
  readonly lacks: string;
}

/** A series by its periods in [from, to), as it was known at the clock. */
export function readSeries(store: () => StoreReader, asked: Asked): MacroReading {
  const { series, from, to, then } = asked;
  const { vintages, consensus, ...found } = find(store(), asked);
  const inRange = vintages.filter(({ period }) => period >= from && period < to);
  const at = instantOf(asked);
  const known = asKnown(inRange, at);
  const first = firstPrints(inRange, at);
  const expected = expectedOf(consensus);
  const thenKnown = then === null ? null : byPeriod(asKnown(inRange, Math.min(then, at)));
  const isDated = (k: number): boolean => Number.isFinite(first[k]!.released);
  const column = (valueOf: (k: number) => number): Float64Array => Float64Array.from(known.keys(), valueOf);
  return {
    series,
    unit: found.unit,
    basis: found.basis,
    period: column((k) => known[k]!.period),
    known: column((k) => (isDated(k) ? first[k]!.released : NaN)),
    first: column((k) => (isDated(k) ? first[k]!.value : NaN)),
    value: column((k) => known[k]!.value),
    // of figures whose release is not told nobody can say what was known then
    then: thenKnown && column((k) => (isDated(k) ? (thenKnown.get(known[k]!.period) ?? NaN) : NaN)),
    consensus: column((k) => expected(first[k]!)),
    revisions: revisionsOf(inRange),
    lacks: known.length > 0 ? '' : found.lacks || 'nothing released',
  };
}

function find(reader: StoreReader, asked: Asked): Found {
  const { series, from, to } = asked;
  const market = series.includes(':') ? storedMarkets(reader, asked).get(series) : undefined;
  if (market) {
    const vintages = marketVintages(reader, market, asked, { from, to });
    return { unit: market.facts.unit, basis: 'inForce', vintages, consensus: [], lacks: '' };
  }
  const all = storedMacro(reader);
  const one = all.get(series);
  if (!one) return { unit: '', basis: 'released', vintages: [], consensus: [], lacks: 'nothing stored' };
  const lacks = refusalOf(one, asked);
  return {
    unit: unitOf(one.record),
    basis: one.publication.basis,
    vintages: lacks === '' ? knownVintages(one, asked, from) : [],
    consensus: knownVintages(all.get(consensusOf(series)), asked, from),
    lacks,
  };
}

const byPeriod = (vintages: readonly Vintage[]): Map<Ms, number> =>
  new Map(vintages.map(({ period, value }) => [period, value]));

/** What was last expected of a period before its release; NaN where nothing was. */
export function expectedOf(consensus: readonly Vintage[]): (of: Pick<Vintage, 'period' | 'released'>) => number {
  const told = new Map<Ms, Vintage[]>();
  for (const one of inOrderOfRelease(consensus)) {
    const before = told.get(one.period);
    if (before) before.push(one);
    else told.set(one.period, [one]);
  }
  return ({ period, released }) => told.get(period)?.findLast((one) => one.released < released)?.value ?? NaN;
}

/** Figures of a period that differ from the one told before. */
function revisionsOf(vintages: readonly Vintage[]): number {
  const last = new Map<Ms, number>();
  let count = 0;
  for (const { period, value } of inOrderOfRelease(vintages)) {
    if (last.has(period) && last.get(period) !== value) count++;
    last.set(period, value);
  }
  return count;
}
