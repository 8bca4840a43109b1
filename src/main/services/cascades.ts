import { createHash } from 'node:crypto';
import { isScenario } from '#core/scenario/id';
import { DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from '#core/liquidations/settings';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { CascadeRow, CascadeRule, CascadeTimeline } from '#shared/cascades';
import type { CascadeSources, GriddedEvent } from '../engine/tasks/cascades';
import type { SeriesRecord, StoredEvent } from '../store/types';
import type { Connections } from './connections';
import type { JobContext } from './jobs';
import { chooseLongest, seriesFor } from './selection';

export interface Cascades {
  /** Detects afresh from what was known by `asOf`, without keeping the result. */
  detect(instrument: string, options?: DetectOptions): Promise<CascadeRow[]>;
  /** Detects and keeps the events of these instruments (all that have something to detect from, when empty). */
  refresh(instruments: readonly string[], context?: Pick<JobContext, 'signal' | 'report'>): Promise<string>;
  /**
   * Kept events, newest first. With `asOf` those decided by then, found and described from the series that would have been chosen
   * then: where others are chosen now they are detected once more, and remembered while the program runs.
   */
  list(instrument: string | undefined, asOf: Ms | undefined): Promise<CascadeRow[]>;
  /** An event of such a list. */
  find(id: string, asOf: Ms | undefined): Promise<CascadeRow | undefined>;
  timeline(id: string, asOf: Ms | undefined): Promise<CascadeTimeline | null>;
  /** First instant whose list tells an event: its decision, or the next liquidation, which says that the feed was alive. */
  toldAt(event: CascadeRow): Ms;
}

export interface DetectOptions {
  readonly rule?: CascadeRule;
  readonly asOf?: Ms | undefined;
  readonly settings?: CascadeSettings;
  readonly signal?: AbortSignal;
}

interface Plan {
  readonly instrument: string;
  readonly rule: CascadeRule;
  readonly sources: CascadeSources;
  readonly priceSource: string;
  readonly synthetic: boolean;
  readonly revision: string;
  /** End of its liquidations; undefined without any. */
  readonly until: Ms | undefined;
}

/** A feed that says nothing for longer is not waited for. */
export const LONGEST_SILENCE: Ms = 7 * MS_PER_DAY;
/** Ways to detect events that are remembered. */
const KEPT_PLANS = 200;

const fingerprint = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/** Finest first; of one interval the longest. Sources that disagree are never mixed: one of each interval. */
function byInterval(candidates: readonly SeriesRecord[]): SeriesRecord[] {
  const sorted = [...candidates].sort((a, b) => a.interval - b.interval || b.rows - a.rows);
  return sorted.filter((series, i) => i === 0 || series.interval !== sorted[i - 1]!.interval);
}

/** What to detect an instrument's events from, or undefined when it has nothing to detect from. */
function planFor(all: readonly SeriesRecord[], instrument: string, wanted?: CascadeRule): Plan | undefined {
  const own = all.filter((series) => series.instrument === instrument && series.rows > 0);
  // Prints (interval 0) before sums: the finest view of the same closures.
  const liquidations = byInterval(own.filter(({ kind }) => kind === 'liquidations'))[0];
  const rule = wanted ?? (liquidations ? 'liquidations' : 'proxy');
  const span = rule === 'liquidations' ? liquidations : byInterval(own.filter(({ kind }) => kind === 'bars'))[0];
  if (!span) return undefined;
  const choose = (kind: 'bars' | 'oi'): SeriesRecord[] => {
    const candidates = seriesFor(all, instrument, kind);
    if (rule === 'liquidations') return byInterval(candidates);
    // A rule on bars runs over one series: the one that reaches farthest.
    const longest = chooseLongest(candidates, -Infinity, Infinity);
    return longest ? [longest] : [];
  };
  const bars = choose('bars');
  const oi = choose('oi');
  const funding = chooseLongest(seriesFor(all, instrument, 'funding'), span.from, span.to);
  if (rule === 'proxy' && (bars.length === 0 || oi.length === 0)) return undefined;
  const used = [rule === 'liquidations' ? liquidations : undefined, ...bars, ...oi, funding];
  return {
    instrument,
    rule,
    sources: {
      liquidations: liquidations?.id,
      bars: bars.map(({ id }) => id),
      oi: oi.map(({ id }) => id),
      funding: funding?.id,
    },
    priceSource: bars[0] ? `${bars[0].instrument}, ${bars[0].source}` : '',
    synthetic: span.synthetic,
    until: liquidations && liquidations.to + liquidations.knownLag,
    revision: fingerprint(used.map((series) => series && [series.id, series.revision])),
  };
}

function toRow(event: GriddedEvent, plan: Plan): CascadeRow {
  return {
    id: [plan.instrument, event.rule, event.grid, event.side, event.start].join('|'),
    instrument: plan.instrument,
    rule: event.rule,
    side: event.side,
    start: event.start,
    peak: event.peak,
    end: event.end,
    decision: event.decision,
    grid: event.grid,
    notionalLongUsd: event.notionalLongUsd,
    notionalShortUsd: event.notionalShortUsd,
    prints: event.prints,
    priceStart: event.priceStart,
    priceLow: event.priceExtreme,
    priceEnd: event.priceEnd,
    dropBp: event.dropBp,
    oiBefore: event.oiBefore,
    oiAfter: event.oiAfter,
    oiChange: event.oiChange / event.oiBefore,
    fundingBefore: event.fundingBefore,
    fundingAfter: event.fundingAfter,
    coverage: event.coverage,
    synthetic: plan.synthetic,
    priceSource: plan.priceSource,
  };
}

/** JSON has no NaN: a figure that is missing is null at rest and NaN in memory. Coverage that is not stated stays null. */
const toJson = (row: CascadeRow): string => JSON.stringify(row);
const fromJson = (json: string): CascadeRow =>
  JSON.parse(json, (key, value: unknown) => (value === null && key !== 'coverage' ? NaN : value));

const toStored = (row: CascadeRow): Omit<StoredEvent, 'id' | 'instrument' | 'rule' | 'settings' | 'revision'> => ({
  start: row.start,
  end: row.end,
  decision: row.decision,
  side: row.side,
  notional: row.side === 'long' ? row.notionalLongUsd : row.notionalShortUsd,
  json: toJson(row),
});

/** Events that are remembered as parsed: each step of a clock asks for all of those before it. */
const KEPT_EVENTS = 5_000;
function createParse(): (json: string) => CascadeRow {
  const parsed = new Map<string, CascadeRow>();
  return (json) => {
    const known = parsed.get(json);
    if (known) return known;
    if (parsed.size >= KEPT_EVENTS) parsed.clear();
    const row = fromJson(json);
    parsed.set(json, row);
    return row;
  };
}

export function createCascades(connections: Connections): Cascades {
  const settings = DEFAULT_CASCADE_SETTINGS;
  const parse = createParse();

  const run = async (
    plan: Plan,
    { asOf, signal, settings: chosen = settings }: DetectOptions,
  ): Promise<CascadeRow[]> => {
    const events = await connections
      .engine()
      .run(
        'cascades.detect',
        { rule: plan.rule, sources: plan.sources, settings: chosen, asOf },
        signal ? { signal } : {},
      );
    return events.map((event) => toRow(event, plan));
  };

  const kept = (instrument: string | undefined, asOf?: Ms): CascadeRow[] =>
    connections
      .reader()
      .events({
        ...(instrument === undefined ? {} : { instrument }),
        ...(asOf === undefined ? {} : { asOf }),
        settings: fingerprint(settings),
      })
      .map(({ json }) => parse(json));

  /** By what it was detected from: the choice of series changes seldom, the clock with each step. */
  const again = new Map<string, Promise<CascadeRow[]>>();
  const detectedFrom = (plan: Plan): Promise<CascadeRow[]> => {
    const key = JSON.stringify([plan.instrument, plan.rule, plan.revision]);
    const known = again.get(key);
    if (known) return known;
    if (again.size >= KEPT_PLANS) again.clear();
    const rows = run(plan, {});
    again.set(key, rows);
    rows.catch(() => again.delete(key));
    return rows;
  };
  /** Events of an instrument as known by then, in the order of their decisions. */
  const knownBy = async (
    instrument: string,
    asOf: Ms,
    { now, then }: Record<'now' | 'then', readonly SeriesRecord[]>,
  ): Promise<CascadeRow[]> => {
    const plan = planFor(then, instrument);
    if (!plan) return [];
    const current = planFor(now, instrument);
    const isSame = current?.rule === plan.rule && current.revision === plan.revision;
    const rows = isSame ? kept(instrument, asOf) : await detectedFrom(plan);
    // Beyond the last liquidation that was known nobody could tell whether the feed was alive: silence ends no event yet.
    const end = plan.rule === 'liquidations' ? Math.min(asOf, plan.until!) : asOf;
    return rows.filter(({ decision }) => decision <= end);
  };

  const list = async (instrument: string | undefined, asOf: Ms | undefined): Promise<CascadeRow[]> => {
    // Of everything: of every market there is, and a scenario is none.
    const isAsked = (name: string): boolean => instrument === name || (instrument === undefined && !isScenario(name));
    if (asOf === undefined)
      return kept(instrument)
        .filter((one) => isAsked(one.instrument))
        .reverse();
    const reader = connections.reader();
    const [now, then] = [reader.listSeries(), reader.listSeries({}, asOf)];
    const named = instrument === undefined ? then.map((one) => one.instrument) : [instrument];
    const wanted = [...new Set(named)].filter(isAsked).sort();
    const found = await Promise.all(wanted.map((one) => knownBy(one, asOf, { now, then })));
    return found
      .flat()
      .sort((a, b) => a.decision - b.decision)
      .reverse();
  };
  const find = async (id: string, asOf: Ms | undefined): Promise<CascadeRow | undefined> =>
    (await list(id.split('|')[0], asOf)).find((row) => row.id === id);

  return {
    detect: async (instrument, options = {}) => {
      const plan = planFor(connections.reader().listSeries({}, options.asOf), instrument, options.rule);
      return plan ? run(plan, options) : [];
    },

    refresh: async (instruments, context) => {
      const reader = connections.reader();
      const all = reader.listSeries();
      const wanted = instruments.length > 0 ? instruments : [...new Set(all.map((series) => series.instrument))];
      const plans = wanted.map((instrument) => planFor(all, instrument)).filter((plan) => plan !== undefined);
      const key = fingerprint(settings);
      const seen = new Map(
        plans.map(({ instrument }) => [instrument, reader.events({ instrument, settings: key }, 0, 1)[0]?.revision]),
      );
      const stale = plans.filter((plan) => seen.get(plan.instrument) !== plan.revision);
      let done = 0;
      let found = 0;
      context?.report({ done, total: stale.length, unit: 'instruments' });
      // One task per instrument: the pool runs as many at once as it has threads.
      await Promise.all(
        stale.map(async (plan) => {
          const rows = await run(plan, context ? { signal: context.signal } : {});
          await connections.writer().replaceEvents(plan.instrument, plan.rule, key, plan.revision, rows.map(toStored));
          found += rows.length;
          context?.report({ done: ++done, total: stale.length, unit: 'instruments', message: plan.instrument });
        }),
      );
      return `${found} events in ${stale.length} instruments`;
    },

    list,
    find,
    toldAt: ({ instrument, rule, decision }) => {
      const reader = connections.reader();
      const id = rule === 'liquidations' ? planFor(reader.listSeries(), instrument)?.sources.liquidations : undefined;
      const series = id === undefined ? undefined : reader.getSeries(id);
      if (!series) return decision;
      const from = decision - series.knownLag;
      const alive = reader.read(series.id, { from, to: from + LONGEST_SILENCE }, ['t']).t[0];
      return alive === undefined ? decision : Math.max(decision, alive + series.knownLag);
    },
    timeline: async (id, asOf) => {
      const event = await find(id, asOf);
      const plan = event && planFor(connections.reader().listSeries({}, asOf), event.instrument, event.rule);
      if (!event || !plan) return null;
      const { sources, until } = plan;
      const columns = await connections.engine().run('cascades.timeline', { sources, event, until, asOf });
      return { event, ...columns };
    },
  };
}
