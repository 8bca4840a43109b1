import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFeedServer, type FeedServer } from '../../support/feed-server';
import { openReader } from '#main/store/reader';
import { useCli, until } from './support/cli';

const cli = useCli();
const PATH = '/market/ws';
let server: FeedServer;
beforeAll(async () => void (server = await startFeedServer()));
afterAll(() => server.close());
const at = (): string[] => ['--address', server.address];

let count = 0;
const happens = (instrument: string): number =>
  server.happen(PATH, [{ instrument, t: server.now(), closed: 'short', price: '3000', amount: String(++count) }])
    .length;

interface Told {
  readonly recordings: readonly { readonly prints: number; readonly gaps: number; readonly instruments: readonly string[] }[]; // prettier-ignore
}

describe('ballast record', () => {
  it('records until Ctrl C, and keeps all of it', async () => {
    const { child, ended } = cli.start(['record', 'binance', ...at(), '--db', 'all.db', '--json']);
    await until(() => server.lines(PATH) === 1 && happens('ETHUSDT') === 1);
    let sent = 1;
    for (; sent < 50; sent++) expect(happens('ETHUSDT')).toBe(1);
    await new Promise((resume) => setTimeout(resume, 100)); // less than a batch
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect([code, err]).toEqual([130, expect.stringContaining('What was recorded is stored.')]);
    expect(err).toContain('binance: recording');
    expect((JSON.parse(out) as Told).recordings).toMatchObject([{ source: 'binance', instruments: [], prints: sent }]);
    const [series] = await cli.json<{ rows: number; kind: string }[]>('series', 'ETHUSDT', '--db', 'all.db');
    expect(series).toMatchObject({ kind: 'liquidations', rows: sent });
  });

  it('ends when its time is over, with what it was asked for alone, and its stretch of time', async () => {
    const { ended } = cli.start(['record', 'binance', '--instrument', 'ETHUSDT', '--for', '5s', ...at(), '--db', 'some.db', '--json']); // prettier-ignore
    await until(() => server.lines(PATH) === 1 && happens('ETHUSDT') === 1);
    let isOver = false;
    void ended.then(() => (isOver = true));
    for (; !isOver; await new Promise((resume) => setTimeout(resume, 50))) {
      happens('ETHUSDT');
      expect(happens('BTCUSDT')).toBe(0);
    }
    const { code, out } = await ended;
    const { prints } = (JSON.parse(out) as Told).recordings[0]!;
    expect([code, prints > 1]).toEqual([0, true]);
    const reader = openReader(cli.at('some.db'));
    expect(reader.listSeries().map(({ instrument, rows }) => [instrument, rows])).toEqual([['ETHUSDT', prints]]);
    expect(reader.settled({ source: 'binance', offer: 'recording', instrument: 'ETHUSDT', interval: 0 })).toHaveLength(1); // prettier-ignore
    reader.close();
  });

  it('refuses what it does not understand with code 2', async () => {
    const refused = [
      [['record'], 'source'],
      [['record', 'deribit'], 'binance, bybit, okx'],
      [['record', 'okx', '--for', 'ever'], '--for'],
      [['record', 'okx', '--address', 'http://127.0.0.1'], 'ws or wss'],
    ] as const;
    for (const [args, text] of refused) {
      const { code, err } = await cli.run([...args, '--db', 'none.db']);
      expect([code, err], args.join(' ')).toEqual([2, expect.stringContaining(text)]);
    }
  });
});
