import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { openServices, type Services } from '#main/services/index';
import { ScenarioSpecSchema, type ScenarioSpec } from '#shared/scenario';
import { useCli } from '../cli/support/cli';
import { CRASH, END, FROM, writeMarket } from './support/market';

const cli = useCli();
beforeAll(() => writeMarket(cli.at('market.db')));
const opened: Services[] = [];
afterEach(async () => void (await Promise.all(opened.splice(0).map((one) => one.dispose()))));

async function open(name = 'market.db'): Promise<Services> {
  const workers = pathToFileURL(join(import.meta.dirname, '../../../out/workers/'));
  const services = await openServices({ path: cli.at(name), create: false, workers, threads: 1, now: () => 1 });
  opened.push(services);
  return services;
}
const spec = (path: object, change: object = {}): ScenarioSpec =>
  ScenarioSpecSchema.parse({ asset: 'BTCUSDT', name: 'Crash, 1', step: MS_PER_HOUR, path, ...change });
const SHOCK = { kind: 'shock', size: -0.3, hours: 6, recovery: 0.5, recoveryHours: 12, restHours: 6 };
const ANALOG = { kind: 'analog', from: CRASH - 5 * MS_PER_HOUR, hours: 48 };
const run = async ({ jobs }: Services, asked: ScenarioSpec) => jobs.finished(jobs.start({ kind: 'scenario', spec: asked }).id); // prettier-ignore
const bars = ({ market }: Services, instrument: string, from: number, to: number, asOf?: number) =>
  market.bars({ instrument, interval: MS_PER_HOUR, from, to, maxBars: 10_000, asOf })!.bars;
const ID = 'BTCUSDT~crash-1';

describe('a scenario', () => {
  it('is an instrument with the past of its asset and a future of its own, and goes without a trace', async () => {
    const services = await open();
    const { connections, market, scenarios, cascades, hedge } = services;
    const before = {
      digest: connections.reader().contentDigest(),
      cascades: await cascades.list(undefined, undefined),
      gaps: await services.series.gaps(100),
      breadth: await services.derived.breadth({ instrument: 'BTCUSDT', interval: MS_PER_DAY, from: FROM, to: END }),
    };
    expect(await run(services, spec(SHOCK))).toMatchObject({ state: 'done', message: `${ID}: 24 bars` });
    const [made] = scenarios.list();
    expect(made).toMatchObject({ id: ID, name: 'Crash, 1', start: END, end: END + MS_PER_DAY });
    const [own, real] = [bars(services, ID, FROM, END), bars(services, 'BTCUSDT', FROM, END)];
    expect(own).toEqual(real);
    const future = bars(services, ID, END, END + MS_PER_DAY);
    const price = real.c.at(-1)!;
    expect([future.o[0], future.c[5], future.c[17], future.c[23]].map((x) => x! / price)).toEqual([1, 0.7, 0.85, 0.85].map((x) => expect.closeTo(x, 9))); // prettier-ignore
    expect(bars(services, ID, END, END + MS_PER_DAY, END + 3 * MS_PER_HOUR).t.length).toBe(3);

    // Volatility by the usual rule of the asset; of all else the past goes on for nobody.
    const vol = market.points({ instrument: ID, kind: 'vol', interval: 1, from: END, to: END + 7 * MS_PER_HOUR });
    expect(vol!.value.at(-1)).toBeCloseTo(0.8 * 0.7 ** -0.4, 9);
    const oi = market.points({ instrument: ID, kind: 'oi', interval: 1, from: FROM, to: Infinity })!;
    expect(oi.t.at(-1)).toBeLessThan(END);
    const instrument = (await market.instruments()).find(({ id }) => id === ID);
    expect(instrument).toMatchObject({ venue: 'scenario', synthetic: true, base: 'BTC', quote: 'USDT' });

    // A plan is priced on it, with betas to a real market that ends at its start.
    const query = { asset: ID, benchmark: 'basket', instruments: ['ETHUSDT', 'BTCUSDT'], window: 90 };
    const priced = await hedge.market({ ...query, asOf: END + 6 * MS_PER_HOUR });
    expect(priced.market.spot / price).toBeCloseTo(0.7, 9);
    expect(priced.market.modelled).toBe(true);
    expect(priced.notes.join(' ')).toContain('the volatility of BTCUSDT~crash-1');
    expect(priced.closes.find((one) => one.instrument === 'ETHUSDT')!.t.at(-1)).toBe(END);
    expect(priced.benchmark!.t.at(-1)).toBe(END);

    // Nothing that speaks of markets speaks of it.
    expect(await cascades.list(undefined, undefined)).toEqual(before.cascades);
    expect((await cascades.list(undefined, END + MS_PER_DAY)).some((one) => one.instrument === ID)).toBe(false);
    expect(await services.series.gaps(100)).toEqual(before.gaps);
    expect((await services.series.coverage()).rows.length).toBe(10);
    expect(await services.derived.breadth({ instrument: 'BTCUSDT', interval: MS_PER_DAY, from: FROM, to: END })).toEqual(before.breadth); // prettier-ignore
    expect(await services.derived.breadth({ instrument: ID, interval: MS_PER_DAY, from: FROM, to: END })).toBeNull();
    expect((await hedge.market({ ...query, asset: 'BTCUSDT' })).market.spot).toBe(price);

    // Releases are those of the real calendar to where it is left; its decisions are scored in their own replay alone.
    const marks = { from: FROM, to: END + 7 * MS_PER_DAY };
    const released = async (name: string) => (await services.replay.marks({ ...marks, instrument: name })).flatMap(({ kind, t }) => (kind === 'release' ? [t] : [])); // prettier-ignore
    expect(await released('BTCUSDT')).toEqual([CRASH, END - MS_PER_DAY, END + MS_PER_HOUR]);
    expect(await released(ID)).toEqual([CRASH, END - MS_PER_DAY]);
    await services.journal.record({ session: 'own', instrument: ID, decidedAt: END, level: price * 0.5, horizon: MS_PER_HOUR, probability: 0.9, reason: '', action: '', blind: false }); // prettier-ignore
    expect(await services.journal.scorecard({})).toMatchObject({ n: 0, pending: 0, unknown: 0 });
    expect(await services.journal.scorecard({ session: 'own' })).toMatchObject({ n: 1 });

    await scenarios.remove(ID);
    expect(scenarios.list()).toEqual([]);
    expect((await market.instruments()).some(({ id }) => id === ID)).toBe(false);
    expect(connections.reader().contentDigest()).toBe(before.digest);
    await expect(scenarios.remove(ID)).rejects.toThrow('No scenario');
  });

  it('that is cancelled while its cascades are looked for is not there', async () => {
    const { jobs, scenarios } = await open();
    const { id } = jobs.start({ kind: 'scenario', spec: spec(SHOCK, { name: 'Cancelled' }) });
    while (scenarios.list().length === 0) await new Promise(setImmediate);
    jobs.cancel(id);
    const { state } = await jobs.finished(id);
    expect(scenarios.list()).toHaveLength(state === 'cancelled' ? 0 : 1);
    if (state !== 'cancelled') await scenarios.remove('BTCUSDT~cancelled');
  });

  it('repeats what happened: log returns, the change of volatility, and liquidations as the same share of open interest', async () => {
    const services = await open();
    const { market, scenarios, cascades } = services;
    const asked = spec(ANALOG, { name: 'Again' });
    await run(services, asked);
    const id = 'BTCUSDT~again';
    const then = bars(services, 'BTCUSDT', ANALOG.from, ANALOG.from + 2 * MS_PER_DAY);
    const now = bars(services, id, END, END + 2 * MS_PER_DAY);
    const returns = (c: Float64Array): number[] => Array.from(c.subarray(1), (x, i) => Math.log(x / c[i]!));
    expect(returns(now.c)).toEqual(returns(then.c).map((x) => expect.closeTo(x, 12)));
    expect(now.v[3]! / then.v[3]!).toBeCloseTo(now.v[20]! / then.v[20]!, 9);
    const vol = market.points({ instrument: id, kind: 'vol', interval: 1, from: END, to: END + 2 * MS_PER_DAY })!;
    expect(vol.value.at(-1)).toBeCloseTo((0.8 * 0.8) / 0.5, 9);
    const sums = async (instrument: string, from: number) => (await market.liquidations({ instrument, interval: MS_PER_HOUR, from, to: from + 2 * MS_PER_DAY }))!.buckets.long; // prettier-ignore
    const [was, is] = [await sums('BTCUSDT', ANALOG.from), await sums(id, END)];
    const oiAt = (instrument: string, t: number) => market.points({ instrument, kind: 'oi', interval: 1, from: t - MS_PER_HOUR, to: t })!.value[0]!; // prettier-ignore
    const share = (oiAt('BTCUSDT', END) * now.o[0]!) / (oiAt('BTCUSDT', ANALOG.from) * then.o[0]!);
    expect(is[7]! / was[7]!).toBeCloseTo(share, 2);
    const found = await cascades.list(id, undefined);
    expect(found.some(({ start, coverage }) => start >= END && coverage === 'proxy')).toBe(true);
    expect(scenarios.list()[0]!.words.join(' ')).toContain('the same share of the open interest');
    // The same name again is another scenario.
    await run(services, asked);
    expect(scenarios.list().map((one) => one.id).sort()).toEqual([id, `${id}-2`]); // prettier-ignore
  });

  it('is made from what was known by the clock: a store that ends there tells the same', async () => {
    const clock = FROM + 90 * MS_PER_DAY + 5 * 60_000;
    writeMarket(cli.at('cut.db'), FROM + 90 * MS_PER_DAY);
    const [whole, cut] = [await open(), await open('cut.db')];
    for (const path of [
      SHOCK,
      ANALOG,
      {
        kind: 'drawn',
        points: [
          { day: 0, spot: 1 },
          { day: 2, spot: 1.2 },
        ],
      },
    ]) {
      const asked = spec(path, { asOf: clock });
      const told = await whole.scenarios.preview(asked);
      expect(told).toEqual(await cut.scenarios.preview(asked));
      expect(told.start).toBe(FROM + 90 * MS_PER_DAY);
    }
    const unfinished = spec({ ...ANALOG, hours: 24 * 20 }, { asOf: clock });
    await expect(whole.scenarios.preview(unfinished)).rejects.toThrow('not known to its end');
    await expect(whole.scenarios.preview(spec(SHOCK, { asset: 'BTCUSDT~again' }))).rejects.toThrow(
      'is a scenario itself',
    );
    const bottomless = { ...SHOCK, size: -0.6, recovery: -1 };
    await expect(whole.scenarios.preview(spec(bottomless))).rejects.toThrow('fall to nothing or below');
    const rise = await whole.scenarios.preview(spec({ ...SHOCK, size: 1 }));
    expect(rise.vol.high).toBe(rise.vol.start); // the start is of the way
    await expect(whole.scenarios.preview(spec(SHOCK, { step: 60_000 }))).rejects.toThrow('No bars of BTCUSDT that are 1m wide'); // prettier-ignore
  });
});
