import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { openServices } from '#main/services/index';
import type { EventEvidence } from '#shared/evidence';
import { useCli } from './support/cli';

const cli = useCli();
const HOUR = 3_600_000;
const START = Date.UTC(2022, 0, 1);
const HOURS = 24 * 200;
const THEN = START + 150 * 24 * HOUR;

/** Rows of one market: hourly bars and liquidations with a fall every fourth day, open interest, funding of two contracts. */
function market(): Readonly<Record<'bars' | 'liquidations' | 'oi' | 'assetFunding' | 'ownFunding', string[]>> {
  const rng = new Rng(5);
  let price = 20_000;
  const rows = { bars: [], liquidations: [], oi: [], assetFunding: [], ownFunding: [] } as Record<string, string[]>;
  for (let i = 0; i < HOURS; i++) {
    const t = START + i * HOUR;
    const falls = i > 24 * 14 && i % 97 < 2;
    const o = price;
    price *= Math.exp(0.002 * rng.normal() - (falls ? 0.02 : 0));
    rows['bars']!.push([t, o, Math.max(o, price) * 1.001, Math.min(o, price) * 0.999, price, 10].join());
    rows['liquidations']!.push([t, falls ? 5e6 : 2e4 * Math.exp(rng.normal()), 10_000].join());
    rows['oi']!.push([t, 1e9 * (falls ? 0.9 : 1)].join());
    if (i % 8 === 0) rows['assetFunding']!.push([t, 1e-4 * rng.normal()].join());
    if (i % 8 === 0 && t > THEN) rows['ownFunding']!.push([t, 1e-4].join());
  }
  return rows as ReturnType<typeof market>;
}

async function fill(db: string, until: number): Promise<void> {
  const rows = market();
  const files = [
    ['bars', 'XYZUSDT', 't,o,h,l,c,v', rows.bars, HOUR],
    ['liquidations', 'XYZUSDT', 't,long,short', rows.liquidations, HOUR],
    ['oi', 'XYZUSDT', 't,open_interest_usd', rows.oi, HOUR],
    ['funding', 'XYZ-PERP', 't,rate', rows.assetFunding, 0],
    ['funding', 'XYZUSDT', 't,rate', rows.ownFunding, 0],
  ] as const;
  for (const [kind, instrument, header, all, lag] of files) {
    const known = all.filter((row) => Number.parseInt(row) + lag <= until);
    if (known.length === 0) continue;
    const file = cli.write(`${db}-${instrument}-${kind}.csv`, [header, ...known].join('\n'));
    const interval = kind === 'funding' ? '8h' : '1h';
    const map = kind === 'oi' ? [] : header.split(',').flatMap((name) => ['--map', `${name}=${name}`]);
    const given = ['--kind', kind, '--instrument', instrument, '--interval', interval, '--source', 'test', ...map];
    expect(await cli.load(db, file, ...given)).toMatchObject({ code: 0 });
  }
}

async function evidence(db: string): Promise<ReadonlyMap<string, EventEvidence>> {
  const workers = pathToFileURL(join(import.meta.dirname, '../../../out/workers/'));
  const services = await openServices({ path: cli.at(db), create: false, workers, threads: 1, now: () => 0 });
  try {
    await services.cascades.refresh([]);
    const events = await services.cascades.list('XYZUSDT', THEN);
    const told = await Promise.all(events.map(({ id }) => services.eventEvidence.read(id, undefined)));
    return new Map(events.map(({ id }, i) => [id, told[i]!]));
  } finally {
    await services.dispose();
  }
}

it('of an event does not change when later data come in', async () => {
  await fill('then.db', THEN);
  await fill('later.db', Infinity);
  const [then, later] = [await evidence('then.db'), await evidence('later.db')];
  expect(then.size).toBeGreaterThan(20);
  expect([...then.values()].filter(({ cohorts, absorption }) => cohorts && absorption).length).toBeGreaterThan(20);
  expect(later).toEqual(then);
}, 120_000);
