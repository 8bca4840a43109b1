import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { codeOf, messageOf } from '#main/errors';
import type { Handle } from '#main/ipc/handle';
import type { Services } from '#main/services/index';
import type { SeriesKey } from '#main/store/types';
import { openWriter } from '#main/store/writer';
import { contract, type Channel } from '#shared/ipc/contract';
import type { Job } from '#shared/jobs';
import { SimulateSpecSchema } from '#shared/hedge';
import { StudySpecSchema } from '#shared/evidence';
import { TimeShiftSpecSchema } from '#shared/time-shift';
import { useServices } from '../sync/support/services';
import { CHANNELS, honoursOf, instantOf, shifted, simulated, studied, type Known } from './support/channels';
import { createSource, cutSource, END, entitiesOf, FROM, pagesOf, type Source } from './support/market';
import { leaksOf, type Sighting } from './support/witness';

vi.mock('electron', () => ({ app: {}, dialog: {}, shell: {}, ipcMain: {} }));
const { answer } = await import('#main/ipc/index');

/** Instants that are walked, over all channels; a longer walk is asked for by its number. */
const WALK = Number(process.env['BALLAST_REPLAY_WALK'] ?? 1_000);
const SEED = Number(process.env['BALLAST_REPLAY_SEED'] ?? 7);
/** Databases that are cut, and questions that each is asked. */
const CUTS = Math.max(4, Math.round(WALK / 250));
const ASKED_OF_A_CUT = 90;
/** Instants after this are of no record, whatever they look like. */
const LATEST: Ms = END + 4 * MS_PER_DAY;

const services = useServices();
const CHANNEL_NAMES = Object.keys(contract) as Channel[];

const isOf = (a: SeriesKey, b: Pick<SeriesKey, 'instrument' | 'kind' | 'interval' | 'source'>): boolean =>
  a.instrument === b.instrument && a.kind === b.kind && a.interval === b.interval && a.source === b.source;

/** The handlers of the program, called as the page calls them. */
interface Door {
  readonly services: Services;
  readonly known: Known;
  ask(channel: Channel, args: unknown): Promise<unknown>;
}
type Handler = (args: never) => unknown;

async function openDoor(name: string, change: (table: Map<Channel, Handler>) => void = () => undefined): Promise<Door> {
  const opened = await services.open(name, { threads: 2, create: false, now: () => 0, haste: 1 });
  const table = new Map<Channel, Handler>();
  const handle = ((channel: Channel, run: Handler) => table.set(channel, run)) as unknown as Handle;
  answer(handle, opened, { window: () => undefined, logFile: '', onSettings: () => undefined });
  change(table);
  const stored = opened.connections.reader().listSeries();
  return {
    services: opened,
    known: {
      instruments: [...new Set(stored.filter(({ synthetic }) => !synthetic).map(({ instrument }) => instrument)), 'SIM-BTC', 'SIM-ETH', 'SIM-SOL', 'NOPE'],
      events: (await opened.cascades.list(undefined, undefined)).map(({ id }) => id),
      lagOf: (of) => stored.find((one) => (typeof of === 'number' ? one.id === of : isOf(one, of)))!.knownLag,
    },
    ask: async (channel, args) => table.get(channel)!(contract[channel].args.parse(args) as never),
  };
} // prettier-ignore

async function fill(name: string, source: Source): Promise<void> {
  const writer = openWriter(services.at(name));
  for (const page of pagesOf(source)) writer.commitPage(page);
  for (const decision of source.decisions ?? []) writer.putJournalEntry(decision);
  writer.putStatements(entitiesOf(source), source.statements ?? []);
  writer.close();
  const opened = await services.open(name, { threads: 2 });
  await opened.cascades.refresh([]);
  await services.close(opened);
}

/** Values by what they are asked of, so that one answer is told from another whatever numbers their series have. */
async function replyOf({ services: opened, ask }: Door, channel: Channel, args: unknown): Promise<unknown> {
  const names = new Map(opened.connections.reader().listSeries().map(({ id, instrument, kind, interval, source }) => [id, `${instrument} ${kind} ${interval} ${source}`])); // prettier-ignore
  const named = (value: unknown, key = ''): unknown => {
    if (key === 'computedAt' || key === 'at') return null; // of the program's own clock
    if (channel === 'quarantine:list' && key === 'id') return null;
    if (channel === 'plans:draft' && key === 'id') return null; // another one each time
    if ((key === 'id' || key === 'seriesId') && typeof value === 'number') return names.get(value);
    if (value instanceof Float64Array) return value.slice();
    if (Array.isArray(value)) return value.map((one) => named(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, named(one, name)]));
  };
  try {
    for (;;) {
      const reply = await ask(channel, args);
      if (channel !== 'options:history' || !(reply as { pending?: number } | null)?.pending) return named(reply);
    }
  } catch (cause) {
    return { refused: codeOf(cause), message: messageOf(cause) };
  }
}

async function sightings(door: Door, channel: Channel, args: unknown, t: Ms): Promise<Sighting[]> {
  let reply: unknown;
  try {
    reply = await door.ask(channel, args);
  } catch (cause) {
    reply = { refused: messageOf(cause) };
  }
  const lag = honoursOf(channel)?.lag;
  const lagOf = (path: string): Ms =>
    lag && reply !== null ? lag(reply as never, path, door.known, args as never) : 0;
  return leaksOf(reply, t, { end: LATEST, lagOf });
}

/** Channels by their weights. */
function chooser(): (rng: Rng) => Channel {
  const weighed = CHANNEL_NAMES.map((channel) => [channel, honoursOf(channel)?.weight ?? 0] as const);
  const total = weighed.reduce((sum, [, weight]) => sum + weight, 0);
  return (rng) => {
    let rest = rng.uniform() * total;
    return weighed.find(([, weight]) => (rest -= weight) < 0)![0];
  };
}

const finish = async ({ services: { jobs } }: Door, job: Job): Promise<string> => {
  const { state, message } = await jobs.finished(jobs.start(job).id);
  return `${state}: ${message}`;
};
/** Where the answer of a job is read. */
const ANSWER_OF = { study: 'study:read', timeShift: 'timeShift:read', simulate: 'hedge:simulation' } as const;
const jobsOf = (rng: Rng, t: Ms): Job[] => {
  const spec = SimulateSpecSchema.parse(simulated(rng, t));
  return [
    { kind: 'study', spec: StudySpecSchema.parse(studied(rng, t)) },
    ...[0, 1, 2].map((): Job => ({ kind: 'timeShift', spec: TimeShiftSpecSchema.parse(shifted(rng, t)) })),
    { kind: 'simulate', spec },
  ];
};

let source: Source;
beforeAll(async () => {
  source = createSource();
  await fill('all', source);
}, 240_000);

it('every channel says how the guarantee holds for it', () => {
  expect(Object.keys(CHANNELS).sort()).toEqual(CHANNEL_NAMES.toSorted());
  for (const channel of CHANNEL_NAMES) {
    const found = CHANNELS[channel];
    expect('honours' in found ? found.weight > 0 : found.apart.length > 20, channel).toBe(true);
  }
});

describe('at clock t no reply contains a record known after t', () => {
  it(`over ${WALK} random instants`, async () => {
    const door = await openDoor('all');
    const rng = new Rng(SEED);
    const choose = chooser();
    const asked = new Map<Channel, number>();
    const leaks: string[] = [];
    const least = CHANNEL_NAMES.filter((channel) => honoursOf(channel));
    for (let i = 0; i < WALK; i++) {
      const channel = least[i] ?? choose(rng);
      const t = instantOf(rng);
      const args = honoursOf(channel)!.ask(rng, t, door.known);
      const at = performance.now();
      for (const { path, known } of await sightings(door, channel, args, t))
        leaks.push(`${channel} ${JSON.stringify(args).slice(0, 300)}: ${path} was known at ${known}`);
      asked.set(channel, (asked.get(channel) ?? 0) + performance.now() - at);
    }
    if (process.env['BALLAST_REPLAY_TIMES']) console.log(asked);
    expect(leaks).toEqual([]);
  }, 600_000);

  it('and each is the reply of a database that ends at t', async () => {
    const rng = new Rng(SEED + 1);
    const choose = chooser();
    const whole = await openDoor('all');
    const differing: string[] = [];
    for (let k = 0; k < CUTS; k++) {
      const t = instantOf(rng);
      await fill(`cut-${k}`, cutSource(source, t));
      const cut = await openDoor(`cut-${k}`);
      const questions = CHANNEL_NAMES.filter((one) => honoursOf(one)).concat(Array.from({ length: ASKED_OF_A_CUT }, () => choose(rng))); // prettier-ignore
      for (const channel of questions) {
        const args = honoursOf(channel)!.ask(rng, t, whole.known);
        const [told, expected] = [await replyOf(whole, channel, args), await replyOf(cut, channel, args)];
        if (isDeepStrictEqual(told, expected)) continue;
        differing.push(`${new Date(t).toISOString()} ${channel} ${JSON.stringify(args).slice(0, 300)}: ${differenceOf(told, expected)}`);
      }
      for (const job of jobsOf(rng, t)) {
          const channel = ANSWER_OF[job.kind as keyof typeof ANSWER_OF];
          const { spec } = job as { readonly spec: unknown };
          expect(await finish(whole, job)).toBe(await finish(cut, job));
          const [told, expected] = [await replyOf(whole, channel, spec), await replyOf(cut, channel, spec)];
          if (job.kind === 'timeShift') for (const { path, known } of leaksOf(told, t, { end: LATEST })) differing.push(`${new Date(t).toISOString()} ${channel}: ${path} was known at ${known}`);
          const difference = differenceOf(withoutFingerprint(told), withoutFingerprint(expected));
          if (difference !== '') differing.push(`${new Date(t).toISOString()} ${channel} ${JSON.stringify(spec).slice(0, 300)}: ${difference}`);
        }
      await services.close(cut.services);
    }
    expect(differing).toEqual([]);
  }, 600_000); // prettier-ignore
});

/** Those that are set apart and only tell something. */
const TELLING = ['database:info', 'hedgePlans:list', 'jobs:list', 'keyring:read', 'rules:list', 'settings:read', 'sync:settings', 'sync:sources', 'sync:state'] as const; // prettier-ignore

it('what is set apart tells of no instant of the market, before it or after', async () => {
  const door = await openDoor('all');
  const rng = new Rng(SEED);
  await finish(door, { kind: 'detect', instruments: ['XYZUSDT'] });
  for (const job of jobsOf(rng, END)) await finish(door, job);
  for (const channel of TELLING) {
    expect(honoursOf(channel), channel).toBeUndefined();
    expect(leaksOf(await door.ask(channel, undefined), FROM - 3 * MS_PER_DAY, { end: LATEST }), channel).toEqual([]);
  }
  expect(await door.ask('jobs:list', undefined)).toHaveLength(6);
}, 120_000);

/** A fingerprint names the data that are stored, whenever they are asked about. */
const withoutFingerprint = (reply: unknown): unknown => {
  const { result, ...rest } = reply as { readonly result: Record<string, unknown> | null };
  return { ...rest, result: result && { ...result, fingerprint: '' } };
};

/** Where two replies first differ; '' where they do not. */
function differenceOf(a: unknown, b: unknown, path = ''): string {
  if (isDeepStrictEqual(a, b)) return '';
  const isTree = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null;
  if (!isTree(a) || !isTree(b)) return `${path}: ${JSON.stringify(a)?.slice(0, 200)} instead of ${JSON.stringify(b)?.slice(0, 200)}`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = differenceOf(a[key], b[key], `${path}.${key}`);
    if (found !== '') return found;
  }
  return `${path}: of another kind or order`;
} // prettier-ignore

describe('the witness', () => {
  const leaky: readonly (readonly [Channel, (args: Record<string, unknown>) => Record<string, unknown>])[] = [
    ['bars:read', ({ asOf: _, ...rest }) => rest],
    ['instruments:list', () => ({})],
    ['cascades:list', ({ asOf, ...rest }) => ({ ...rest, asOf: (asOf as Ms) + 20 * MS_PER_DAY })],
    ['points:read', ({ asOf, ...rest }) => ({ ...rest, asOf: (asOf as Ms) + 9 * MS_PER_DAY })],
    ['quarantine:list', ({ asOf: _, ...rest }) => rest],
    ['value:entity', ({ asOf: _, ...rest }) => rest],
    ['replay:step', ({ asOf, ...rest }) => ({ ...rest, asOf: (asOf as Ms) + 9 * MS_PER_DAY })],
  ];

  it.each(leaky)('catches %s when it tells of later', async (channel, forget) => {
    const door = await openDoor('all', (table) => {
      const run = table.get(channel)!;
      table.set(channel, ((args: Record<string, unknown>) => run(forget(args) as never)) as Handler);
    });
    const rng = new Rng(SEED);
    const t = FROM + 60 * MS_PER_DAY;
    const found: Sighting[] = [];
    for (let i = 0; i < 12; i++)
      found.push(...(await sightings(door, channel, honoursOf(channel)!.ask(rng, t, door.known), t)));
    expect(found.length).toBeGreaterThan(0);
    for (const { known } of found) expect(known).toBeGreaterThan(t);
  });

  const options = { end: 2_000, lagOf: (path: string) => (path === 'bars.t' ? 60 : 0) };
  it.each([
    ['a stamp', { a: [{ at: 1_001 }] }, ['a[0].at']],
    ['a bar that closes later', { bars: { t: Float64Array.of(900, 941), c: Float64Array.of(1, 2) } }, ['bars.t[1]']],
    ['a row behind the end of a column', { t: Float64Array.of(1_000, 1_500).subarray(0, 1) }, ['t[1]']],
    ['a date in words', { note: 'until 1970-01-01T00:00:01.5' }, ['note "1970-01-01T00:00:01.5"']],
    ['a date with a value', { t: Float64Array.of(1_500), v: Float64Array.of(1) }, ['t[0]']],
    ['nothing in a date alone', { t: Float64Array.of(1_500), v: Float64Array.of(NaN) }, []],
    ['nothing in the date that a contract ends', { expiry: Float64Array.of(1_500), listed: [{ expiry: 1_200 }] }, []],
    ['nothing in what was known', { t: 1_000, value: 5e9, none: NaN, bars: { t: Float64Array.of(940) } }, []],
  ])('sees %s', (_what, reply, paths) => {
    expect(leaksOf(reply, 1_000, options).map(({ path }) => path)).toEqual(paths);
  });
});
