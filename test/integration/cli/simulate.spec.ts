import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HedgePlan } from '#core/hedge/types';
import type { RollRobustness, SimulationResult } from '#core/hedge/simulation';
import { Rng } from '#core/random/rng';
import { openServices } from '#main/services/index';
import { SimulateSpecSchema, type SizeResult } from '#shared/hedge';
import { hedgePlan } from '../../support/hedge-plan';
import { useCli } from './support/cli';

const cli = useCli();
const DAY = 86_400_000;
const START = Date.UTC(2022, 0, 1);
const DAYS = 500;
const THEN = START + 400 * DAY;
type Answer = SimulationResult & { robustness: RollRobustness | null; size: SizeResult | null; notes: string[] };

/** Daily bars of a coin and its volatility index, up to an instant. */
async function fill(db: string, until: number): Promise<void> {
  const rng = new Rng(5);
  let [price, index] = [20_000, 60];
  const bars = ['t,o,h,l,c,v'];
  const levels = ['ts_ms,dvol_pct'];
  for (let i = 0; i < DAYS; i++) {
    const o = price;
    const move = 0.03 * rng.normal();
    price *= Math.exp(move);
    index *= Math.exp(0.05 * rng.normal() - move - 0.02 * Math.log(index / 60));
    if (START + (i + 1) * DAY > until) break;
    bars.push([START + i * DAY, o, Math.max(o, price) * 1.01, Math.min(o, price) * 0.99, price, 10].join());
    levels.push([START + i * DAY, index].join());
  }
  const files = [
    ['bars', 'XYZUSDT', bars, ['t=t', 'o=o', 'h=h', 'l=l', 'c=c', 'v=v']],
    ['vol', 'DVOL-XYZ', levels, ['t=ts_ms', 'c=dvol_pct']],
  ] as const;
  for (const [kind, instrument, rows, map] of files) {
    const file = cli.write(`${db}-${kind}.csv`, rows.join('\n'));
    const given = ['--kind', kind, '--instrument', instrument, '--interval', '1d', '--source', 'test'];
    expect(await cli.load(db, file, ...given, ...map.flatMap((one) => ['--map', one]))).toMatchObject({ code: 0 });
  }
}

const held = { id: 'coins', label: 'Coins', kind: 'spot', instrument: 'XYZUSDT', quantity: 10, price: null } as const;
const plan: HedgePlan = hedgePlan({
  asset: 'XYZUSDT',
  positions: [{ ...held, option: null, beta: null }],
  beta: { benchmark: 'XYZUSDT', window: 90, halfLife: null, shrink: false, downside: false },
});
const simulate = (db: string, path: string, ...rest: string[]): Promise<Answer> =>
  cli.json<Answer>('simulate', cli.write('plan.json', JSON.stringify(plan)), '--path', path, '--db', db, ...rest);
const few = ['--paths', '600', '--days', '45'];

beforeAll(async () => {
  await fill('all.db', Infinity);
  await fill('then.db', THEN);
}, 120_000);

describe('ballast simulate', () => {
  it.each(['gbm', 'jump', 'bootstrap', 'hawkes'])('carries a plan along paths by %s', async (path) => {
    const result = await simulate('all.db', path, ...few);
    expect(result).toMatchObject({ plan: 'Ten coins', paths: 600, steps: 45, robustness: null, size: null });
    expect(result.hedged.pnl).toHaveLength(600);
    expect(result.hedged.cvar95).toBeLessThan(result.unhedged.cvar95);
    expect(result.layers[0]!.opened).toBeGreaterThan(1);
    const { total, ...parts } = result.layers[0]!.attribution;
    expect(Object.values(parts).reduce((sum, x) => sum + x, 0)).toBeCloseTo(total, 6);
    expect(result.notes.join(' ')).toContain('Surface: modelled, a usual form on the level of DVOL-XYZ');
  });

  it('answers the same to the same seed, whatever the number of threads', async () => {
    const spec = SimulateSpecSchema.parse({ plan, path: { kind: 'hawkes', paths: 1_500, days: 20, jumps: { perYear: 4, mean: -0.1, deviation: 0.1 }, branching: 0.5, decayDays: 3 } }); // prettier-ignore
    const workers = pathToFileURL(join(import.meta.dirname, '../../../out/workers/'));
    const answers = [];
    for (const threads of [1, 3]) {
      const services = await openServices({ path: cli.at('all.db'), create: false, workers, threads, now: () => threads }); // prettier-ignore
      try {
        const { id } = services.jobs.start({ kind: 'simulate', spec });
        expect(await services.jobs.finished(id)).toMatchObject({ state: 'done', message: '1,500 paths of 20 steps' });
        const { result, stale, computedAt } = await services.hedge.simulation(spec);
        expect({ stale, computedAt }).toEqual({ stale: false, computedAt: threads });
        answers.push(result);
        expect(
          (await services.hedge.simulation({ ...spec, plan: { ...plan, name: 'renamed' } })).result,
        ).not.toBeNull();
        expect((await services.hedge.simulation({ ...spec, shiftRolls: 3 })).result).toBeNull();
      } finally {
        await services.dispose();
      }
    }
    expect(answers[1]!.hedged).toEqual(answers[0]!.hedged);
    const [a, b] = [await simulate('all.db', 'gbm', ...few), await simulate('all.db', 'gbm', ...few, '--seed', '8')];
    expect(a.unhedged.pnl).not.toEqual(b.unhedged.pnl);
  }, 60_000);

  it('can be cancelled', async () => {
    const spec = SimulateSpecSchema.parse({ plan, path: { kind: 'gbm', paths: 20_000, days: 365 } });
    const workers = pathToFileURL(join(import.meta.dirname, '../../../out/workers/'));
    const services = await openServices({ path: cli.at('all.db'), create: false, workers, threads: 2, now: Date.now });
    try {
      const { id } = services.jobs.start({ kind: 'simulate', spec });
      const begun = new Promise<void>((resolve) => services.jobs.onChange(({ done }) => done > 0 && resolve()));
      await begun;
      services.jobs.cancel(id);
      const at = performance.now();
      expect(await services.jobs.finished(id)).toMatchObject({ state: 'cancelled' });
      expect(performance.now() - at).toBeLessThan(1_000);
      expect((await services.hedge.simulation(spec)).result).toBeNull();
    } finally {
      await services.dispose();
    }
  }, 60_000);

  it('knows nothing of what came later', async () => {
    const asOf = ['--as-of', String(THEN)];
    for (const path of ['bootstrap', `history:${THEN - 60 * DAY}..${THEN + 90 * DAY}`, `analog:${THEN - 200 * DAY}`]) {
      const [then, later] = [await simulate('then.db', path, ...few, ...asOf), await simulate('all.db', path, ...few, ...asOf)]; // prettier-ignore
      expect(later, path).toEqual(then);
    }
    const after = await cli.run(['simulate', cli.write('plan.json', JSON.stringify(plan)), '--path', `analog:${THEN - 20 * DAY}`, '--days', '30', '--db', 'all.db', ...asOf]); // prettier-ignore
    expect(after).toMatchObject({ code: 2 });
    expect(after.err).toContain('The analog was not over at the start');
  });

  it('lives through a recorded path from the market of its own start', async () => {
    const from = THEN - 60 * DAY;
    const { start, steps, events, unhedged, unknown } = await simulate('all.db', `history:${from}..${THEN}`);
    expect([start, steps]).toEqual([from, 60]);
    expect(events.filter(({ action }) => action === 'open' || action === 'roll').length).toBeGreaterThan(0);
    const rows = await cli.json<{ c: number }[]>('sql', `SELECT c FROM bars('XYZUSDT', '1d') WHERE t IN (${from - DAY}, ${THEN - DAY}) ORDER BY t`, '--db', 'all.db'); // prettier-ignore
    expect(unhedged.pnl[0]).toBeCloseTo(rows[1]!.c / rows[0]!.c - 1, 9);
    expect(unknown).toEqual([]);
  });

  it('moves rolls and finds sizes within the budget', async () => {
    const { robustness, size } = await simulate('all.db', 'jump', ...few, '--shift-rolls', '--size');
    expect(robustness!.shifts).toEqual(Array.from({ length: 29 }, (_, i) => i - 14));
    expect(new Set(robustness!.pnl).size).toBeGreaterThan(1);
    expect(size).toMatchObject({ feasible: true, layers: [{ id: 'puts' }], premium: { budget: 0.05 } });
    expect(size!.premium.sized).toBeLessThanOrEqual(0.05 + 1e-9);
    expect(size!.cvar.sized).toBeLessThanOrEqual(size!.cvar.none);
    expect(size!.layers[0]!.multiple).toBeGreaterThan(0);
  }, 60_000);

  it('has nothing to say of an empty book', async () => {
    const empty = cli.write('empty.json', JSON.stringify({ ...plan, positions: [] }));
    const { code, err } = await cli.run(['simulate', empty, '--path', 'gbm', '--db', 'all.db']);
    expect(code).toBe(2);
    expect(err).toContain('The plan holds nothing');
  });

  it('starts from a preset', async () => {
    const result = await cli.json<Answer>('simulate', '--preset', 'putLadder', '--asset', 'XYZUSDT', '--quantity', '3', '--path', 'gbm', ...few, '--db', 'all.db'); // prettier-ignore
    expect(result).toMatchObject({ plan: 'Put ladder 30/60/90', paths: 600 });
    const table = await cli.run(['simulate', '--preset', 'putLadder', '--asset', 'XYZUSDT', '--path', 'gbm', ...few, '--db', 'all.db']); // prettier-ignore
    expect(table.code).toBe(0);
    expect(table.out).toMatch(/of the book +median P&L[^]*hedged[^]*unhedged[^]*layer/);
    expect(table.err).toContain('Modelled: volatility of 30 days');
  });

  it.each([
    [['--path', 'gbm'], /Give a plan/],
    [['--preset', 'none', '--asset', 'XYZUSDT', '--path', 'gbm'], /there are vxth/i],
    [['--preset', 'vxth', '--asset', 'NONE', '--path', 'gbm'], /No price of NONE/],
    [['--preset', 'vxth', '--asset', 'XYZUSDT', '--path', 'no-such-file'], /cannot be read/],
    [['--preset', 'vxth', '--asset', 'XYZUSDT', '--path', 'history:2022-01-01'], /write history:FROM\.\.TO/],
    [['--preset', 'vxth', '--asset', 'XYZUSDT', '--path', 'gbm', '--paths', '0'], /at path\.paths/],
    [['bad.json', '--path', 'gbm'], /bad\.json is not as it should be[^]*at name/],
  ])('refuses %j', async (args, message) => {
    cli.write('bad.json', JSON.stringify({ ...plan, name: '' }));
    const { code, err } = await cli.run(['simulate', ...args, '--db', 'all.db']);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
