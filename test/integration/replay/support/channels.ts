import type { Rng } from '#core/random/rng';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { SeriesKey } from '#main/store/types';
import type { Args, Channel, Reply } from '#shared/ipc/contract';
import type { PathSpecSchema } from '#shared/hedge';
import type { BarsReply, PointsReply } from '#shared/market';
import type { z } from 'zod';
import { hedgePlan, putLayer } from '../../../support/hedge-plan';
import { decisionId, DECISIONS, END, FROM, POOL } from './market';

/** What a question may name. */
export interface Known {
  readonly instruments: readonly string[];
  /** Ids of kept events, those after the clock too. */
  readonly events: readonly string[];
  /** How long after its stamp a row of a stored series can be known. */
  readonly lagOf: (of: number | Pick<SeriesKey, 'instrument' | 'kind' | 'interval' | 'source'>) => Ms;
} // prettier-ignore

/** Answers with what was known by the instant that a question names. */
interface Honours<C extends Channel> {
  readonly honours: 'asOf';
  readonly ask: (rng: Rng, t: Ms, known: Known) => Args<C>;
  /** How often it is asked, against the others. */
  readonly weight: number;
  /** How long after it a stamp of the reply could be known. */
  readonly lag?: (reply: NonNullable<Reply<C>>, path: string, known: Known, args: Args<C>) => Ms;
}
/** Holds no record of the market, or does nothing but what a person asks for: why. */
interface Apart {
  readonly apart: string;
}
type Classes = { readonly [C in Channel]: Honours<C> | Apart };
type Path = z.input<typeof PathSpecSchema>;

const pick = <T>(rng: Rng, all: readonly T[]): T => all[rng.below(all.length)]!;
const INTERVALS = [MS_PER_MINUTE, 5 * MS_PER_MINUTE, MS_PER_HOUR, 4 * MS_PER_HOUR, MS_PER_DAY];
/** A range that reaches beyond the clock. */
const around = (rng: Rng, t: Ms): { readonly from: Ms; readonly to: Ms } => ({
  from: Math.round(t - rng.uniform() * 40 * MS_PER_DAY) - 1,
  to: Math.round(t + rng.uniform() * 20 * MS_PER_DAY),
});
const ranged = (rng: Rng, t: Ms, { instruments }: Known) => ({
  ...{ instrument: pick(rng, instruments), interval: pick(rng, INTERVALS), ...around(rng, t), asOf: t },
});
const chained = (rng: Rng, t: Ms) => ({
  instrument: pick(rng, ['SIM-BTC', 'SIM-BTC', 'SIM-ETH', 'SIM-SOL', 'XYZUSDT']),
  asOf: t,
});
const spans = [null, 9 * MS_PER_DAY, 30 * MS_PER_DAY];

const gated = putLayer({ gate: { gate: { kind: 'ramp', signal: 'exhaustion', from: 0, to: 0.1 }, reads: 'roll' } });
const planOf = (asset: string, benchmark = asset) => {
  const [held] = hedgePlan().positions;
  return hedgePlan({ asset, positions: [{ ...held!, instrument: asset }], layers: [gated], beta: { ...hedgePlan().beta, benchmark } }); // prettier-ignore
};
const MACRO = ['SIM-CPI-YOY', 'SIM-PPI-YOY', 'SIM-GDP-QOQ', 'SIM-POLICY-RATE', 'SIM-REER-USD', 'slope:SIM-VIX/VIX3M'];
const pathOf = (rng: Rng, t: Ms): Path =>
  pick<Path>(rng, [
    { kind: 'gbm', paths: 100, days: 20 },
    { kind: 'bootstrap', paths: 100, days: 20 },
    { kind: 'history', from: t - 40 * MS_PER_DAY, to: t + 10 * MS_PER_DAY },
    { kind: 'history', from: t + 2 * MS_PER_DAY, to: t + 30 * MS_PER_DAY },
    { kind: 'analog', from: t - 50 * MS_PER_DAY, days: 20 },
  ]);
/** A question about a plan, and the job of it. */
export const simulated = (rng: Rng, t: Ms) => {
  const asset = pick(rng, ['SIM-BTC', 'SIM-SOL', 'XYZUSDT']);
  return { plan: planOf(asset, pick(rng, [asset, 'basket'])) as never, path: pathOf(rng, t), asOf: t };
};
export const studied = (rng: Rng, t: Ms): Args<'study:read'> => ({
  instruments: [pick(rng, ['SIM-BTC', 'XYZUSDT']), 'SIM-SOL'],
  rule: pick(rng, [{ kind: 'cascade' }, { kind: 'proxy' }, { kind: 'absoluteMove' }]),
  horizonsMs: [MS_PER_HOUR, MS_PER_DAY],
  resamples: 100,
  asOf: t,
});

/** Instances of every kind beside the present, which is the newest or one before. */
export const shifted = (rng: Rng, t: Ms): Args<'timeShift:read'> => ({
  instrument: pick(rng, ['SIM-BTC', 'XYZUSDT']),
  align: pick<Args<'timeShift:read'>['align']>(rng, [
    { kind: 'release', label: pick(rng, ['CPI', 'PPI', 'FOMC', 'GDP']), which: pick(rng, ['all', 'up', 'above']) },
    { kind: 'cascade' },
    { kind: 'rule', rule: { kind: 'absoluteMove' } },
    { kind: 'differential', a: 'USD', b: 'EUR' },
  ]),
  horizonsMs: [MS_PER_HOUR, MS_PER_DAY],
  resamples: 100,
  asOf: t,
});

const OWN = 'what a person has set up or written';
const CITED =
  'kept answers of a person, those asked as of a later instant left out: test/integration/plan/candidates.spec.ts';
const ACT = 'does what a person asks for, and tells nothing of the market';
const DISK = 'a path that a person chooses, or the program itself';
const SYNC = 'what sources offer and what the program is fetching, at instants of its own clock: no value of a record';

/** Every channel, and how the guarantee holds for it: "at clock t no reply contains a record known after t". */
export const CHANNELS: Classes = {
  'instruments:list': { honours: 'asOf', weight: 60, ask: (_, asOf) => ({ asOf }) },
  'series:list': {
    ...{ honours: 'asOf', weight: 10, ask: (_, asOf) => ({ asOf }) },
    lag: (reply, path, { lagOf }) => (path.endsWith('.to') ? lagOf(reply[indexIn(path)]!.id) : 0),
  },
  'series:coverage': { honours: 'asOf', weight: 10, ask: (_, asOf) => ({ asOf }) },
  'series:gaps': {
    ...{ honours: 'asOf', weight: 15, ask: (rng, asOf) => ({ limit: pick(rng, [3, 5_000]), asOf }) },
    lag: (reply, path, { lagOf }) => {
      const gap = reply[indexIn(path)]!;
      return path.endsWith('.to') && gap.what === 'rows' ? lagOf(gap.seriesId) : 0;
    },
  },
  'bars:read': {
    ...{ honours: 'asOf', weight: 250 },
    ask: (rng, t, known) => ({ ...ranged(rng, t, known), maxBars: pick(rng, [50, 2_000]) }),
    lag: (reply, path) => (path === 'bars.t' ? reply.interval : 0),
  },
  'liquidations:read': { honours: 'asOf', weight: 100, ask: ranged },
  'points:read': {
    ...{ honours: 'asOf', weight: 200 },
    ask: (rng, t, known) => ({ ...ranged(rng, t, known), kind: pick(rng, ['oi', 'funding', 'vol'] as const) }),
    lag: (reply, path, { lagOf }, { kind }) => (path === 't' ? lagOf({ ...reply, kind }) : 0),
  },
  'breadth:read': { honours: 'asOf', weight: 15, ask: ranged },
  'breakEven:read': { honours: 'asOf', weight: 15, ask: ranged },
  'levels:read': { honours: 'asOf', weight: 10, ask: (rng, asOf, { instruments }) => ({ instrument: pick(rng, instruments), asOf }) }, // prettier-ignore
  'options:parity': { honours: 'asOf', weight: 25, ask: chained },
  'options:condors': { honours: 'asOf', weight: 12, ask: (rng, t) => ({ ...chained(rng, t), short: 0.16, wing: { delta: 0.05 }, decayDays: 7, seed: 7 }) }, // prettier-ignore
  'options:volatility': { honours: 'asOf', weight: 25, ask: chained },
  'options:history': { honours: 'asOf', weight: 8, ask: (rng, t) => ({ ...chained(rng, t), span: 9 * MS_PER_DAY }) },
  'options:indices': { honours: 'asOf', weight: 60, ask: (rng, t) => ({ ...chained(rng, t), span: pick(rng, spans) }) },
  'cascades:list': { honours: 'asOf', weight: 60, ask: (rng, asOf, { instruments }) => ({ ...(rng.below(3) === 0 ? {} : { instrument: pick(rng, instruments) }), asOf }) }, // prettier-ignore
  'cascades:timeline': { honours: 'asOf', weight: 60, ask: (rng, asOf, { events }) => ({ id: pick(rng, events), asOf }) }, // prettier-ignore
  'replay:marks': { honours: 'asOf', weight: 40, ask: (rng, t, { instruments }) => ({ instrument: pick(rng, instruments), ...around(rng, t), asOf: t }) }, // prettier-ignore
  'replay:step': {
    ...{ honours: 'asOf', weight: 60 },
    ask: (rng, asOf, known) => {
      const { instruments } = known;
      const range = () => {
        const { asOf: _, ...args } = ranged(rng, asOf, known);
        return { ...args, ...(rng.below(2) === 0 && { since: Math.min(asOf, args.to - 1) - 3 * MS_PER_HOUR }) };
      };
      const reads: Args<'replay:step'>['reads'] = [
        { channel: 'bars:read', args: { ...range(), maxBars: 2_000 } },
        { channel: 'liquidations:read', args: range() },
        ...(['oi', 'funding', 'vol'] as const).map((kind) => ({ channel: 'points:read' as const, args: { ...range(), kind } })),
        { channel: 'cascades:list', args: { instrument: pick(rng, instruments) } },
      ];
      return { asOf, reads: reads.filter(() => rng.below(4) > 0) };
    },
    lag: (reply, path, { lagOf }, { reads }) => {
      const i = indexIn(path);
      const [read, { value }] = [reads[i]!, reply[i]!];
      if (path.endsWith('.bars.t')) return (value as BarsReply).interval;
      if (read.channel !== 'points:read' || !path.endsWith('.value.t')) return 0;
      return lagOf({ ...(value as PointsReply), kind: read.args.kind });
    },
  }, // prettier-ignore
  'event:evidence': { honours: 'asOf', weight: 10, ask: (rng, asOf, { events }) => ({ id: pick(rng, events), asOf }) },
  'study:read': { honours: 'asOf', weight: 25, ask: studied },
  'macro:series': { honours: 'asOf', weight: 15, ask: (_, asOf) => ({ asOf }) },
  'macro:read': {
    ...{ honours: 'asOf', weight: 25 },
    ask: (rng, asOf) => ({ series: pick(rng, MACRO), ...around(rng, asOf), then: pick(rng, [null, asOf - 40 * MS_PER_DAY]), asOf }), // prettier-ignore
  },
  'macro:calendar': {
    ...{ honours: 'asOf', weight: 25, ask: (rng, asOf) => ({ ...around(rng, asOf), asOf }) },
    // a date ahead is a record of the day on which it was announced
    lag: ({ events, next }, path) => {
      const event = (path.startsWith('next') ? next : events)[indexIn(path)];
      if (event?.status !== 'scheduled' || !/\.(t|period)$/.test(path)) return 0;
      return event.announced - (path.endsWith('.t') ? event.t : event.period) || 0;
    },
  },
  'macro:typed': { honours: 'asOf', weight: 5, ask: (_, asOf) => ({ asOf }) },
  'macro:rates': { honours: 'asOf', weight: 15, ask: (_, asOf) => ({ asOf }) },
  'macro:differential': { honours: 'asOf', weight: 15, ask: (rng, asOf) => ({ a: pick(rng, ['USD', 'SIM-USD']), b: 'EUR', ...around(rng, asOf), asOf }) }, // prettier-ignore
  'timeShift:read': { honours: 'asOf', weight: 20, ask: shifted },
  'value:entities': { honours: 'asOf', weight: 8, ask: (_, asOf) => ({ asOf }) },
  'value:entity': { honours: 'asOf', weight: 15, ask: (_, asOf) => ({ id: POOL, asOf }) },
  'value:market': { honours: 'asOf', weight: 10, ask: (_, asOf) => ({ id: POOL, window: 70, asOf }) },
  'hedge:market': {
    ...{ honours: 'asOf', weight: 12 },
    ask: (rng, asOf, { instruments }) => ({
      ...{ asset: pick(rng, ['SIM-BTC', 'SIM-SOL', 'XYZUSDT']), benchmark: pick(rng, ['SIM-BTC', 'basket']) },
      ...{ instruments: [pick(rng, instruments)], asOf },
    }),
  },
  'hedge:simulation': { honours: 'asOf', weight: 12, ask: simulated },
  'hedge:robustness': { honours: 'asOf', weight: 8, ask: simulated },
  'hedge:size': { honours: 'asOf', weight: 8, ask: simulated },
  'replay:book': {
    ...{ honours: 'asOf', weight: 12 },
    ask: (rng, asOf) => {
      const asset = pick(rng, ['SIM-BTC', 'XYZUSDT']);
      const acts = [planOf(asset), null, planOf(asset, 'basket')].map((plan, i) => ({
        at: asOf - (3 - 2 * i) * 5 * MS_PER_DAY,
        plan: plan as never,
      })); // the last one is of later
      return { acts, step: pick(rng, [MS_PER_HOUR, 4 * MS_PER_HOUR, MS_PER_DAY]), asOf };
    },
  },
  /** Of an asset whose contracts have names: a description says in words when a contract ends. */
  'plans:draft': { honours: 'asOf', weight: 4, ask: (_, asOf) => ({ hedge: planOf('SIM-BTC') as never, asOf }) },
  'quarantine:list': {
    ...{ honours: 'asOf', weight: 30, ask: (rng, asOf) => ({ seriesId: null, offset: pick(rng, [0, 2]), limit: 1_000, asOf }) },
    lag: (reply, path, { lagOf }) => {
      if (!path.endsWith('].t')) return 0;
      const { seriesId } = reply.rows[indexIn(path)]!;
      return seriesId === null ? Infinity : lagOf(seriesId); // of a row of no series nobody can say when it was known
    },
  }, // prettier-ignore
  'journal:list': { honours: 'asOf', weight: 40, ask: (_, asOf) => ({ asOf }) },
  'journal:scorecard': { honours: 'asOf', weight: 15, ask: (_, asOf) => ({ asOf }) },
  'journal:picture': {
    honours: 'asOf',
    weight: 10,
    ask: (rng, asOf) => ({ id: decisionId(rng.below(DECISIONS)), asOf }),
  },

  'replay:jump': {
    apart:
      'where the clock goes when a person asks for the next event: that instant alone, and nothing of what happens there',
  },
  'replay:hold': { apart: ACT },
  'scenarios:list': { apart: 'markets that a person made up, of them those that leave the real one by the clock' },
  'scenarios:preview': {
    apart: 'a market that never was; scenario/known.spec.ts shows that it is made from what was known by the clock',
  },
  'scenarios:delete': { apart: ACT },
  'app:info': { apart: DISK },
  'app:openLog': { apart: DISK },
  'settings:read': { apart: OWN },
  'settings:write': { apart: OWN },
  'layout:read': { apart: OWN },
  'layout:save': { apart: OWN },
  'layout:reset': { apart: OWN },
  'series:delete': { apart: ACT },
  'rules:list': { apart: OWN },
  'rules:save': { apart: OWN },
  'rules:delete': { apart: OWN },
  'macro:put': { apart: ACT },
  'macro:remove': { apart: ACT },
  'value:saveEntity': { apart: ACT },
  'value:deleteEntity': { apart: ACT },
  'value:putRows': { apart: 'answers a person with what was just typed in' },
  'value:removeRows': { apart: 'answers a person with what was just typed in' },
  'value:import': { apart: ACT },
  'plans:list': { apart: OWN },
  'plans:read': { apart: OWN },
  'plans:save': { apart: OWN },
  'plans:price': { apart: OWN },
  'plans:versions': { apart: OWN },
  'plans:diff': { apart: OWN },
  'plans:restore': { apart: OWN },
  'plans:duplicate': { apart: OWN },
  'plans:delete': { apart: OWN },
  'plans:recompute': { apart: OWN },
  'plans:sign': { apart: OWN },
  'plans:revoke': { apart: OWN },
  'plans:open': { apart: OWN },
  'plans:export': { apart: OWN },
  'plans:evidence': { apart: CITED },
  'plans:simulations': { apart: CITED },
  'signers:list': { apart: OWN },
  'signers:create': { apart: OWN },
  'signers:open': { apart: OWN },
  'signers:add': { apart: OWN },
  'signers:import': { apart: OWN },
  'signers:export': { apart: OWN },
  'signers:qr': { apart: OWN },
  'signers:delete': { apart: OWN },
  'hedgePlans:list': { apart: OWN },
  'hedgePlans:save': { apart: OWN },
  'hedgePlans:delete': { apart: OWN },
  'hedgePlans:duplicate': { apart: OWN },
  'replay:sessions': { apart: OWN },
  'replay:saveSession': { apart: OWN },
  'replay:deleteSession': { apart: OWN },
  'journal:record': { apart: OWN },
  'journal:delete': { apart: OWN },
  'journal:restore': { apart: OWN },
  'import:choose': { apart: DISK },
  'import:preview': {
    apart: 'a file that a person has opened to read it in: nothing of it is stored, or shown elsewhere',
  },
  'quarantine:delete': { apart: ACT },
  'quarantine:accept': { apart: ACT },
  'database:info': { apart: 'how much of each kind lies on the disk, and when it was checked: sizes, no instant of the market and no value' }, // prettier-ignore
  'database:chooseBackup': { apart: DISK },
  'database:chooseFolder': { apart: DISK },
  'sync:sources': { apart: SYNC },
  'sync:instruments': { apart: SYNC },
  'sync:plan': { apart: SYNC },
  'sync:state': { apart: SYNC },
  'sync:settings': { apart: OWN },
  'sync:configure': { apart: OWN },
  'keyring:read': { apart: OWN },
  'keyring:store': { apart: OWN },
  'keyring:forget': { apart: OWN },
  'keyring:unlock': { apart: OWN },
  'keyring:lock': { apart: OWN },
  'file:save': { apart: DISK },
  'file:choose': { apart: DISK },
  'jobs:start': { apart: ACT },
  'jobs:cancel': { apart: ACT },
  'jobs:list': { apart: 'what the program has done for a person, in a sentence each, at instants of its own clock' },
};

export const honoursOf = (channel: Channel): Honours<Channel> | undefined => {
  const found = CHANNELS[channel];
  return 'honours' in found ? (found as unknown as Honours<Channel>) : undefined;
};

/** `[3].to` → 3 */
function indexIn(path: string): number {
  return Number(/\[(\d+)\]/.exec(path)![1]);
}

/** Anywhere from before the first row to after the last, at round instants and just before them as well. */
export function instantOf(rng: Rng): Ms {
  const t = FROM - 2 * MS_PER_DAY + rng.uniform() * (END - FROM + 4 * MS_PER_DAY);
  const step = pick(rng, [1, MS_PER_MINUTE, MS_PER_HOUR, MS_PER_DAY]);
  return Math.floor(t / step) * step - (rng.below(4) === 0 ? 1 : 0);
}
