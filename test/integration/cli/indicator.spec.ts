import { describe, expect, it } from 'vitest';
import { useCli } from './support/cli';

const cli = useCli();
const BARS = `t,o,h,l,c,v
1600000000000,1,2,0.5,1.5,10
1600000060000,1.5,2,1,1.2,11
1600000120000,1.2,1.9,1.1,1.8,12
1600000180000,1.8,1.9,1.3,1.4,1
`;
const of = (words: string, input = BARS) => cli.run(['indicator', ...words.split(' ')], { input });
const lines = (out: string) => out.trimEnd().split('\n');

describe('ballast indicator', () => {
  it('writes a row per bar, 17 digits, empty where undefined', async () => {
    const { code, out } = await of('rsi --period 2');
    expect([code, out]).toEqual([
      0,
      't,value\n1600000000000,\n1600000060000,\n1600000120000,66.666666666666657\n1600000180000,35.294117647058819\n',
    ]);
  });

  it.each(['parkinson', 'garman-klass', 'yang-zhang', 'close'])('knows realized-vol by %s', async (method) => {
    const { code, out } = await of(`realized-vol --method ${method} --window 2`);
    expect(code).toBe(0);
    expect(lines(out).at(-1)).toMatch(/^1600000180000,\d+\.\d+$/);
  });

  it('names the three columns of macd and numbers rows without stamps', async () => {
    const { out } = await of('macd --fast 1 --slow 2 --signal 2', 'c\n1\n2\n4\n');
    expect(lines(out)[0]).toBe('t,macd,signal,histogram');
    expect(lines(out).slice(1).map((line) => line.split(',')[0])).toEqual(['0', '1', '2']); // prettier-ignore
  });

  it('reads a mark at the start, CRLF, quotes, dates and an end without a line feed', async () => {
    const quoted = await of('ema --period 1', '\uFEFF"t","c"\r\n"7","2"\r\n"8","3"');
    expect(quoted.out).toBe('t,value\n7,2.0000000000000000\n8,3.0000000000000000\n');
    const dated = await of('realized-vol --window 2', 't,c\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n');
    expect(lines(dated.out).at(-1)).toMatch(/^2020-01-03,3\.88/);
  });

  it.each([
    ['ema --period 2', 't,c\n1,0x10\n', /line 2, field c: "0x10"/],
    ['ema --period 2', 't,c\n1,Infinity\n', /line 2, field c: "Infinity"/],
    ['ema --period 2', 't,c\nsoon,1\n', /line 2, field t: "soon" is neither a number nor a date/],
    ['ema --period 2', 't,c\n2,1\n1,2\n', /line 3, field t: "1" is before/],
    ['ema --period 2', 't,c\n1,1\n\n2,2\n', /line 3: 1 fields/],
    ['ema --period 2', '', /no column c/],
    ['ema --period 2', 't;c\n1;2\n', /no column c/],
    ['ema --period 0', BARS, /period/],
    ['ema --window 3', BARS, /no parameter 'window'/],
    ['nope --period 3', BARS, /No indicator "nope"/],
    ['macd --fast 26 --slow 12', BARS, /fast/],
    ['realized-vol --window 2', 'c\n1\n2\n3\n', /--interval/],
    ['ema --as-of garbage', BARS, /--as-of/],
  ])('refuses %s of %j', async (words, input, message) => {
    const { code, out, err } = await of(words, input);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('has no NaN in JSON', async () => {
    const { out } = await cli.run(['indicator', 'rsi', '--period', '2', '--json'], { input: BARS });
    expect(JSON.parse(out)).toMatchObject({ t: [1600000000000, 1600000060000, 1600000120000, 1600000180000] });
    expect(out).not.toContain('NaN');
  });

  it('holds numbers, not text, of a big input', async () => {
    let input = 't,o,h,l,c,v\n';
    for (let i = 0; i < 300_000; i++) input += `${1.6e12 + i * 60_000},100.25,101.5,99.75,${100 + (i % 7)}.125,12.5\n`;
    const options = { input, env: { NODE_OPTIONS: '--max-old-space-size=48' } };
    const { code, out } = await cli.run(['indicator', 'rsi'], options);
    expect(code).toBe(0);
    expect(lines(out)).toHaveLength(300_001);
  });

  it('says nothing when its reader has had enough', async () => {
    const { child, ended } = cli.start(['indicator', 'ema'], { input: `c\n${'1\n'.repeat(200_000)}` });
    child.stdout!.once('data', () => child.stdout!.destroy());
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('ends at once when it is told to while it waits for input', async () => {
    const { child, ended } = cli.start(['indicator', 'ema'], { wait: true });
    child.stdin!.write('c\n1\n');
    await new Promise((resume) => setTimeout(resume, 700)); // until it listens
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
  });
});
