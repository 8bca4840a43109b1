import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatInterval, parseInterval } from '#core/time/interval';
import { ImportOptionsSchema, type ImportOptions } from '#shared/import-options';
import type { FileReport, ImportPreview } from '#shared/jobs';
import { BallastError, codeOf, messageOf } from '../errors';
import { StoreError } from '../store/errors';
import { addCounts, NO_COUNTS } from '../store/counts';
import type { ImportCursor, Page, PageCounts } from '../store/types';
import type { ImportOptions as ReadOptions, ImportPreview as Sniffed } from '../sync/importers/types';
import type { Connections } from './connections';
import type { JobContext } from './jobs';

export interface Imports {
  preview(path: string, options: ImportOptions): Promise<ImportPreview>;
  /** One report a file; a file that is refused has its error there and does not stop the others. */
  run(paths: readonly string[], options: ImportOptions, context: JobContext): Promise<FileReport[]>;
}

/**
 * Files below a folder that an importer may know; a file given by name is taken as it is, and so is a folder that holds
 * none, so that it is refused by name.
 */
async function expand(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    const found = info?.isDirectory() ? await filesBelow(path) : [path];
    files.push(...(found.length > 0 ? found : [path]));
  }
  return files;
}

async function filesBelow(folder: string): Promise<string[]> {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true });
  const named = inside.filter(({ name }) => /\.(csv|csv\.gz|zip|parquet|tsv|txt)$/i.test(name));
  const kept = await Promise.all(
    named.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      // a link counts by what it leads to; readdir does not follow one into another folder
      const isFile = entry.isSymbolicLink() ? await leadsToFile(path) : entry.isFile();
      return isFile ? [path] : [];
    }),
  );
  return kept.flat().sort();
}

const leadsToFile = (link: string): Promise<boolean> =>
  stat(link).then(
    (info) => info.isFile(),
    () => false,
  );

/** Lets the importer fill the arrays of a page again. */
function giveBack({ blocks }: Page): void {
  for (const { lease } of blocks) if (lease) Atomics.store(lease, 0, 1);
}

/** What a person wrote, as the importer takes it. */
function toRead(options: ImportOptions): ReadOptions {
  const { interval, timeUnit, zone, kind, instrument, source, mapping, coverage, where } = options;
  const ms = interval === undefined || interval === 'irregular' ? undefined : parseInterval(interval);
  if (interval !== undefined && interval !== 'irregular' && ms === undefined)
    throw new BallastError('invalid', `"${interval}" is not an interval. Write it as 1m, 5m, 1h, 8h or 1d.`);
  return {
    kind,
    instrument,
    source,
    mapping,
    coverage,
    where,
    interval: interval === 'irregular' ? 0 : ms,
    timeUnit: timeUnit === 'date' ? 'auto' : timeUnit,
    timeZone: zone,
  };
}

export function createImports(connections: Connections): Imports {
  /** A mapping that was given once for this header, unless this call brings its own. */
  const withRemembered = async (
    path: string,
    options: ImportOptions,
  ): Promise<{ options: ImportOptions; signature: string; remembered: boolean }> => {
    const { signature } = await connections.importer().preview(path);
    const saved = options.mapping ? undefined : connections.reader().template(signature);
    const template = saved === undefined ? undefined : ImportOptionsSchema.safeParse(JSON.parse(saved)).data;
    return { options: { ...template, ...options }, signature, remembered: template !== undefined };
  };

  /** Where an earlier run over this path stopped; the importer ignores it when the file or the mapping has changed since. */
  const unfinished = (path: string): ImportCursor | undefined => {
    const reader = connections.reader();
    const run = reader.imports().find((one) => one.path === path);
    const cursor = run && run.status !== 'done' ? reader.cursor(run.fingerprint) : undefined;
    return cursor?.done ? undefined : cursor;
  };

  const importFile = async (
    path: string,
    given: ImportOptions,
    { signal, onProgress, onCounts }: FileHooks,
  ): Promise<{ counts: PageCounts; kind: string }> => {
    // Without any template there is nothing to remember, and no need to look at the file twice.
    const known = connections.reader().templates().length > 0 || given.remember === true;
    const { options, signature } = known ? await withRemembered(path, given) : { options: given, signature: '' };
    const { remember, ...rest } = options;
    const read = toRead(rest);
    const importer = connections.importer();
    const writer = connections.writer();
    const resumeFrom = unfinished(path);
    let fingerprint = resumeFrom?.fingerprint;
    let counts = NO_COUNTS;
    let kind = '';
    let writing: Promise<PageCounts> | undefined;
    const settle = async (): Promise<void> => {
      if (writing) counts = addCounts(counts, await writing);
      writing = undefined;
      onCounts(counts);
    };
    try {
      for await (const page of importer.pages(path, read, { resumeFrom, signal, onProgress })) {
        await settle(); // one page is written while the next is parsed
        ({ kind, fingerprint } = page.cursor);
        writing = writer.commitPage(page).finally(() => giveBack(page));
        writing.catch(() => undefined); // reported by `settle`, when the next page has been read
      }
      await settle();
    } catch (cause) {
      await settle().catch(() => undefined);
      const cancelled = signal.aborted || codeOf(cause) === 'cancelled';
      if (fingerprint !== undefined)
        await writer
          .finishRun(fingerprint, cancelled ? 'cancelled' : 'failed', messageOf(cause))
          .catch(() => undefined); // the first failure is the one to tell
      throw cause;
    }
    if (remember) await writer.putTemplate(signature, JSON.stringify(rest));
    return { counts, kind };
  };

  return {
    preview: async (path, given) => {
      const { options, remembered } = await withRemembered(path, given);
      return toPreview(await connections.importer().preview(path, toRead(options)), options, remembered);
    },

    run: async (paths, options, { signal, report }) => {
      const files = await expand(paths);
      const sizes = await Promise.all(
        files.map((file) =>
          stat(file).then(
            (s) => s.size,
            () => 0,
          ),
        ),
      );
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const reports: FileReport[] = [];
      let before = 0;
      for (const [i, path] of files.entries()) {
        signal.throwIfAborted();
        const show = (change: Partial<FileReport>): FileReport[] => [
          ...reports,
          { path, kind: '', ...NO_COUNTS, ...change },
        ];
        let stored = NO_COUNTS;
        try {
          const { counts, kind } = await importFile(path, options, {
            signal,
            onProgress: ({ bytesRead }) => report({ done: before + bytesRead, total, unit: 'bytes', message: path }),
            onCounts: (counts) => report({ files: show((stored = counts)) }),
          });
          reports.push({ path, kind, ...counts });
        } catch (cause) {
          if (signal.aborted) throw cause;
          if (cause instanceof StoreError) {
            reports.push({ path, kind: '', ...stored });
            report({ files: [...reports] });
            throw cause; // no other file would fare better
          }
          reports.push({ path, kind: '', ...stored, error: messageOf(cause) });
        }
        before += sizes[i]!;
        report({ done: before, total, unit: 'bytes', message: path, files: [...reports] });
      }
      return reports;
    },
  };
}

interface FileHooks {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly bytesRead: number }) => void;
  readonly onCounts: (counts: PageCounts) => void;
}

function toPreview(sniffed: Sniffed, options: ImportOptions, remembered: boolean): ImportPreview {
  return {
    path: sniffed.path,
    bytes: sniffed.size,
    compression: sniffed.compression,
    format: sniffed.format,
    kind: sniffed.kind ?? null,
    delimiter: sniffed.delimiter,
    hasHeader: sniffed.hasHeader,
    header: sniffed.header,
    rows: sniffed.rows,
    mapping: sniffed.mapping,
    timeUnit: sniffed.timeUnit ?? 'auto',
    zone: sniffed.timeZone,
    interval: sniffed.interval === undefined ? null : formatInterval(sniffed.interval),
    instruments: sniffed.instruments,
    source: sniffed.source,
    coverage: options.coverage ?? sniffed.coverage.at(-1)?.coverage ?? '',
    missing: sniffed.missing,
    problems: sniffed.problems,
    remembered,
  };
}
