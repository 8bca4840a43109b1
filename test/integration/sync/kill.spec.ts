import { afterAll, beforeAll, expect, it } from 'vitest';
import { binance } from '../../support/venue-server/dialects/binance';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import { until, useCli } from '../cli/support/cli';
import { generator } from '../store/support/pages';
import { pagesAgain } from './support/log';

const KILLS = 10;
const cli = useCli();
let venue: VenueServer;
beforeAll(async () => void (venue = await startVenueServer({ dialects: [binance], seed: 9 })));
afterAll(() => venue.close());

it(`is killed ${KILLS} times at random moments, loses nothing and asks for at most one page of a data set again`, async () => {
  const args = (db: string): string[] =>
    ['sync', 'binance', '--instrument', 'BTCUSDT,ETHUSDT', '--offer', 'bars,funding', '--interval', '1m', '--from', '2024-01-01', '--to', '2024-02-15', '--address', venue.addresses.binance!, '--db', db]; // prettier-ignore
  await cli.json(...args('whole.db'));
  const pages = venue.log.length;
  const random = generator(Date.now());
  const reached = new Set<number>();
  for (let k = 0; k < KILLS; k++) {
    const from = venue.log.length;
    const { child, ended } = cli.start(args(`killed-${k}.db`));
    const asked = 1 + Math.floor(random() * (pages - 2));
    await until(() => venue.log.length - from >= asked || child.exitCode !== null);
    setTimeout(() => child.kill('SIGKILL'), random() * 15);
    await ended;
    reached.add(venue.log.length - from);
    await cli.json(...args(`killed-${k}.db`));
    expect(cli.digest(`killed-${k}.db`), `after kill ${k}`).toBe(cli.digest('whole.db'));
    for (const twice of pagesAgain(venue.log.slice(from))) expect(twice, `after kill ${k}`).toBeLessThan(1.01); // and two rows to see whether they are the same
    expect((await cli.run(['verify', '--db', `killed-${k}.db`])).code).toBe(0);
  }
  // the moments were spread over the run
  expect([...reached].filter((asked) => asked > 0 && asked < pages).length).toBeGreaterThan(KILLS / 4);
}, 240_000);
