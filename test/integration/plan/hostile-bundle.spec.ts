import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonicalJson } from '#core/plan/canonical';
import type { DataRange, PlanDocument } from '#core/plan/types';
import { columnsDigest } from '#main/engine/tasks/plan-data';
import { manifestText, type Manifest } from '#main/services/plan/bundle/manifest';
import { openBundle } from '#main/services/plan/bundle/read';
import { dataFingerprint, planId } from '#main/services/plan/fingerprints';
import { planFile, planFileText } from '#main/services/plan/plan-file';
import { zipOfEntries as hostileZip, type ZipEntry } from '../../support/zip-of';
import { planDocument } from '../../support/plan';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'ballast-bundle-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const column = (values: readonly number[]): Buffer => Buffer.from(Float64Array.from(values).buffer);
const DAY = 86_400_000;

type Files = Record<string, string | Uint8Array>;
interface Made {
  readonly files: Files;
  readonly list: Omit<Manifest, 'format' | 'version'>;
}

/** A small bundle of one funding series, with anything of it as a test wants. */
function made(t: readonly number[] = [DAY, 2 * DAY], range: Partial<DataRange> = {}, change: (plan: PlanDocument) => PlanDocument = (plan) => plan): Made {
  const columns = { t: column(t), rate: column(t.map(() => 1e-4)) };
  const series: DataRange[] = [
    { instrument: 'BTCUSDT', kind: 'funding', field: '', interval: 0, source: 'test', from: t[0] ?? 0, to: t.at(-1) ?? 0, rows: t.length, sha256: columnsDigest({ t: sha256(columns.t), rate: sha256(columns.rate) }), ...range },
  ];
  const base = planDocument();
  const plan = change({ ...base, data: { ...base.data, series, fingerprint: dataFingerprint(series) } });
  const files: Files = { 'plan.json': planFileText(planFile(plan)), 'plan.canonical.json': canonicalJson(plan), 'data/1/t.f64': columns.t, 'data/1/rate.f64': columns.rate };
  const traits = { knownLag: 0, volumeUnit: 'base', unit: '', synthetic: false, coverage: [] } as const;
  return { files, list: listOf(files, plan, [traits]) };
} // prettier-ignore
const listOf = (files: Files, plan: PlanDocument, series: Manifest['series']): Made['list'] => ({
  plan: planId(plan),
  engine: plan.engine,
  files: Object.entries(files).map(([name, content]) => ({ name, bytes: Buffer.from(content).length, sha256: sha256(content) })), // prettier-ignore
  series,
});
const entriesOf = ({ files, list }: Made): ZipEntry[] => [
  ...Object.entries(files).map(([name, content]) => ({ name, content })),
  { name: 'manifest.json', content: manifestText(list) },
];
const changed = (name: string, change: Partial<ZipEntry>): ZipEntry[] =>
  entriesOf(made()).map((entry) => (entry.name === name ? { ...entry, ...change } : entry));
const withFile = (file: { readonly name: string; readonly content: string | Uint8Array }): ZipEntry[] => {
  const { files, list } = made();
  const { name, content } = file;
  return entriesOf({ files: { ...files, [name]: content }, list: { ...list, files: [...list.files, { name, bytes: Buffer.from(content).length, sha256: sha256(content) }] } }); // prettier-ignore
};
const withList = (change: (list: Made['list']) => object): ZipEntry[] => {
  const { files, list } = made();
  return [...entriesOf({ files, list }).slice(0, -1), { name: 'manifest.json', content: canonicalJson({ format: 'ballast plan bundle', version: 1, ...change(list) }) }]; // prettier-ignore
};
const bomb = Buffer.alloc(8 << 20);

const MOST_MS = 2_000;
const task = { signal: new AbortController().signal, onBytes: () => undefined };
const put = (content: Buffer): string => {
  const path = join(folder, 'x.zip');
  writeFileSync(path, content);
  return path;
};
const listing = (): unknown => readdirSync(folder).map((name) => [name, sha256(readFileSync(join(folder, name)))]);

it('a good one is opened', async () => {
  const bundle = await openBundle(put(hostileZip(entriesOf(made()))), task);
  await bundle.archive.close();
  expect(bundle.series.map(({ range }) => range.rows)).toEqual([2]);
});

it.each<readonly [string, () => Buffer, RegExp]>([
  ['nothing', () => Buffer.alloc(0), /no bundle/],
  ['no zip', () => Buffer.from('plan'), /no bundle/],
  ['a directory cut off', () => hostileZip(entriesOf(made())).subarray(0, -60), /End of central directory/],
  ['a zip cut off at its start', () => hostileZip(entriesOf(made())).subarray(40), /no bundle/],
  ['more entries than there are', () => hostileZip(entriesOf(made()), { count: 9 }), /no bundle/],
  ['a directory that lies elsewhere', () => hostileZip(entriesOf(made()), { at: 7 }), /no bundle/],
  ['a bomb by its list', () => hostileZip(withList((list) => ({ ...list, files: list.files.map((file) => (file.name === 'plan.json' ? { ...file, bytes: 80 << 20 } : file)) }))), /would be 83886080 bytes/],
  ['a bomb that its list keeps small', () => hostileZip(changed('data/1/rate.f64', { content: bomb })), /no bundle/],
  ['a bomb whose headers keep it small too', () => hostileZip(changed('data/1/rate.f64', { content: bomb, size: 16 })), /no bundle/],
  ['a list that is a bomb', () => hostileZip(changed('manifest.json', { content: bomb })), /more than 4194304 bytes/],
  ['a path out of its folder', () => hostileZip(withFile({ name: '../plan.md', content: 'x' })), /no bundle/],
  ['a path out of its folder, by the other slash', () => hostileZip(withFile({ name: '..\\plan.md', content: 'x' })), /no bundle/],
  ['an absolute path', () => hostileZip(withFile({ name: '/etc/passwd', content: 'x' })), /no bundle/],
  ['a drive', () => hostileZip(withFile({ name: 'C:/plan.md', content: 'x' })), /no bundle/],
  ['a name with a zero', () => hostileZip(changed('data/1/rate.f64', { name: 'data/1/rate.f64\0.md' })), /no place in a bundle/],
  ['a folder', () => hostileZip([...entriesOf(made()), { name: 'data/', content: '' }]), /no place in a bundle/],
  ['a zip inside', () => hostileZip(withFile({ name: 'more.zip', content: 'PK' })), /no place in a bundle/],
  ['a link', () => hostileZip(changed('plan.json', { mode: 0o120777 })), /is a link/],
  ['a name that is there twice', () => hostileZip([...entriesOf(made()), { name: 'plan.json', content: '{}' }]), /is there twice/],
  ['names that differ in case alone', () => hostileZip([...entriesOf(made()), { name: 'data/1/RATE.f64', content: '' }]), /is there twice/],
  ['an encrypted file', () => hostileZip(changed('plan.json', { flags: 1 })), /is encrypted/],
  ['a packing that is not known', () => hostileZip(changed('plan.json', { method: 14 })), /packed in a way/],
  ['sizes of a file of 64 bits that are not there', () => hostileZip(changed('plan.json', { packedSize: 0xffffffff })), /no bundle/],
  ['bytes beyond the end', () => hostileZip(changed('plan.json', { packedSize: 1 << 30 })), /beyond the end/],
  ['files that share their bytes', () => hostileZip(changed('data/1/rate.f64', { offset: 0 })), /shares its bytes|no bundle/],
  ['packed bytes that are damaged', () => hostileZip(changed('plan.json', { store: true, method: 8, content: 'no deflate' })), /no bundle/],
  ['a file that is not listed', () => hostileZip([...entriesOf(made()), { name: 'plan.md', content: 'x' }]), /is there and not listed/],
  ['a listed file that is missing', () => hostileZip(entriesOf(made()).slice(1)), /is listed and not there/],
  ['no list', () => hostileZip(entriesOf(made()).slice(0, -1)), /"manifest.json" is missing/],
  ['a byte changed', () => hostileZip(changed('data/1/rate.f64', { content: column([1e-4, 2e-4]) })), /was changed or damaged/],
  ['a list with two of a name', () => hostileZip(withList((list) => ({ ...list, files: [...list.files, list.files[0]] }))), /names a file twice/],
  ['a list with a prototype', () => hostileZip(changed('manifest.json', { content: '{"__proto__":{"polluted":1}}' })), /no field may be called __proto__/],
  ['a list nested deep', () => hostileZip(changed('manifest.json', { content: '['.repeat(100_000) })), /nested deeper/],
  ['a list with a long text', () => hostileZip(changed('manifest.json', { content: `{"a":"${'x'.repeat(3 << 20)}"}` })), /longer than 200/],
  ['a list with a field more', () => hostileZip(withList((list) => ({ ...list, more: 1 }))), /more/],
  ['a list of a later version', () => hostileZip(withList((list) => ({ ...list, version: 2 }))), /newer Ballast/],
  ['a list of another plan', () => hostileZip(withList((list) => ({ ...list, plan: 'a'.repeat(64) }))), /that of another plan/],
  ['a list of fewer series', () => hostileZip(withList((list) => ({ ...list, series: [] }))), /names 1 series and its bundle 0/],
  ['more rows than the plan names', () => hostileZip(entriesOf(made([DAY, 2 * DAY], { rows: 3 }))), /does not hold the 3 rows/],
  ['rows of another digest', () => hostileZip(entriesOf(made([DAY, 2 * DAY], { sha256: 'a'.repeat(64) }))), /are not those that the plan was made from/],
  ['rows that were not known yet', () => hostileZip(entriesOf(made([DAY, 9e13]))), /were not known when the plan was priced/],
  ['stamps that do not ascend', () => hostileZip(entriesOf(made([2 * DAY, DAY, 2 * DAY]))), /do not ascend/],
  ['stamps that are none', () => hostileZip(entriesOf(made([DAY, 1.5 * DAY + 0.5, 2 * DAY]))), /is no instant/],
  ['a kind that there is not', () => hostileZip(entriesOf(made([DAY], { kind: 'macro' }))), /“macro” are not known/],
  ['a plan that is not its own fingerprint', () => hostileZip(entriesOf(made([DAY], {}, (plan) => ({ ...plan, data: { ...plan.data, fingerprint: 'a'.repeat(64) } })))), /the fingerprint of its data/],
])('%s is refused in time, and nothing is touched', async (_what, zip, message) => {
  const path = put(zip());
  const before = listing();
  const started = performance.now();
  await expect(openBundle(path, task)).rejects.toMatchObject({ message: expect.stringMatching(message) as string });
  expect(performance.now() - started).toBeLessThan(MOST_MS);
  expect(listing()).toEqual(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}); // prettier-ignore
