import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import type { SyncItem, SyncPlan } from '#shared/sync';
import { binance } from '../../support/venue-server/dialects/binance';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import { until, useCli } from './support/cli';

const cli = useCli();
const SPAN = ['--from', '2024-01-01', '--to', '2024-03-01'];
let venue: VenueServer;
beforeAll(async () => void (venue = await startVenueServer({ dialects: [binance], seed: 3 })));
afterAll(() => venue.close());
const at = (): string[] => ['--address', venue.addresses.binance!];

describe('ballast sync', () => {
  it('fetches, and the second time has nothing to fetch', async () => {
    const args = ['sync', 'binance', '--instrument', 'BTCUSDT,ETHUSDT', '--offer', 'bars,funding', ...SPAN, ...at(), '--db', 'a.db']; // prettier-ignore
    const { items } = await cli.json<{ items: SyncItem[] }>(...args);
    expect(items.map(({ offer, instrument, interval, state, added }) => [offer, instrument, interval, state, added])).toEqual([
      ['bars', 'BTCUSDT', MS_PER_HOUR, 'done', 60 * 24],
      ['bars', 'ETHUSDT', MS_PER_HOUR, 'done', 60 * 24],
      ['funding', 'BTCUSDT', 0, 'done', 60 * 3],
      ['funding', 'ETHUSDT', 0, 'done', 60 * 3],
    ]); // prettier-ignore
    const asked = venue.log.length;
    const again = await cli.json<{ items: SyncItem[] }>(...args);
    expect(again.items.every(({ state, requests }) => state === 'done' && requests === 0)).toBe(true);
    expect(venue.log.length).toBe(asked);
  });

  it('prints the plan and fetches nothing', async () => {
    const args = ['sync', 'binance', '--instrument', 'BTCUSDT', ...SPAN, ...at(), '--dry-run', '--db', 'a.db'];
    const plan = await cli.json<SyncPlan>(...args.with(5, '2023-12-31'));
    const DAY = Date.UTC(2024, 0, 1);
    expect(plan.parts).toMatchObject([
      { state: 'fetch', from: DAY - MS_PER_DAY, to: DAY, rows: 24, requests: 1 },
      { state: 'have', from: DAY, to: Date.UTC(2024, 2, 1), requests: 0 },
    ]);
    expect(plan).toMatchObject({ rows: 24, requests: 1 });
    const { out, err } = await cli.run(args);
    expect(out).toContain('stored');
    expect(err).toContain('0 rows in 0 requests');
  });

  it('refuses what it does not understand with code 2', async () => {
    const refused = [
      [['sync'], 'Name one source'],
      [['sync', 'nowhere', '--instrument', 'X'], 'nowhere'],
      [['sync', 'binance', ...at()], '--instrument is missing'],
      [['sync', 'binance', '--instrument', 'BTCUSDT', '--offer', 'tea', ...at()], 'offers bars'],
      [['sync', 'binance', '--instrument', 'BTCUSDT', '--interval', '7m', ...at()], '1m, 3m'],
      [['sync', 'binance', '--instrument', 'BTCUSDT', '--address', 'ftp://x'], '--address'],
      [
        ['sync', 'binance', '--instrument', 'BTCUSDT', '--from', '2024-02-01', '--to', '2024-01-01', ...at()],
        'not before --to',
      ],
      [['sync', 'binance', '--instrument', 'BTCUSDT', '--from', '2999-01-01', ...at()], 'not before now'],
      [['sync', 'binance', '--instrument', 'BTC\r\nX: 1', ...at()], 'control characters'],
      [['sync', '--followed', '--db', 'new.db'], 'Nothing is kept current'],
      [['sync', 'binance', '--instrument', 'NOPE', ...SPAN, ...at(), '--db', 'new.db'], 'NOPE'],
    ] as const;
    for (const [args, text] of refused) {
      const { code, err } = await cli.run(args);
      expect([code, err], args.join(' ')).toEqual([2, expect.stringContaining(text)]);
    }
  });

  it('takes names once and without spaces, and says why nothing is there', async () => {
    const args = ['sync', 'binance', '--instrument', 'BTCUSDT, ETHUSDT,BTCUSDT', ...at(), '--db', 'names.db'];
    const { items } = await cli.json<{ items: SyncItem[] }>(...args, ...SPAN);
    expect(items.map(({ instrument, state }) => [instrument, state])).toEqual([['BTCUSDT', 'done'], ['ETHUSDT', 'done']]); // prettier-ignore
    const before = await cli.json<{ items: SyncItem[] }>(...args, '--from', '2015-01-01', '--to', '2016-01-01');
    expect(before.items[0]!.message).toMatch(/^Not available\. Before its listing/);
  });

  it('stops on Ctrl C with code 130, keeps what it stored, and goes on from there', async () => {
    const args = ['sync', 'binance', '--instrument', 'BTCUSDT', '--interval', '1m', ...SPAN, ...at(), '--db', 'stopped.db']; // prettier-ignore
    const asked = venue.log.length;
    const { child, ended } = cli.start(args);
    await until(() => venue.log.length > asked + 10);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, err: expect.stringContaining('goes on from there') });
    const { items } = await cli.json<{ items: SyncItem[] }>(...args);
    expect(items[0]!.added).toBeLessThan(60 * 1_440 - 1_500);
    await cli.json(...args.with(-1, 'whole.db'));
    expect(cli.digest('stopped.db')).toBe(cli.digest('whole.db'));
  });
});
