import { describe, expect, it } from 'vitest';
import { useCli } from './support/cli';

const cli = useCli();
type Answer = Readonly<Record<string, number | null>> & { readonly error?: { readonly code: string; readonly message: string } }; // prettier-ignore
const call = { model: 'black76', type: 'call', forward: 100, strike: 110, days: 73, vol: 0.5 };

async function ask(...lines: readonly unknown[]): Promise<{ readonly code: number | null; readonly err: string; readonly answers: readonly Answer[] }> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const { code, out, err } = await cli.run(['price'], { input: `${text.join('\n')}\n` });
  return { code, err, answers: out.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Answer) };
} // prettier-ignore
const without = (line: object, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !names.includes(name)));

const MODELS = [
  { ...call, rate: 0.03 },
  { ...without(call, 'forward'), model: 'bsm', spot: 100, rate: 0.03, carry: 0.01 },
  { ...call, model: 'inverse' },
  { ...without(call, 'forward'), model: 'american', type: 'put', spot: 100, rate: 0.05, carry: 0.01 },
] as const;

describe('ballast price', () => {
  it('gives price and greeks of every model, a line each', async () => {
    const { code, err, answers } = await ask(...MODELS);
    expect([code, err]).toEqual([0, '']);
    const names = ['price', 'delta', 'gamma', 'vega', 'theta', 'rho', 'vanna', 'volga', 'charm'];
    for (const answer of answers) expect(Object.keys(answer)).toEqual(names);
    // From tables: N(d1) = 0.37659, N(d2) = 0.29527 at d1 = -0.31444, d2 = -0.53804.
    expect(answers[0]!.price).toBeCloseTo(Math.exp(-0.006) * (100 * 0.37659 - 110 * 0.29527), 2);
    expect(answers[2]!.price).toBeCloseTo((answers[0]!.price! * Math.exp(0.006)) / 100, 14);
    expect(answers[3]!.price).toBeGreaterThan(10);
    expect(answers[3]!.delta).toBeLessThan(0);
  });

  it('finds the volatility of a price, and the greeks at it', async () => {
    const priced = (await ask(...MODELS)).answers;
    const { code, answers } = await ask(...MODELS.map((line, i) => ({ ...without(line, 'vol'), price: priced[i]!.price }))); // prettier-ignore
    expect(code).toBe(0);
    answers.forEach((answer, i) => {
      expect(answer.impliedVol).toBeCloseTo(0.5, i === 3 ? 9 : 13);
      expect(answer.price).toBe(priced[i]!.price);
      expect(answer.delta).toBeCloseTo(priced[i]!.delta!, 9);
    });
  });

  it('takes years for days, blank lines, CRLF, a mark at the start and an end without a line feed', async () => {
    const { answers } = await ask({ ...without(call, 'days'), years: 0.2 }, call);
    expect(answers[0]).toEqual(answers[1]);
    const line = JSON.stringify(call);
    const { code, out } = await cli.run(['price'], { input: `\uFEFF${line}\r\n\r\n  \n${line}` });
    expect([code, out.trimEnd().split('\n').length]).toEqual([0, 2]);
    expect(await cli.run(['price'], { input: '' })).toEqual({ code: 0, out: '', err: '' });
  });

  it.each([
    ['belowIntrinsic', { strike: 90, price: 9.9 }],
    ['noTimeValue', { strike: 90, price: 10 }],
    ['noTimeValue', { price: 0 }],
    ['aboveMaximum', { price: 100 }],
    ['belowIntrinsic', { price: -1 }],
    ['expired', { price: 1, days: 0 }],
  ])('answers %s for a price that no volatility gives, and goes on', async (code, change) => {
    const { code: exit, answers } = await ask({ ...without(call, 'vol'), ...change }, call);
    expect(exit).toBe(0);
    expect(Object.keys(answers[0]!)).toEqual(['error']);
    expect(answers[0]!.error!.code).toBe(code);
    expect(answers[1]!.price).toBeGreaterThan(0);
  });

  it.each<[string, string | object]>([
    ['strike', { ...call, strike: 0 }],
    ['strike', without(call, 'strike')],
    ['forward', { ...call, forward: '100' }],
    ['forward', { ...without(call, 'forward'), spot: 100 }],
    ['spot', { ...call, model: 'bsm' }],
    ['model', { ...call, model: 'heston' }],
    ['type', { ...call, type: 'straddle' }],
    ['days', without(call, 'days')],
    ['days', { ...call, years: 1 }],
    ['days', { ...call, days: -1 }],
    ['vol', without(call, 'vol')],
    ['vol', { ...call, price: 1 }],
    ['vol', { ...call, vol: -0.1 }],
    ['carry', { ...call, carry: 0.1 }],
    ['rate', { ...call, model: 'inverse', rate: 0.05 }],
    ['dividend', { ...call, dividend: 0.1 }],
    ['line', '{"model": "black76"'],
    ['line', '42'],
    ['line', JSON.stringify({ ...call, note: 'x'.repeat(70_000) })],
  ])('names the field that is wrong: %s', async (field, line) => {
    const { code, err, answers } = await ask(call, line, call);
    expect([code, answers.length]).toEqual([2, 3]);
    expect(err).toMatch(/1 line is no option/);
    expect(answers[1]!.error).toMatchObject({ code: 'invalid', message: expect.stringMatching(new RegExp(`^${field}: `)) as string }); // prettier-ignore
    expect(answers[2]).toEqual(answers[0]);
  });

  it('writes null for greeks that do not exist, and an error for a value that is not finite', async () => {
    const kink = { ...call, strike: 100, days: 0 };
    const endless = { ...without(MODELS[1], 'days'), years: 100, rate: 10, carry: -10 };
    const { answers } = await ask(kink, endless);
    expect(answers[0]).toMatchObject({ price: 0, delta: null, gamma: null });
    expect(answers[1]!.error!.code).toBe('noValue');
  });

  it('answers while the input is still open, and in the order of a long one', async () => {
    const one = cli.start(['price'], { wait: true });
    const first = new Promise<string>((done) => one.child.stdout!.once('data', (part: string) => done(part)));
    one.child.stdin!.write(`${JSON.stringify(call)}\n`);
    expect(JSON.parse(await first)).toHaveProperty('price');
    one.child.stdin!.end();
    expect((await one.ended).code).toBe(0);

    const many = Array.from({ length: 20_000 }, (_, i) => ({ ...call, strike: 50 + i / 200 }));
    const { answers } = await ask(...many);
    expect(answers).toHaveLength(20_000);
    expect(answers.every((answer, i) => i === 0 || answer.price! < answers[i - 1]!.price!)).toBe(true);
  });
});
