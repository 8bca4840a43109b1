import { differentialOf, turnsOf } from '#core/macro/differential';
import { asKnown, firstPrints, headline } from '#core/macro/known';
import { refusal } from '#core/macro/publication';
import { macroState, surprisesOf } from '#core/macro/state';
import type { Ms } from '#core/time/ms';
import type { Args, Channel, Reply } from '#shared/ipc/contract';
import {
  MacroEntrySchema,
  type MacroEntry,
  type MacroEvent,
  type MacroReading,
  type MacroSeriesInfo,
  type PolicyRate,
} from '#shared/macro';
import { FAKE_NOW, type FakeSeries } from './fake-economy';

type Asked = Extract<Channel, `macro:${string}`>;
type Answers = { readonly [C in Asked]: (args: Args<C>) => Reply<C> };

const SOURCE = 'first releases, files';
const BASIS_WORDS = {
  released: 'Each figure carries its release; a revision is a release of its own.',
  inForce: 'Never revised; known at the latest 45 days after its period.',
  latest: 'Only the newest vintage is stored: refused where point-in-time is required.',
} as const;
const RATES = new Set(['FOMC', 'ECB-DFR']);
const NONE = new Float64Array();

/** An economy in memory. Live is `now`. @param economy nothing by default */
export function createFakeMacro(economy: readonly FakeSeries[] = [], now: Ms = FAKE_NOW): Answers {
  const all = new Map(economy.map((one) => [one.id, one]));
  const typed = new Map<string, MacroEntry>();
  const at = (asOf: Ms | undefined): Ms => asOf ?? now;
  const info = (one: FakeSeries, asOf: Ms | undefined): MacroSeriesInfo => {
    const t = at(asOf);
    const lacks = asOf === undefined ? '' : refusal(one);
    const undated = one.basis === 'latest' && asOf === undefined;
    const vintages = undated ? one.vintages.map((v) => ({ ...v, released: v.period })) : one.vintages;
    const state = lacks === '' ? macroState(vintages, one.consensus, t) : null;
    const known = lacks === '' ? asKnown(vintages, t) : [];
    return {
      ...{ id: one.id, label: one.label, unit: one.unit, frequency: one.frequency, group: one.group },
      ...{ source: SOURCE, currency: one.currency, basis: one.basis, basisWords: BASIS_WORDS[one.basis] },
      ...{ consensus: one.consensus.length > 0 ? `${one.id}.consensus` : null, synthetic: false },
      ...{ figures: known.length, from: known[0]?.period ?? NaN, to: known.at(-1)?.period ?? NaN },
      ...{ state, lacks: state ? '' : lacks || 'nothing released' },
    };
  };
  const rateOf = (currency: string, asOf: Ms | undefined): PolicyRate => {
    const one = economy.find(({ id, currency: of }) => RATES.has(id) && of === currency);
    const points = one ? headline(one.vintages, at(asOf), 0.01) : { known: NONE, value: NONE };
    return {
      ...{ currency, series: one?.id ?? '', label: one?.label ?? '', basis: 'released', synthetic: false },
      ...{ rate: points.value.at(-1) ?? NaN, since: points.known.at(-1) ?? NaN },
      lacks: points.value.length > 0 ? '' : 'no policy rate',
    };
  };
  return {
    'macro:series': ({ asOf } = {}) => [...all.values()].map((one) => info(one, asOf)),
    'macro:read': ({ series, from, to, then, asOf }) => readingOf(all.get(series), { series, from, to, then, asOf }, at(asOf)), // prettier-ignore
    'macro:calendar': ({ from, to, asOf }) => {
      const t = at(asOf);
      const events = [...all.values()].flatMap((one) => eventsOf(one, t)).sort((a, b) => a.t - b.t);
      const coming = events.filter((one) => one.t > t);
      return {
        // Ahead of a past clock nothing: when its dates were announced is not stored here.
        events: events.filter((one) => one.t >= from && one.t < to && (asOf === undefined || one.t <= t)),
        next:
          asOf === undefined ? coming.filter(({ label }, i) => coming.findIndex((o) => o.label === label) === i) : [],
        words:
          asOf === undefined ? [] : ['Dates whose announcement is not stored are not shown ahead of a past clock.'],
      };
    },
    'macro:rates': ({ asOf } = {}) =>
      economy.length > 0 ? ['USD', 'EUR'].map((currency) => rateOf(currency, asOf)) : [],
    'macro:differential': ({ a, b, from, to, asOf }) => {
      const points = [a, b].map((currency) => {
        const one = economy.find(({ id, currency: of }) => RATES.has(id) && of === currency);
        return one ? headline(one.vintages, at(asOf), 0.01) : { known: NONE, value: NONE };
      });
      const whole = differentialOf(points[0]!, points[1]!);
      const rows = [...whole.known.keys()].filter((i) => whole.known[i]! >= from && whole.known[i]! < to);
      const cut = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i]!);
      return {
        ...{ a: rateOf(a, asOf), b: rateOf(b, asOf), known: cut(whole.known) },
        ...{ rateA: cut(whole.a), rateB: cut(whole.b), value: cut(whole.value) },
        turns: turnsOf(whole).filter(({ t }) => t >= from && t < to),
        lacks: whole.known.length > 0 ? '' : 'no policy rate',
      };
    },
    'macro:typed': ({ asOf } = {}) =>
      [...typed.values()].filter(({ released }) => asOf === undefined || (released !== null && released <= asOf)),
    'macro:put': (given) => {
      const entry = MacroEntrySchema.parse(given);
      typed.set(keyOf(entry), entry);
      all.set(entry.series, withEntry(all.get(entry.series), entry));
    },
    'macro:remove': (key) => {
      const { series, period, released } = key;
      const one = all.get(series);
      typed.delete(keyOf(key));
      if (one) all.set(series, { ...one, vintages: one.vintages.filter((v) => v.period !== period || !Object.is(v.released, released ?? NaN)) }); // prettier-ignore
    },
  };
}

const keyOf = ({ series, period, released }: Pick<MacroEntry, 'series' | 'period' | 'released'>): string => `${series} ${period} ${released ?? ''}`; // prettier-ignore

function readingOf(one: FakeSeries | undefined, query: Args<'macro:read'>, t: Ms): MacroReading {
  const { series, from, to, then, asOf } = query;
  const lacks = !one ? 'nothing stored' : asOf === undefined ? '' : refusal(one);
  const undated = one?.basis === 'latest';
  const vintages = one && lacks === '' ? (undated ? one.vintages.map((v) => ({ ...v, released: v.period })) : one.vintages) : [];
  const inRange = asKnown(vintages, t).filter(({ period }) => period >= from && period < to);
  const first = new Map(firstPrints(vintages, t).map((v) => [v.period, v]));
  const past = new Map(then === null || then === undefined ? [] : asKnown(vintages, then).map((v) => [v.period, v.value]));
  const expected = new Map(one && lacks === '' ? surprisesOf(one.vintages, one.consensus, t).map((v) => [v.period, first.get(v.period)!.value - v.value]) : []);
  const column = (of: (period: Ms, value: number) => number): Float64Array => Float64Array.from(inRange, (v) => of(v.period, v.value));
  const firsts = column((period) => (undated ? NaN : first.get(period)!.value));
  return {
    ...{ series, unit: one?.unit ?? '', basis: one?.basis ?? 'released', lacks },
    period: column((period) => period),
    known: column((period) => (undated ? NaN : first.get(period)!.released)),
    first: firsts,
    value: column((_, value) => value),
    then: then === null || then === undefined ? null : column((period) => past.get(period) ?? NaN),
    consensus: column((period) => expected.get(period) ?? NaN),
    revisions: inRange.filter((v, i) => firsts[i] !== v.value && !undated).length,
  };
} // prettier-ignore

/** Every first release and every date of a series that is a release of its own. */
function eventsOf(one: FakeSeries, t: Ms): readonly MacroEvent[] {
  if (one.basis !== 'released') return [];
  const prints = firstPrints(one.vintages, t);
  const told = new Map(one.consensus.filter(({ released }) => released <= t).map((v) => [v.period, v.value]));
  const event = (period: Ms, at: Ms, value: number, previous: number): MacroEvent => {
    const consensus = told.get(period) ?? NaN;
    return {
      ...{
        t: at,
        label: one.id,
        series: one.id,
        title: one.label,
        period,
        announced: NaN,
        unit: one.unit,
        value,
        previous,
        consensus,
      },
      status: Number.isNaN(value) ? 'scheduled' : 'released',
      ...{ surprise: value - consensus, source: SOURCE, synthetic: false },
    };
  };
  const ahead = one.vintages.filter(({ value, released }) => Number.isNaN(value) || released > t);
  return [
    ...prints.map((v, i) => event(v.period, v.released, v.value, prints[i - 1]?.value ?? NaN)),
    ...ahead.map((v) => event(v.period, v.released, NaN, prints.at(-1)?.value ?? NaN)),
  ];
}

function withEntry(one: FakeSeries | undefined, { series, label, unit, period, released, value }: MacroEntry): FakeSeries {
  const before = one ?? { id: series, label: label || series, unit, frequency: '', group: 'other', currency: '', basis: released === null ? 'latest' : 'released', vintages: [], consensus: [] };
  const same = (v: { period: Ms; released: Ms }): boolean => v.period === period && Object.is(v.released, released ?? NaN);
  return { ...before, vintages: [...before.vintages.filter((v) => !same(v)), { period, released: released ?? NaN, value: value ?? NaN }] };
} // prettier-ignore
