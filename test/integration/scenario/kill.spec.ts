import { cpSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openReader } from '#main/store/reader';
import { useCli } from '../cli/support/cli';
import { generator } from '../store/support/pages';
import { writeMarket } from './support/market';

const KILLS = 3;
const cli = useCli();

it(`is there whole or not at all after each of ${KILLS} kills, and nothing of it stays once it is deleted`, async () => {
  writeMarket(cli.at('market.db'));
  const digest = cli.digest('market.db');
  const args = (db: string) => ['scenario', 'create', 'BTCUSDT', '--name', 'Again', '--analog', '2025-03-21', '--hours', '96', '--db', db]; // prettier-ignore
  cpSync(cli.at('market.db'), cli.at('whole.db'));
  const began = Date.now();
  const made = await cli.json<{ id: string; liquidated: number }>(...args('whole.db'));
  const duration = Date.now() - began;
  expect(made).toMatchObject({ id: 'BTCUSDT~again', liquidated: expect.any(Number) as number });
  const whole = cli.digest('whole.db');
  const random = generator(Date.now());
  for (let k = 0; k < KILLS; k++) {
    const db = `killed-${k}.db`;
    cpSync(cli.at('market.db'), cli.at(db));
    const { child, ended } = cli.start(args(db));
    setTimeout(() => child.kill('SIGKILL'), duration * (0.5 + 0.5 * random()));
    await ended;
    const reader = openReader(cli.at(db));
    const [documents, instruments] = [reader.documents('scenario').length, reader.instruments().length];
    reader.close();
    const isThere = documents === 1;
    expect([instruments, cli.digest(db)], `after kill ${k}`).toEqual(isThere ? [1, whole] : [0, digest]);
    if (isThere) await cli.json('scenario', 'delete', 'BTCUSDT~again', '--db', db);
    expect(cli.digest(db), `after kill ${k}`).toBe(digest);
  }
});

it('is refused with what to do instead, as bad input', async () => {
  const run = (...args: string[]) => cli.run(['scenario', 'create', 'BTCUSDT', '--db', 'market.db', ...args]);
  expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('--shock, --analog and --line') as string }); // prettier-ignore
  expect(await run('--shock', '-0.3', '--step', '1m')).toMatchObject({ code: 2, err: expect.stringContaining('take wider bars') as string }); // prettier-ignore
  expect(await run('--shock', '-3')).toMatchObject({ code: 2, err: expect.stringContaining('size') as string });
  const told = await run('--shock', '-0.3', '--dry-run');
  expect(told.code, told.err).toBe(0);
  expect(told.err).toContain('Nothing is stored');
  expect(await cli.json('scenario', 'list', '--db', 'market.db')).toEqual([]);
});
