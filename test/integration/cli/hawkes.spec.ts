import { describe, expect, it } from 'vitest';
import { simulateHawkes } from '#core/liquidations/hawkes/simulate';
import { Rng } from '#core/random/rng';
import { useCli } from './support/cli';

const cli = useCli();
const run = (input: string, ...flags: string[]) => cli.run(['hawkes', ...flags], { input });
const START = 1_600_000_000_000;
const excited = [...simulateHawkes({ mu: 0.05, alpha: 0.12, beta: 0.2 }, { count: 2_000 }, new Rng(1), START)].map(Math.round); // prettier-ignore

interface Answer extends Record<'mu' | 'alpha' | 'beta' | 'poissonP' | 'ksP' | 'logLikelihood', number | null> {
  readonly n: number;
  readonly model: string | null;
  readonly reason: string | null;
  readonly branching: Readonly<Record<'value' | 'lo' | 'hi', number | null>>;
}
async function answer(input: string): Promise<Answer> {
  const { code, out } = await run(input, '--json');
  expect(code).toBe(0);
  return JSON.parse(out) as Answer;
}

describe('ballast hawkes', () => {
  it('tells rates per second and the branching ratio of prints in milliseconds', async () => {
    const { n, model, reason, mu, alpha, beta, branching, poissonP, ksP, ...rest } = await answer(excited.join('\n'));
    expect({ n, model, reason, ...rest }).toMatchObject({ n: 1_999, model: 'hawkes', reason: null, unit: 'per second', from: excited[0], to: excited.at(-1) }); // prettier-ignore
    expect(Math.abs(mu! / 0.05 - 1)).toBeLessThan(0.2);
    expect(Math.abs(beta! / 0.2 - 1)).toBeLessThan(0.3);
    expect(branching.value).toBeCloseTo(alpha! / beta!, 12);
    expect(branching.lo! < 0.6 && 0.6 < branching.hi!).toBe(true);
    expect(poissonP).toBeLessThan(1e-9);
    expect(ksP).toBeGreaterThan(0.05);
  });

  it('takes a header, blank lines, CRLF, a mark at the start and any order', async () => {
    const plain = await run(excited.join('\n'), '--json');
    const odd = await run(`\uFEFFt\r\n\r\n${[...excited].reverse().join('\r\n\r\n')}\r\n\r\n`, '--json');
    expect(odd).toEqual(plain);
  });

  it('writes a table for a person', async () => {
    const { code, out, err } = await run(excited.join('\n'));
    expect(code).toBe(0);
    expect(out).toMatch(/^ +value +95 % from +to +unit\nmu +0\.0\d+ /);
    expect(out).toMatch(/\nbranching +0\.\d+ +0\.\d+ +0\.\d+\n$/);
    expect(err).toMatch(/1,999 prints/);
  });

  it.each([
    ['', 0],
    ['t\n', 0],
    [`${START}\n`, 0],
    [excited.slice(0, 20).join('\n'), 19],
  ])('has no figure but a reason for too few prints', async (input, n) => {
    const { out } = await run(input, '--json');
    const nothing = { mu: null, alpha: null, beta: null, branching: { value: null, lo: null, hi: null }, poissonP: null, ksP: null, logLikelihood: null, model: null }; // prettier-ignore
    expect(JSON.parse(out)).toMatchObject({ n, ...nothing });
    expect((JSON.parse(out) as Answer).reason).toMatch(/fewer than 20/);
    expect((await run(input)).err).toMatch(/fewer than 20/);
  });

  it('says why beta is missing where nothing excites', async () => {
    const even = Array.from({ length: 100 }, (_, i) => START + 1_000 * i).join('\n');
    const { model, alpha, beta, branching, reason } = await answer(even);
    expect({ model, alpha, beta }).toEqual({ model: 'poisson', alpha: 0, beta: null });
    expect(branching).toMatchObject({ value: 0, lo: 0 });
    expect(reason).toMatch(/beta/);
  });

  it.each([
    ['t\n1\n2\nsoon\n4\n', 'line 4: "soon"'],
    ['1\n\n0x10\n', 'line 3: "0x10"'],
    ['1\nt\n', 'line 2: "t"'],
    ['time\n1\n', 'line 1: "time"'],
    ['1\n2,3\n', 'line 2: "2,3"'],
    ['1\nInfinity', 'line 2: "Infinity"'],
    ['1\n1e999', 'line 2: "1e999"'],
  ])('refuses %j', async (input, message) => {
    const { code, out, err } = await run(input, '--json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });
});
