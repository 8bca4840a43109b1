import { describe, expect, it } from 'vitest';
import type { Answer, Inputs } from '#core/value/types';
import type { Entity, ValueMarket } from '#shared/value';
import { klines, useCli } from './support/cli';

const cli = useCli();
const FILE = `entity,item,from,to,published,value,unit,source,estimated,kind,symbol,instrument
Lend,earnings,2023-01-01,2023-12-31,2024-02-01,10,M USD,annual report,,protocol,LND,BTCUSDT
Lend,earnings,2023-01-01,2023-12-31,2024-03-01,8,M USD,restated,,,,
Lend,cash,,2023-12-31,2024-02-01,30,M USD,annual report,,,,
Lend,stablecoins,,2023-12-31,2024-02-01,15,M USD,annual report,yes,,,
Lend,receivables,,2023-12-31,2024-02-01,5,M USD,annual report,,,,
Lend,currentLiabilities,,2023-12-31,2024-02-01,20,M USD,annual report,,,,
Lend,emissions,2023-01-01,2023-12-31,2024-02-01,2,M USD,annual report,,,,
Lend,float,,2023-12-31,2024-02-01,2,M tokens,annual report,,,,
`;
interface Told {
  readonly entity: Entity;
  readonly at: number;
  readonly inputs: Inputs;
  readonly market: ValueMarket;
  readonly answers: readonly Answer[];
}
const answerOf = ({ answers }: Told, id: Answer['id']): Answer => answers.find((one) => one.id === id)!;

describe('ballast value', () => {
  it('stores a file, lists what is kept, and answers by what had been published', async () => {
    cli.write('lend.csv', FILE);
    await cli.load('v.db', cli.write('BTCUSDT-1m.csv', klines(30, { header: true })), '--instrument', 'BTCUSDT');
    const first = await cli.json<object>('value', '--db', 'v.db', '--import', 'lend.csv');
    expect(first).toEqual({ entities: ['lend'], rows: 8, changed: 0, unchanged: 0, words: '' });
    const again = await cli.run(['value', '--db', 'v.db', '--import', 'lend.csv']);
    expect([again.code, again.err]).toEqual([0, '8 figures of 1 entity: 0 added, 0 changed, 8 unchanged.\n']);
    expect(await cli.json('value', '--db', 'v.db')).toMatchObject({ entities: [{ id: 'lend', kind: 'protocol', instrument: 'BTCUSDT', rows: 8 }] }); // prettier-ignore
    expect(await cli.json('value', '--db', 'v.db', '--as-of', '2024-02-01')).toEqual({ entities: [] });

    // The last bar closed at 2024-01-01T00:30: a month later it is no price; a stated one is missing.
    const stale = await cli.json<Told>('value', 'Lend', '--db', 'v.db', '--as-of', '2024-02-10');
    expect(stale.market).toMatchObject({ price: null, lacks: 'no price of BTCUSDT of the week before is stored' });
    expect(answerOf(stale, 'quickRatio')).toMatchObject({ value: 2.5, estimated: true });
    expect(answerOf(stale, 'priceEarnings')).toMatchObject({ value: null, reason: expect.stringContaining('not stated') as string }); // prettier-ignore
    expect(stale.inputs.earnings).toMatchObject({
      value: 10e6,
      source: expect.stringMatching(/^annual report/) as string,
    });
    const later = await cli.json<Told>('value', 'lend', '--db', 'v.db', '--as-of', '2024-03-10');
    expect(later.inputs.earnings).toMatchObject({ value: 8e6, source: expect.stringMatching(/^restated/) as string });
  });

  it('prices an entity by the last closed bar of its instrument', async () => {
    const day = 86_400_000;
    const from = Date.UTC(2024, 0, 1);
    const bars = Array.from({ length: 60 }, (_, i) => `${from + i * day},100,200,99,${100 + i},1`);
    await cli.load('p.db', cli.write('BTCUSDT-1d.csv', ['t,open,high,low,close,volume', ...bars].join('\n')), '--kind', 'bars', '--instrument', 'BTCUSDT', '--interval', '1d', '--map', 't=t', '--map', 'o=open', '--map', 'h=high', '--map', 'l=low', '--map', 'c=close', '--map', 'v=volume'); // prettier-ignore
    cli.write('lend.csv', FILE);
    const told = await cli.json<Told>('value', 'lend', '--db', 'p.db', '--import', 'lend.csv').catch(() => undefined);
    expect(told).toBeDefined();
    const read = await cli.json<Told>('value', 'lend', '--db', 'p.db', '--as-of', '2024-02-20T12:00Z');
    // 1 January to 19 February: the bar of day 49 is the last one that was closed.
    expect(read.market).toMatchObject({ price: 149, priceAt: Date.UTC(2024, 1, 20), source: 'BTCUSDT, file' });
    expect(answerOf(read, 'priceEarnings').value).toBeCloseTo((149 * 2e6) / 10e6, 9);
    expect(read.market.riskFree).toBeNull();
    expect(answerOf(read, 'expectedReturn').value).toBeNull();
    const plain = await cli.run(['value', 'lend', '--db', 'p.db', '--as-of', '2024-02-20', '--risk-free', '0.04']);
    expect(plain.code).toBe(0);
    expect(plain.out).toMatch(/Quick|quickRatio/);
    expect(plain.out).toContain('15,000,000  USD    2024-02-02 00:00  annual report, estimated');
    expect(plain.out).not.toContain('NaN');
  });

  it.each([
    [['value', 'nobody'], 'There is no entity "nobody"'],
    [['value', 'lend', '--window', '5'], '--window: write 20 to 3650 days'],
    [['value', 'lend', '--premium', 'much'], '--premium: "much" is not a number'],
    [['value', '--import', 'none.csv'], 'none.csv: cannot be opened'],
    [['value', '--import', 'lend.csv', '--as-of', '2024-01-01'], 'leave one out'],
    [['value', '--import', 'bad.csv'], 'bad.csv, line 2, value: "many" is not a number'],
  ])('refuses %j', async (args, message) => {
    cli.write('lend.csv', FILE);
    cli.write('bad.csv', FILE.replace(',10,', ',many,'));
    await cli.run(['value', '--db', 'r.db', '--import', 'lend.csv']);
    const before = cli.digest('r.db');
    const { code, err } = await cli.run([...args, '--db', 'r.db']);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(cli.digest('r.db')).toBe(before);
  });
});
