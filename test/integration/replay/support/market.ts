import type { AnyColumns, Coverage, SeriesKind } from '#core/series/schema';
import { SHAPES, shapeOf } from '#core/series/schema';
import { Rng } from '#core/random/rng';
import { createSampleMarket, DEFAULT_SAMPLE_SEED } from '#core/sample/market';
import { SAMPLE_END } from '#core/sample/timeline';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type {
  EntityRecord,
  MacroRelease,
  NewJournalEntry,
  Page,
  QuarantinedRow,
  SeriesKey,
  SeriesTraits,
  SettledSpan,
  StatementRecord,
} from '#main/store/types';
import { HOLD_HORIZONS } from '#shared/journal';
import { blockOf, cursorOf } from '../../store/support/pages';

/** What is stored of the market of the guarantee: from here on, and nothing after the end. */
export const FROM: Ms = SAMPLE_END - 130 * MS_PER_DAY;
export const END: Ms = SAMPLE_END;
/** Minutes take up room: a few weeks of them are enough to be chosen and to end. */
const MINUTES_FROM: Ms = END - 20 * MS_PER_DAY;
/** The leader, three followers and as many as a basket needs; then macro calendar and equity volatility. */
const UNITS = [0, 1, 2, 3, 4, 12];
/** These are there for breadth: hourly bars and funding are all of them that is stored. */
const BREADTH = new Set(['SIM-BNB', 'SIM-XRP']);
const MIDDLE: Ms = FROM + 70 * MS_PER_DAY;

export interface Part {
  readonly key: SeriesKey;
  readonly traits: SeriesTraits;
  readonly coverage: readonly { readonly from: Ms; readonly coverage: Coverage }[];
  readonly columns: AnyColumns;
}
/** Everything that is stored, before it is: a cut of it is a cut of these, not of what a reader tells. */
export interface Source {
  readonly parts: readonly Part[];
  /** Rows that contradict stored ones. */
  readonly contradicting: readonly Part[];
  readonly macro: readonly MacroRelease[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly settled: readonly SettledSpan[];
  /** What a person wrote down at instants of the market. */
  readonly decisions?: readonly NewJournalEntry[];
  readonly statements?: readonly StatementRecord[];
}

const pick = (columns: AnyColumns, keep: (t: Ms, i: number) => boolean): AnyColumns => {
  const rows = Array.from(columns.t.keys()).filter((i) => keep(columns.t[i]!, i));
  return Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, Float64Array.from(rows, (i) => x[i]!)])) as AnyColumns; // prettier-ignore
};

function sampleParts(): Pick<Source, 'parts' | 'macro'> & Required<Pick<Source, 'statements'>> {
  const market = createSampleMarket(DEFAULT_SAMPLE_SEED);
  const units = UNITS.map((unit) => market.run(unit));
  const isStored = ({ instrument, kind, interval }: SeriesKey): boolean => !BREADTH.has(instrument) || kind === 'funding' || (kind === 'bars' && interval === MS_PER_HOUR); // prettier-ignore
  const parts = units.flatMap(({ series }) =>
    series.filter(isStored).map(({ instrument, kind, interval, source, field, coverage, columns, ...traits }): Part => {
      const since = interval > 0 && interval < MS_PER_HOUR ? MINUTES_FROM : FROM;
      return { key: { instrument, kind, interval, source, field }, traits, coverage, columns: pick(columns, (t) => t >= since) }; // prettier-ignore
    }),
  );
  const statements = units.flatMap(({ valued }) => (valued?.rows ?? []).map((row) => ({ ...row, entity: valued!.id })));
  return { parts, macro: units.flatMap(({ macro }) => macro), statements };
}

/** A figure every nine days from the middle on, published a fortnight after its date and once more three weeks later. */
const lateStatements = (): StatementRecord[] =>
  Array.from({ length: 8 }, (_, k) => MIDDLE + k * 9 * MS_PER_DAY).flatMap((to, k) =>
    [14, 35].map((days) => ({
      ...{ entity: 'late', item: 'fees', from: to - 9 * MS_PER_DAY, to, published: to + days * MS_PER_DAY, value: 1_000 + 10 * k + days },
      ...{ source: 'report', estimated: false },
    })),
  ); // prettier-ignore

/** Of entities that figures are of. */
export function entitiesOf({ statements = [] }: Source): EntityRecord[] {
  const named = new Set(statements.map(({ entity }) => entity));
  const entity = (id: string, instrument: string): EntityRecord => ({ id, name: id, kind: 'protocol', symbol: '', instrument, figures: null, note: '', synthetic: instrument.startsWith('SIM-') }); // prettier-ignore
  return [entity(POOL, 'SIM-BTC'), entity('late', 'XYZUSDT')].filter(({ id }) => named.has(id));
}
/** An entity of which something is known at any instant. */
export const POOL = 'SIM-BTC/SIM-USD';

interface Imported {
  readonly instrument: string;
  readonly kind: Exclude<SeriesKind, 'macro'>;
  readonly interval: Ms;
  readonly source: string;
  readonly from?: Ms;
  readonly to?: Ms;
  readonly step?: Ms;
  readonly knownLag?: Ms;
  readonly coverage?: Part['coverage'];
  readonly value: (column: string, i: number, t: Ms) => number;
}

function imported({ instrument, kind, interval, source, from = FROM, to = END, step = interval, value, ...rest }: Imported): Part {
  const names = SHAPES[shapeOf(kind, interval)].columns as readonly string[];
  const t = Float64Array.from({ length: Math.floor((to - from) / step) }, (_, i) => from + i * step);
  const columns = Object.fromEntries(names.map((name) => [name, name === 't' ? t : t.map((at, i) => value(name, i, at))]));
  const knownLag = rest.knownLag ?? (kind === 'funding' || kind === 'chain' ? 0 : interval);
  return {
    key: { instrument, kind, interval, source, field: '' },
    traits: { knownLag, volumeUnit: 'base', unit: '', synthetic: false },
    coverage: rest.coverage ?? [],
    columns: columns as AnyColumns,
  };
} // prettier-ignore

/** A market of files whose sources begin and end at different times, so that which of them answers changes with the clock. */
function importedParts(): Part[] {
  const rng = new Rng(11);
  const hours = Math.round((END - FROM) / MS_PER_HOUR);
  const falls = (t: Ms): boolean => Math.round((t - FROM) / MS_PER_HOUR) % 211 >= 209;
  const closes: number[] = [100];
  for (let i = 0; i < hours; i++) closes.push(closes[i]! * Math.exp(0.003 * rng.normal() - (falls(FROM + i * MS_PER_HOUR) ? 0.03 : 0))); // prettier-ignore
  const bar = (scale: number) => (column: string, _i: number, t: Ms): number => {
    const i = Math.round((t - FROM) / MS_PER_HOUR);
    const [o, c] = [closes[i]! * scale, closes[i + 1]! * scale];
    return { o, c, h: Math.max(o, c) * 1.001, l: Math.min(o, c) * 0.999 }[column] ?? 10;
  }; // prettier-ignore
  const hour = { instrument: 'XYZUSDT', interval: MS_PER_HOUR };
  const missing = (part: Part, from: Ms, to: Ms): Part => ({ ...part, columns: pick(part.columns, (t) => t < from || t >= to) }); // prettier-ignore
  const bars = [
    missing(imported({ ...hour, kind: 'bars', source: 'early', to: MIDDLE + 5 * MS_PER_DAY, value: bar(1) }), FROM + 9 * MS_PER_DAY, FROM + 9.5 * MS_PER_DAY),
    imported({ ...hour, kind: 'bars', source: 'late', from: FROM + 20 * MS_PER_DAY, value: bar(1.001) }),
  ]; // prettier-ignore
  const open = (share: number) => (column: string, _i: number, t: Ms) => (column === 'usd' ? 1e7 * share * (falls(t) ? 0.8 : 1) : NaN); // prettier-ignore
  const flow = (column: string, i: number, t: Ms): number => {
    const size = falls(t) ? 4e6 : 4e4 * (1 + 0.5 * Math.sin(i));
    return { side: i % 3 === 0 ? -1 : 1, price: 100, quantity: size / 100, notional: size, long: size, short: size / 3 }[column] ?? NaN; // prettier-ignore
  };
  return [
    ...bars,
    imported({ ...hour, kind: 'oi', source: 'early', to: MIDDLE, value: open(1), knownLag: 0 }),
    imported({ ...hour, kind: 'oi', source: 'late', from: FROM + 12 * MS_PER_DAY, value: open(1.1), knownLag: 0 }),
    imported({ ...hour, kind: 'liquidations', source: 'late', from: MIDDLE - 20 * MS_PER_DAY, value: flow, coverage: [{ from: FROM, coverage: 'complete' }, { from: MIDDLE, coverage: 'throttled' }] }),
    imported({ instrument: 'XYZ-PERP', kind: 'funding', interval: 8 * MS_PER_HOUR, source: 'early', value: (_, i) => 1e-4 * Math.sin(i) }),
    imported({ instrument: 'XYZUSDT', kind: 'funding', interval: 8 * MS_PER_HOUR, source: 'late', from: MIDDLE, value: () => 1e-4 }),
    imported({ instrument: 'DVOL-XYZ', kind: 'vol', interval: MS_PER_DAY, source: 'early', value: (_, i) => 0.6 + 0.1 * Math.sin(i) }),
    imported({ instrument: 'BTCUSDT', kind: 'liquidations', interval: 0, step: 47 * MS_PER_MINUTE, source: 'binance', from: MIDDLE, knownLag: 0, value: flow }),
    imported({ instrument: 'NEWUSDT', kind: 'bars', interval: MS_PER_HOUR, source: 'late', from: END - 9 * MS_PER_DAY, value: bar(0.01) }),
  ]; // prettier-ignore
}

const recorded = (instrument: string, from: Ms, to: Ms): SettledSpan => ({ source: 'binance', offer: 'recording', instrument, interval: 0, from, to, state: 'fetched', at: 1 }); // prettier-ignore

/** How many decisions there are. */
export const DECISIONS = 60;
export const decisionId = (k: number): string => `decision ${k}`;

/** Decisions about lows of the day before them, or a little above and below: some hold, some do not, some nobody can tell. */
function decisionsOf(parts: readonly Part[]): NewJournalEntry[] {
  const hourly = parts.filter(({ key }) => key.kind === 'bars' && key.interval === MS_PER_HOUR && ['SIM-BTC', 'XYZUSDT'].includes(key.instrument)); // prettier-ignore
  return Array.from({ length: DECISIONS }, (_, k) => {
    const { key, columns } = hourly[k % hourly.length]!;
    const i = 24 + Math.floor(((k + 0.5) / DECISIONS) * (columns.t.length - 24));
    const decidedAt = columns.t[i]! + (k % 5 === 0 ? 7 * MS_PER_MINUTE : 0);
    const level = Math.min(...columns['l']!.subarray(i - 24, i)) * [0.98, 1, 1.004][k % 3]!;
    const horizon = HOLD_HORIZONS[k % HOLD_HORIZONS.length]!;
    const decision = { session: null, instrument: key.instrument, decidedAt, level, horizon, probability: (k % 11) / 10, reason: `reason ${k}`, action: '', blind: false, recordedAt: 0 }; // prettier-ignore
    return { id: decisionId(k), decided: decidedAt, session: null, json: JSON.stringify(decision), picture: k % 4 === 0 ? Uint8Array.of(k) : null }; // prettier-ignore
  });
}

export function createSource(): Source {
  const { parts, macro, statements } = sampleParts();
  const files = importedParts();
  const [first] = files;
  const revised = pick(first!.columns, (_, i) => i % 500 === 3);
  const months = Array.from({ length: 8 }, (_, k) => FROM + (k - 2) * 30 * MS_PER_DAY);
  const vintages = months.flatMap((period, k): MacroRelease[] => [
    { seriesId: 'CPI-YOY', period, released: period + 40 * MS_PER_DAY, value: 3 + 0.1 * k },
    { seriesId: 'CPI-YOY', period, released: period + 70 * MS_PER_DAY, value: 3.05 + 0.1 * k },
    { seriesId: 'PPI-YOY', period, released: period + 43 * MS_PER_DAY, value: 2 + 0.2 * k },
  ]);
  const noted = (k: number, reason: QuarantinedRow['reason']): QuarantinedRow => ({ file: '/data/xyz.csv', line: 90 + k, t: FROM + k * 9 * MS_PER_DAY, reason, detail: `row ${k}`, text: `close ${100 + k}` }); // prettier-ignore
  return {
    parts: [...parts, ...files],
    contradicting: [{ ...first!, columns: { ...revised, v: revised['v']!.map((v) => v + 1) } }],
    macro: [...macro, ...vintages],
    quarantined: Array.from({ length: 14 }, (_, k) => noted(k, k % 2 === 0 ? 'highBelowLow' : 'unitMixUp')),
    settled: [
      recorded('BTCUSDT', MIDDLE, MIDDLE + 9 * MS_PER_DAY),
      recorded('BTCUSDT', MIDDLE + 10 * MS_PER_DAY, MIDDLE + 30 * MS_PER_DAY),
      recorded('BTCUSDT', MIDDLE + 30.5 * MS_PER_DAY, END),
    ],
    decisions: decisionsOf([...parts, ...files]),
    statements: [...statements, ...lateStatements()],
  };
}

/** Only what was known by an instant: of releases to come their dates alone. */
export function cutSource({ parts, contradicting, macro, quarantined, settled, decisions, statements }: Source, t: Ms): Source {
  const cut = (all: readonly Part[]): Part[] =>
    all
      .map((part) => ({ ...part, columns: pick(part.columns, (at) => at + part.traits.knownLag <= t), coverage: part.coverage.filter(({ from }) => from <= t) }))
      .filter(({ columns }) => columns.t.length > 0);
  return {
    parts: cut(parts),
    contradicting: cut(contradicting),
    macro: macro.map((one) => (one.released <= t ? one : { ...one, value: NaN })),
    quarantined: quarantined.filter((row) => row.t <= t),
    settled: settled.filter(({ from }) => from < t).map((span) => ({ ...span, to: Math.min(span.to, t) })),
    decisions: (decisions ?? []).filter(({ decided }) => decided <= t),
    statements: (statements ?? []).filter(({ published }) => published <= t),
  };
} // prettier-ignore

/** Pages of two imports: what is stored, and a later file that contradicts some of it. */
export function pagesOf({ parts, contradicting, macro, quarantined, settled }: Source): Page[] {
  const page = (name: string, all: readonly Part[], rest: Partial<Page>): Page => ({
    blocks: all.map(({ columns, key, coverage, traits }) => blockOf(columns, key, { coverage: [...coverage], traits })),
    macro: [],
    quarantined: [],
    cursor: cursorOf({ fingerprint: name, path: name }),
    ...rest,
  });
  return [page('first', parts, { macro, quarantined, settled }), page('second', contradicting, {})];
}
