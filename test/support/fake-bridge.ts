import type { StudyResult } from '#core/evidence/types';
import type { PlanDocument } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import { RuleSchema, StudySpecSchema, type SavedRule } from '#shared/evidence';
import type { Bridge } from '#shared/ipc/bridge';
import type { Args, Channel, Reply } from '#shared/ipc/contract';
import type { EventName, Events } from '#shared/ipc/events';
import type { Outcome } from '#shared/outcome';
import type { StepAnswer } from '#shared/replay';
import type { Settings } from '#shared/settings';
import { DEFAULT_SETTINGS } from '#shared/settings-defaults';
import { TimeShiftSpecSchema } from '#shared/time-shift';
import { createFakeEvidence } from './fake-evidence';
import { createFakeScenarios } from './fake-scenarios';
import { createFakeHedgeMarket, createFakeHedgePlans } from './fake-hedge';
import { createFakeJournal } from './fake-journal';
import { createFakeMarket, STEP, type FakeMarket, type FakeSeries } from './fake-market';
import { createFakeEconomy } from './fake-economy';
import { createFakeMacro } from './fake-macro';
import { createFakeValue } from './fake-value';
import { createFakePlans } from './fake-plans';
import { createFakeReplayBook } from './fake-replay-book';
import { createFakeSimulations } from './fake-simulation';
import { createFakeSync } from './fake-sync';
import { createFakeTimeShift } from './fake-time-shift';
import { createFakeRules, createFakeStudy, fakeInputs } from './fake-study';

type Answers = { readonly [C in Channel]: (args: Args<C>) => Reply<C> | Promise<Reply<C>> };

export interface FakeOptions {
  /** Nothing stored: the welcome screen. */
  readonly empty?: boolean;
  readonly settings?: Partial<Settings>;
  /** Where layouts are kept; a map of its own by default. */
  readonly layouts?: Pick<Map<string, string>, 'get' | 'set' | 'delete'>;
  /** Every study and every time-shift is computed already. */
  readonly studied?: boolean;
  /** Releases, rates and their dates are stored. */
  readonly economy?: boolean;
  /** Plans that are kept to begin with. */
  readonly plans?: () => Promise<readonly PlanDocument[]>;
  /** Channels that answer with an error. */
  readonly failing?: readonly Channel[];
}

export interface FakeBridge extends Bridge {
  readonly emit: <E extends EventName>(event: E, payload: Events[E]) => void;
  /** Every call so far. */
  readonly calls: readonly { readonly channel: Channel; readonly args: unknown }[];
}

/** Sums or samples 5-minute columns into wider bins. */
function bins(
  t: Float64Array,
  interval: Ms,
  from: Ms,
  to: Ms,
): readonly (readonly [open: Ms, first: number, last: number])[] {
  const width = Math.max(interval, STEP);
  const found: [Ms, number, number][] = [];
  for (let i = 0; i < t.length; i++) {
    if (t[i]! < from || t[i]! >= to) continue;
    const open = Math.floor(t[i]! / width) * width;
    const last = found.at(-1);
    if (last?.[0] === open) last[2] = i;
    else found.push([open, i, i]);
  }
  return found;
}
const total = (column: Float64Array, first: number, last: number): number =>
  column.subarray(first, last + 1).reduce((sum, one) => sum + one, 0);

interface Span {
  readonly instrument: string;
  readonly interval: Ms;
  readonly from: Ms;
  readonly to: Ms;
  readonly asOf?: Ms | undefined;
}

function readBars({ bars }: FakeSeries, query: Span): Reply<'bars:read'> {
  const to = Math.min(query.to, query.asOf ?? query.to);
  const found = bins(bars.t, query.interval, query.from, to);
  const pick = (of: (first: number, last: number, open: Ms) => number): Float64Array =>
    Float64Array.from(found, ([open, first, last]) => of(first, last, open));
  return {
    instrument: query.instrument,
    source: 'Binance, files',
    interval: Math.max(query.interval, STEP),
    bars: {
      t: pick((_first, _last, open) => open),
      o: pick((first) => bars.o[first]!),
      h: pick((first, last) => Math.max(...bars.h.subarray(first, last + 1))),
      l: pick((first, last) => Math.min(...bars.l.subarray(first, last + 1))),
      c: pick((_first, last) => bars.c[last]!),
      v: pick((first, last) => total(bars.v, first, last)),
    },
    forming: null,
    from: bars.t[0]!,
    to: bars.t.at(-1)!,
    synthetic: false,
    volumeUnit: 'base',
  };
}

const LABELS: Readonly<Record<string, string>> = {
  sample: 'Sample market',
  study: 'Study',
  lookahead: 'Lookahead test',
  simulate: 'Simulation',
  robustness: 'Roll-day runs',
  size: 'Sizes',
};

export function createFakeBridge(options: FakeOptions = {}): FakeBridge {
  const {
    empty = false,
    settings = {},
    failing = [],
    studied = false,
    economy = false,
    plans,
    layouts = new Map<string, string>(),
  } = options;
  let market: FakeMarket | undefined = empty ? undefined : createFakeMarket();
  let current: Settings = { ...DEFAULT_SETTINGS, ...settings };
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const calls: { channel: Channel; args: unknown }[] = [];
  let jobs = 0;
  const studies = new Map<string, StudyResult>();
  let rules: readonly SavedRule[] = createFakeRules();

  const emit = <E extends EventName>(event: E, payload: Events[E]): void => {
    for (const listener of listeners.get(event) ?? []) (listener as (payload: Events[E]) => void)(payload);
  };
  const simulations = createFakeSimulations();
  const running = new Set<string>();
  const runJob = (job: Args<'jobs:start'>): { id: string } => {
    const { kind } = job;
    const id = `job-${++jobs}`;
    running.add(id);
    const total = 40;
    const step = (done: number): void => {
      const state = !running.has(id) ? 'cancelled' : done === total ? 'done' : 'running';
      if (state === 'done' && job.kind === 'study') {
        const spec = StudySpecSchema.parse(job.spec);
        studies.set(JSON.stringify(spec), createFakeStudy(spec));
      }
      if (state !== 'cancelled') simulations.advance(job, done / total);
      emit('job:changed', { id, kind, label: LABELS[kind] ?? kind, state, done, total, unit: 'units', message: kind === 'lookahead' && state === 'done' ? 'None of 44 decisions changes on data cut at its own instant; the planted leak was found.' : `SIM-BTC, month ${done}`, startedAt: Date.now() }); // prettier-ignore
      if (state === 'running') setTimeout(() => step(done + 1), 100);
      else if (state === 'done' && kind === 'sample') {
        market = createFakeMarket();
        emit('data:changed', { instruments: [] });
      }
    };

    setTimeout(() => step(0), 10);
    return { id };
  };

  const of = (instrument: string): FakeSeries | undefined => market?.series.get(instrument);
  const hedgePlans = createFakeHedgePlans();
  const answers: Answers = {
    ...createFakeSync(),
    ...createFakePlans(),
    ...createFakeScenarios(),
    ...createFakeJournal(),
    ...createFakePlans(plans ? { plans } : {}),
    'app:info': () => ({ version: '0.1.0', runtime: 'Electron 33.2.1, Chromium 130', platform: 'linux x64', database: '/home/me/.config/Ballast/ballast.db', logFile: '/home/me/.config/Ballast/logs/main.log' }), // prettier-ignore
    'app:openLog': () => undefined,
    'settings:read': () => current,
    'settings:write': (patch) => (current = { ...current, ...(patch as Partial<Settings>) }),
    'layout:read': ({ workspace }) => layouts.get(workspace) ?? null,
    'layout:save': ({ workspace, json }) => void layouts.set(workspace, json),
    'layout:reset': ({ workspace }) => void layouts.delete(workspace),
    'instruments:list': (query) => {
      const asOf = query?.asOf ?? Infinity;
      const known = (market?.instruments ?? []).filter(({ from }) => from <= asOf);
      return known.map((one) => (one.to <= asOf ? one : { ...one, to: asOf }));
    },
    'series:list': () => market?.summaries ?? [],
    'series:coverage': () => market?.coverage ?? { firstMonth: 0, months: 0, rows: [] },
    'series:gaps': () => market?.gaps ?? [],
    'bars:read': (query) => {
      const series = of(query.instrument);
      return series ? readBars(series, query) : null;
    },
    'liquidations:read': (query) => {
      const series = of(query.instrument);
      if (!series) return null;
      const found = bins(series.bars.t, query.interval, query.from, Math.min(query.to, query.asOf ?? query.to));
      return {
        source: 'Binance, files',
        interval: Math.max(query.interval, STEP),
        buckets: {
          t: Float64Array.from(found, ([open]) => open),
          long: Float64Array.from(found, ([, first, last]) => total(series.long, first, last)),
          short: Float64Array.from(found, ([, first, last]) => total(series.short, first, last)),
        },
        coverage: [{ from: 0, coverage: 'throttled' }],
        synthetic: false,
      };
    },
    'points:read': (query) => {
      const series = of(query.instrument);
      if (!series || query.kind === 'vol') return null;
      const column = query.kind === 'oi' ? series.oi : series.funding;
      const found = bins(series.bars.t, query.interval, query.from, Math.min(query.to, query.asOf ?? query.to));
      return {
        source: 'Binance, files',
        instrument: query.instrument,
        interval: query.interval,
        t: Float64Array.from(found, ([open]) => open),
        value: Float64Array.from(found, ([, , last]) => column[last]!),
        unit: query.kind === 'oi' ? 'BTC' : 'fraction',
        synthetic: false,
      };
    },
    'breadth:read': () => null,
    'breakEven:read': (query) => {
      const series = of(query.instrument);
      if (!series) return null;
      const found = bins(series.bars.t, query.interval, query.from, Math.min(query.to, query.asOf ?? query.to));
      const scaled = (by: number): Float64Array => Float64Array.from(found, ([, , last]) => series.bars.c[last]! * by);
      return {
        source: 'open interest of BTCUSDT (Binance, files), bars of BTCUSDT (Binance, files)',
        interval: STEP,
        columns: {
          t: Float64Array.from(found, ([, , last]) => series.bars.t[last]! + STEP),
          long: scaled(1.02),
          short: scaled(0.98),
        },
        synthetic: false,
      };
    },
    'levels:read': () => null,
    'options:parity': () => null,
    'options:condors': () => null,
    'options:volatility': () => ({ quoted: null, modelled: null }),
    'options:history': () => null,
    'options:indices': () => ({ own: null, equity: [] }),
    'cascades:list': ({ instrument, asOf }) =>
      (market?.cascades ?? []).filter(
        (one) => (!instrument || one.instrument === instrument) && one.decision <= (asOf ?? Infinity),
      ),
    'cascades:timeline': ({ id }) => {
      const event = market?.cascades.find((one) => one.id === id);
      const series = event && of(event.instrument);
      if (!event || !series) return null;
      const [from, to] = [event.start - 6 * STEP, event.decision + 6 * STEP];
      const at = [...series.bars.t.keys()].filter((i) => series.bars.t[i]! >= from && series.bars.t[i]! < to);
      const pick = (column: Float64Array): Float64Array => Float64Array.from(at, (i) => column[i]!);
      return {
        event,
        t: pick(series.bars.t),
        long: pick(series.long),
        short: pick(series.short),
        price: pick(series.bars.c),
        oi: pick(series.oi),
      };
    },
    'replay:marks': ({ instrument, from, to, asOf }) =>
      (market?.cascades ?? [])
        .filter((one) => one.instrument === instrument && one.decision <= (asOf ?? Infinity))
        .map(({ peak, decision, side, notionalLongUsd }) => ({
          kind: 'cascade' as const,
          t: peak,
          known: decision,
          label: side,
          notional: notionalLongUsd,
        }))
        .filter(({ t }) => t >= from && t < to)
        .sort((a, b) => a.t - b.t),
    'replay:jump': ({ instrument, asOf, direction }) => {
      const all = (market?.cascades ?? [])
        .filter((one) => one.instrument === instrument)
        .map(({ decision }) => decision);
      const there = all.filter((t) => (direction > 0 ? t > asOf : t < asOf));
      return there.length > 0 ? { t: direction > 0 ? Math.min(...there) : Math.max(...there) } : null;
    },
    'replay:step': ({ asOf, reads }) =>
      reads.map((read) => {
        const value = (answers[read.channel] as (args: unknown) => StepAnswer['value'])({ ...read.args, asOf });
        if (read.channel !== 'cascades:list') return { value };
        const print = `${(value as readonly unknown[]).length} cascades`;
        return { value: print === read.unless ? undefined : value, print };
      }),
    'replay:hold': () => undefined,
    'event:evidence': ({ id }) => {
      const event = market?.cascades.find((one) => one.id === id);
      return event ? createFakeEvidence(event) : null;
    },
    'study:read': (input) => {
      const spec = StudySpecSchema.parse(input);
      const result = studies.get(JSON.stringify(spec)) ?? (studied ? createFakeStudy(spec) : null);
      return {
        result,
        stale: false,
        computedAt: result && Date.UTC(2025, 9, 11, 1, 22),
        inputs: fakeInputs(spec.instruments),
        problems: [],
      };
    },
    ...createFakeMacro(economy ? createFakeEconomy() : []),
    'timeShift:read': (input) => {
      const result = studied ? createFakeTimeShift(TimeShiftSpecSchema.parse(input)) : null;
      return { result, stale: false, computedAt: result && Date.UTC(2025, 9, 11, 1, 22), problems: [] };
    },
    ...createFakeValue(options.empty ? undefined : Date.now()),
    'rules:list': () => rules,
    'rules:save': ({ name, rule: input }) => {
      const rule = RuleSchema.parse(input);
      const before = rules.find((one) => one.name === name);
      const saved: SavedRule = {
        name,
        version: (before?.version ?? 0) + 1,
        savedAt: Date.UTC(2025, 9, 11, 1, 30),
        rule,
        history: before
          ? [{ version: before.version, savedAt: before.savedAt, rule: before.rule }, ...before.history]
          : [],
      };
      rules = [...rules.filter((one) => one.name !== name), saved];
      return saved;
    },
    'rules:delete': ({ name }) => void (rules = rules.filter((one) => one.name !== name)),
    'hedge:market': (query) =>
      createFakeHedgeMarket({ asOf: query.asOf === undefined ? undefined : Number(query.asOf) }),
    'hedge:simulation': (spec) => simulations.read('simulate', spec),
    'hedge:robustness': (spec) => simulations.read('robustness', spec),
    'hedge:size': (spec) => simulations.read('size', spec),
    'replay:book': (query) => createFakeReplayBook(query),
    'hedgePlans:list': () => hedgePlans.list(),
    'hedgePlans:save': (args) => hedgePlans.save(args),
    'hedgePlans:delete': (args) => hedgePlans.remove(args),
    'hedgePlans:duplicate': (args) => hedgePlans.duplicate(args),
    'import:choose': () => ['/home/me/Downloads/liquidations-2024.csv'],
    'import:preview': ({ path }) => ({
      path,
      bytes: 61_400_000,
      compression: 'none',
      format: 'generic',
      kind: 'liquidations',
      delimiter: ',',
      hasHeader: true,
      header: ['time', 'symbol', 'side', 'price', 'qty', 'status'],
      rows: [
        ['1704067211482', 'BTCUSDT', 'SELL', '42283.9', '0.318', 'FILLED'],
        ['1704067214090', 'BTCUSDT', 'SELL', '42280.0', '1.204', 'FILLED'],
        ['1704067260117', 'BTCUSDT', 'BUY', '42306.5', '0.052', 'FILLED'],
        ['1704067301775', 'BTCUSDT', 'SELL', '42271.3', '0.900', 'FILLED'],
      ],
      mapping: { t: 'time', instrument: 'symbol', side: 'side', price: 'price', quantity: 'qty' },
      timeUnit: 'ms',
      zone: 'UTC',
      interval: null,
      instruments: ['BTCUSDT'],
      source: 'files',
      coverage: 'throttled',
      missing: [],
      problems: [],
      remembered: false,
    }),
    'quarantine:list': ({ offset, limit }) => ({
      total: market?.quarantine.length ?? 0,
      rows: market?.quarantine.slice(offset, offset + limit) ?? [],
    }),
    'quarantine:delete': ({ ids }) => ids.length,
    'quarantine:accept': ({ ids }) => ids.length,
    'database:info': () => ({
      path: '/home/me/.config/Ballast/ballast.db',
      bytes: market ? 4_310_000_000 : 200_000,
      diskFree: 212e9,
      rowsByKind: market ? { bars: 6_280_521, liquidations: 10_352_412, chain: 11_208_540 } : {},
      bytesByKind: market ? { bars: 1.62e9, liquidations: 0.98e9, chain: 1.44e9, results: 0.27e9 } : {},
      lastCheck: market ? { at: Date.UTC(2025, 9, 10, 3), sound: true, message: '' } : null,
      backups: market ? [{ path: '/backups/a.db', at: Date.UTC(2025, 9, 10, 3, 2), bytes: 4.29e9 }] : [],
    }),
    'database:chooseBackup': () => null,
    'database:chooseFolder': () => null,
    'series:delete': () => undefined,
    'file:save': ({ name }) => `/home/me/${name}`,
    'file:choose': ({ name }) => `/home/me/${name}`,
    'jobs:start': runJob,
    'jobs:cancel': ({ id }) => void running.delete(id),
    'jobs:list': () => [],
  };

  const bridge = {
    call: async (channel: Channel, args: unknown): Promise<Outcome<unknown>> => {
      calls.push({ channel, args });
      if (failing.includes(channel)) return { ok: false, code: 'io', message: `${channel} could not be answered` };
      const answer = answers[channel] as (args: unknown) => unknown;
      return { ok: true, value: await answer(args) };
    },
    on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void): (() => void) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener as (payload: never) => void);
      return () => void set.delete(listener as (payload: never) => void);
    },
    pathOf: (file: object) => ('name' in file ? `/home/me/${String(file.name)}` : ''),
    emit,
    calls,
  };
  return bridge as FakeBridge;
}
