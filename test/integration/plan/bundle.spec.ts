import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#core/plan/canonical';
import type { PlanDocument } from '#core/plan/types';
import { createBundles } from '#main/services/bundles';
import { openServices, type Services } from '#main/services/index';
import type { JobContext } from '#main/services/jobs';
import { openArchive } from '#main/services/plan/bundle/archive-reader';
import { planFile, planFileText } from '#main/services/plan/plan-file';
import { openReader } from '#main/store/reader';
import { openWriter } from '#main/store/writer';
import { bundleHedge, PRICED, writeBundleMarket } from '../../support/bundle-market';
import { useCli } from '../cli/support/cli';

const cli = useCli();
const workers = pathToFileURL(join(import.meta.dirname, '../../../out/workers/'));
const context = (signal = new AbortController().signal): JobContext => ({ signal, report: () => undefined });
const opened: Services[] = [];
const servicesOf = async (db: string): Promise<Services> => {
  const services = await openServices({ path: cli.at(db), workers, threads: 1, now: () => PRICED });
  opened.push(services);
  return services;
};
afterEach(async () => {
  for (const services of opened.splice(0)) await services.dispose();
});
const bundlesOf = ({ connections }: Services) =>
  createBundles(connections, () => Promise.resolve({ name: 'plan.html', content: '<p>page' }), () => undefined); // prettier-ignore

let coins: PlanDocument;
beforeAll(async () => {
  writeBundleMarket(cli.at('made.db'));
  const services = await openServices({ path: cli.at('made.db'), workers, threads: 1, now: () => PRICED });
  coins = await services.plans.draft(bundleHedge('BTCUSDT', 'putLadder'), PRICED);
  await bundlesOf(services).write(planFile(coins), cli.at('coins.zip'), context());
  await services.dispose();
}, 120_000);

const numbersOf = ({ tickets, valuation, worstCase, data }: PlanDocument): string =>
  canonicalJson({ tickets, valuation, worstCase, data });

describe('a bundle opened where nothing is stored', () => {
  it.each([
    ['BTCUSDT', 'putLadder', ['bars', 'bars', 'chain', 'vol', 'funding']],
    ['SPY', 'putLadder', ['bars', 'vol', 'vol', 'vol', 'vol']],
  ] as const)('gives every number of the plan on %s again, byte for byte', async (asset, preset, kinds) => {
    const made = await servicesOf('made.db');
    const plan = await made.plans.draft(bundleHedge(asset, preset), PRICED);
    expect(plan.tickets.length).toBeGreaterThan(0);
    expect(plan.data.series.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
    const zip = cli.at(`${asset}.zip`);
    await bundlesOf(made).write(planFile(plan), zip, context());
    const fresh = await servicesOf(`${asset}.db`);
    const { file, id, stored } = await bundlesOf(fresh).open(zip, context());
    const rows = plan.data.series.reduce((sum, series) => sum + series.rows, 0);
    expect(stored).toMatchObject({ rows, added: rows, unchanged: 0, quarantined: 0 });
    expect(canonicalJson(file.plan)).toBe(canonicalJson(plan));
    expect(numbersOf(await fresh.plans.price(file.plan, plan.data.asOf))).toBe(numbersOf(plan));
    expect(fresh.connections.reader().imports().map(({ path, status }) => [path, status])).toEqual(plan.data.series.map(() => [`bundle ${id}`, 'done'])); // prettier-ignore
  }); // prettier-ignore

  it('has only what was known when the plan was priced, and twice is as good as once', async () => {
    const fresh = await servicesOf('twice.db');
    const bundles = bundlesOf(fresh);
    const { stored } = await bundles.open(cli.at('coins.zip'), context());
    const digest = fresh.connections.reader().contentDigest();
    const again = await bundles.open(cli.at('coins.zip'), context());
    expect(again.stored).toMatchObject({ rows: stored.rows, added: 0, unchanged: stored.rows, quarantined: 0 });
    expect(fresh.connections.reader().contentDigest()).toBe(digest);
    for (const { to, knownLag } of fresh.connections.reader().listSeries()) expect(to + knownLag).toBeLessThanOrEqual(PRICED); // prettier-ignore
  });
});

describe('a bundle', () => {
  it('has the same bytes for the same content, in any time zone, whoever writes it', async () => {
    const made = await servicesOf('made.db');
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Auckland';
    try {
      await bundlesOf(made).write(planFile(coins), cli.at('again.zip'), context());
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
    expect(readFileSync(cli.at('again.zip')).equals(readFileSync(cli.at('coins.zip')))).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('can be checked by hand, with the line that its README gives', async () => {
    const archive = await openArchive(cli.at('coins.zip'));
    for (const name of archive.names.filter((one) => one.startsWith('data/1/') || one === 'README.txt')) {
      mkdirSync(dirname(cli.at(name)), { recursive: true });
      await writeFile(cli.at(name), archive.read(name, Infinity));
    }
    await archive.close();
    const line = /^ *(cd data\/1 && .*)$/m.exec(readFileSync(cli.at('README.txt'), 'utf8'))![1]!;
    const sum = execFileSync('sh', ['-c', line], { cwd: cli.folder, encoding: 'utf8' });
    expect(sum.slice(0, 64)).toBe(coins.data.series[0]!.sha256);
  });

  it('is not written when the data are no longer those of the plan', async () => {
    writeFileSync(cli.at('changed.db'), readFileSync(cli.at('made.db')));
    const writer = openWriter(cli.at('changed.db'));
    writer.removeSeries(1);
    writer.close();
    const changed = await servicesOf('changed.db');
    const before = readdirSync(cli.folder);
    await expect(bundlesOf(changed).write(planFile(coins), cli.at('none.zip'), context())).rejects.toMatchObject({ code: 'notFound' }); // prettier-ignore
    const other: PlanDocument = { ...coins, data: { ...coins.data, series: coins.data.series.map((one) => ({ ...one, sha256: 'a'.repeat(64) })) } }; // prettier-ignore
    const made = await servicesOf('made.db');
    await expect(bundlesOf(made).write(planFile(other), cli.at('none.zip'), context())).rejects.toMatchObject({ code: 'mismatch' }); // prettier-ignore
    expect(readdirSync(cli.folder).filter((name) => !/-(?:wal|shm)$/.test(name))).toEqual(before.filter((name) => !/-(?:wal|shm)$/.test(name))); // prettier-ignore
  });

  it('that is cancelled leaves no file', async () => {
    const made = await servicesOf('made.db');
    const stop = new AbortController();
    const report: JobContext['report'] = ({ message }) => message === 'Writing' && stop.abort();
    await expect(bundlesOf(made).write(planFile(coins), cli.at('stopped.zip'), { signal: stop.signal, report })).rejects.toMatchObject({ code: 'cancelled' }); // prettier-ignore
    expect(readdirSync(cli.folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});

describe('ballast plan', () => {
  it('writes a bundle, verifies it without a database, and brings plan and rows elsewhere', async () => {
    const run = (...args: readonly string[]) => cli.run(['plan', ...args]);
    cli.write('plan.json', planFileText(planFile(coins)));
    expect(await run('bundle', 'plan.json', '--db', 'made.db', '--out', 'x.zip')).toMatchObject({ code: 0 });
    // Nobody has signed it yet.
    expect(await run('verify', 'x.zip')).toMatchObject({ code: 1, err: expect.stringContaining('The bundle is whole') as string }); // prettier-ignore
    expect(await run('open', 'x.zip', '--db', 'cli.db', '--out', 'opened.json', '--json')).toMatchObject({ code: 0, out: expect.stringContaining('"quarantined": 0') as string }); // prettier-ignore
    expect(readFileSync(cli.at('opened.json'), 'utf8')).toBe(planFileText(planFile(coins)));
    const again = await run('export', 'opened.json', '--format', 'html', '--db', 'cli.db');
    expect(again.out).toContain('class="heat"');
  });
});

describe('a bundle opened over other rows', () => {
  it('changes no stored row: what contradicts is set aside and counted', async () => {
    const path = cli.at('other.db');
    writeBundleMarket(path);
    const writer = openWriter(path);
    const first = coins.data.series.find(({ kind }) => kind === 'bars')!;
    const reader = openReader(path);
    const { id, ...series } = reader.findSeries({ ...first, kind: 'bars' })!;
    const columns = reader.read(id, { to: first.from + 1 });
    reader.close();
    writer.removeSeries(id);
    const { instrument, kind, interval, source, field, knownLag, volumeUnit, unit, synthetic } = series;
    const moved = { ...columns, h: columns['h']!.map((x) => x + 1) };
    writer.commitPage({ blocks: [{ key: { instrument, kind, interval, source, field }, traits: { knownLag, volumeUnit, unit, synthetic }, coverage: [], columns: moved, line: Float64Array.of(1) }], macro: [], quarantined: [], cursor: { fingerprint: 'x', path: 'x', source, kind, offset: 1, line: 1, done: true } }); // prettier-ignore
    writer.close();
    const other = await servicesOf('other.db');
    const { stored } = await bundlesOf(other).open(cli.at('coins.zip'), context());
    expect(stored).toMatchObject({ quarantined: 1 });
    const [row] = other.connections.reader().quarantine();
    expect(row).toMatchObject({ reason: 'conflict', file: expect.stringMatching(/^bundle [0-9a-f]{64}$/) as string });
    expect(row!.conflict!.stored['h']).toBe(moved.h[0]);
  });
});
