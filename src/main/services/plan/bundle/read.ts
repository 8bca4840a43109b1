import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/plan/canonical';
import { columnsDigest } from '../../../engine/tasks/plan-data';
import { dataFingerprint, planId } from '../fingerprints';
import { parsePlanFile, type ReadPlan } from '../plan-file';
import { invalid, openArchive, type Archive } from './archive-reader';
import { bundledSeries, lastKnown, MANIFEST, MANIFEST_BYTES, parseManifest, PLAN, type BundledFile, type BundledSeries, type Manifest } from './manifest'; // prettier-ignore
import { stampCheck } from './stamps';

/** A bundle of which every byte has been compared with its list, and every series with the plan. */
export interface Bundle extends ReadPlan {
  readonly id: string;
  readonly series: readonly BundledSeries[];
  readonly archive: Archive;
}

export interface BundleTask {
  readonly signal: AbortSignal;
  readonly onBytes: (done: number, total: number) => void;
}

const PLAN_BYTES = 4 << 20;
/** Files beside the data are for people. */
const TEXT_BYTES = 64 << 20;
/** More is no data of a plan, whatever it is packed into. */
const MOST_BYTES = 64 * 2 ** 30;
/** What is packed to less than this share of itself is a bomb, once it would fill memory or time. */
const [MOST_RATIO, SMALL] = [250, 64 << 20];

/**
 * Opens a bundle and verifies all of it: the list against the files, the files against their SHA-256, the data against the plan. It
 * changes nothing, holds no more than a part of a file, and reads no further than the list allows. Whoever opens it closes it.
 * @throws {BallastError} `notFound`, `io`, `newer`; `invalid`: anything else, with the file that is at fault; `cancelled`.
 */
export async function openBundle(path: string, task: BundleTask): Promise<Bundle> {
  const archive = await openArchive(path);
  try {
    return await verified(path, archive, task);
  } catch (cause) {
    await archive.close();
    throw cause;
  }
}

async function verified(path: string, archive: Archive, task: BundleTask): Promise<Bundle> {
  const manifest = parseManifest(`${path}, ${MANIFEST}`, await whole(archive, MANIFEST, MANIFEST_BYTES));
  checkList(path, archive, manifest);
  const plan = parsePlanFile(`${path}, ${PLAN}`, await whole(archive, PLAN, PLAN_BYTES));
  const { data } = plan.file.plan;
  const id = planId(plan.file.plan);
  if (id !== manifest.plan) throw invalid(path, 'its list is that of another plan');
  if (dataFingerprint(data.series) !== data.fingerprint) throw invalid(path, 'the plan was changed: the fingerprint of its data is another one'); // prettier-ignore
  const series = bundledSeries(data, manifest);
  const listed = new Map(manifest.files.map((file) => [file.name, file]));
  for (const one of series) checkSeries(path, one, data.asOf, listed);
  const columns = new Set(series.flatMap((one) => one.columns.map(({ file }) => file)));
  const extra = manifest.files.find(({ name }) => name.startsWith('data/') && !columns.has(name));
  if (extra) throw invalid(path, `${extra.name} belongs to no series of the plan`);
  await checkFiles(path, archive, manifest, series, task);
  if (listed.get('plan.canonical.json')?.sha256 !== sha256(canonicalJson(plan.file.plan)))
    throw invalid(path, 'plan.canonical.json is not the canonical form of the plan');
  return { ...plan, id, series, archive };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The list names every file once, nothing else, and no more than can be. */
function checkList(path: string, { names, bytes }: Archive, { files }: Manifest): void {
  const listed = new Set(files.map(({ name }) => name));
  if (listed.size < files.length) throw invalid(path, 'its list names a file twice');
  const there = new Set(names);
  const missing = files.find(({ name }) => !there.has(name) || name === MANIFEST);
  if (missing) throw invalid(path, `${missing.name} is listed and not there`);
  const unlisted = names.find((name) => name !== MANIFEST && !listed.has(name));
  if (unlisted !== undefined) throw invalid(path, `${unlisted} is there and not listed`);
  const large = files.find((file) => !file.name.startsWith('data/') && file.bytes > TEXT_BYTES);
  if (large) throw invalid(path, `${large.name} would be ${large.bytes} bytes`);
  const total = sizeOf(files);
  if (total > MOST_BYTES || (total > SMALL && total > MOST_RATIO * bytes)) throw invalid(path, `it would unpack to ${total} bytes`); // prettier-ignore
}

const sizeOf = (files: readonly BundledFile[]): number => files.reduce((sum, file) => sum + file.bytes, 0);

/** The columns of a series are those of its rows, and have the digest that the plan says. */
function checkSeries(path: string, series: BundledSeries, asOf: number, listed: ReadonlyMap<string, BundledFile>): void {
  const { range, columns } = series;
  const sums: Record<string, string> = {};
  for (const { name, file } of columns) {
    const found = listed.get(file);
    if (found?.bytes !== 8 * range.rows) throw invalid(path, `${file} does not hold the ${range.rows} rows that the plan names`);
    sums[name] = found.sha256;
  }
  if (columnsDigest(sums) !== range.sha256) throw invalid(path, `the rows of ${range.instrument} are not those that the plan was made from`);
  if (range.rows > 0 && lastKnown(series) > asOf) throw invalid(path, `rows of ${range.instrument} were not known when the plan was priced`);
} // prettier-ignore

/** Every file has the length and the SHA-256 that the list says; stamps are what stamps can be. */
async function checkFiles(path: string, archive: Archive, { files }: Manifest, series: readonly BundledSeries[], { signal, onBytes }: BundleTask): Promise<void> {
  const total = sizeOf(files);
  const stamps = new Map(series.map((one) => [one.columns[0]!.file, one]));
  let done = 0;
  for (const { name, bytes, sha256: expected } of files) {
    const hash = createHash('sha256');
    const timed = stamps.get(name);
    const check = timed && stampCheck(timed.range, timed.shape, (what) => invalid(path, `${name}: ${what}`));
    let size = 0;
    for await (const part of archive.read(name, bytes)) {
      signal.throwIfAborted();
      hash.update(part);
      check?.take(part);
      size += part.length;
      onBytes((done += part.length), total);
    }
    if (size !== bytes || hash.digest('hex') !== expected) throw invalid(path, `${name} is not the file that is listed: it was changed or damaged`);
    check?.end();
  }
} // prettier-ignore

async function whole(archive: Archive, name: string, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of archive.read(name, most)) parts.push(part);
  return Buffer.concat(parts);
}
