import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openReader } from '#main/store/reader';
import { ensureBuild } from '../../../../scripts/lib/build.mjs';

const ROOT = resolve(import.meta.dirname, '../../../..');
const MOST_MS = 60_000;

export interface Ended {
  /** 130 for a program that a SIGINT ended, as a shell reports it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}
export interface FileReport {
  readonly path: string;
  readonly kind: string;
  readonly rows: number;
  readonly added: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly error?: string;
}

/** The built command line, and a folder that goes when the tests of the file have ended. */
export interface Cli {
  readonly folder: string;
  /** Path in the folder. */
  at(name: string): string;
  write(name: string, content: string | Buffer): string;
  start(args: readonly string[], options?: StartOptions): Running;
  run(args: readonly string[], options?: StartOptions): Promise<Ended>;
  /** What a command that has to succeed prints as JSON. */
  json<T>(...args: readonly string[]): Promise<T>;
  /** Imports, whatever comes of it. */
  load(db: string, ...args: readonly string[]): Promise<{ readonly code: number | null; readonly files: FileReport[] }>;
  digest(db: string): string;
}
interface StartOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Leaves stdin open. */
  readonly wait?: boolean;
}

export function useCli(): Cli {
  let folder = '';
  let program = '';
  beforeAll(async () => {
    await ensureBuild();
    // A copy, so that a build of the same tree does not pull it away; inside node_modules, so that it finds its packages.
    const cache = join(ROOT, 'node_modules/.cache/ballast-test');
    mkdirSync(cache, { recursive: true });
    program = mkdtempSync(join(cache, 'cli-'));
    for (const part of ['cli', 'chunks', 'workers'])
      cpSync(join(ROOT, 'out', part), join(program, part), { recursive: true });
    writeFileSync(join(program, 'package.json'), '{"type":"module"}');
    folder = mkdtempSync(join(tmpdir(), 'ballast cli ü-'));
  }, 120_000);
  afterAll(() => [folder, program].forEach((made) => rmSync(made, { recursive: true, force: true })));

  const start: Cli['start'] = (args, { input, env, wait = false } = {}) => {
    const child = spawn(process.execPath, [join(program, 'cli/index.js'), ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      timeout: MOST_MS,
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part));
    child.stdin.on('error', () => undefined); // a program that refuses its input early closes it
    if (!wait) child.stdin.end(input ?? '');
    const ended = new Promise<Ended>((done) =>
      child.on('close', (code, signal) => done({ code: signal === 'SIGINT' ? 130 : code, out, err })),
    );
    return { child, ended };
  };
  const run: Cli['run'] = (args, options) => start(args, options).ended;
  return {
    get folder() {
      return folder;
    },
    at: (name) => join(folder, name),
    write: (name, content) => {
      writeFileSync(join(folder, name), content);
      return name;
    },
    start,
    run,
    json: async <T>(...args: readonly string[]) => {
      const { code, out, err } = await run([...args, '--json']);
      if (code !== 0) throw new Error(`ballast ${args.join(' ')} ended with ${code}: ${err}`);
      return JSON.parse(out) as T;
    },
    load: async (db, ...args) => {
      const { code, out, err } = await run(['import', '--db', db, '--json', ...args]);
      if (out === '') throw new Error(`nothing on stdout, code ${code}: ${err}`);
      return { code, files: (JSON.parse(out) as { files: FileReport[] }).files };
    },
    digest: (db) => {
      const reader = openReader(join(folder, db));
      try {
        return reader.contentDigest();
      } finally {
        reader.close();
      }
    },
  };
}

/** Resolves once `isSo` holds. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resume) => setTimeout(resume, 10));
}

const T0 = Date.UTC(2024, 0, 1);

/** A kline dump: `count` one-minute bars from the `first` on. `unit` 1000 for stamps in microseconds. */
export function klines(count: number, { first = 0, unit = 1, header = false } = {}): string {
  const names =
    'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n';
  let text = header ? names : '';
  for (let i = first; i < first + count; i++) {
    const t = T0 + i * 60_000;
    const price = 100 + (i % 97) / 8;
    text += `${t * unit},${price},${price + 1},${price - 1},${price + 0.5},${1 + (i % 13)},${(t + 59_999) * unit},1000,5,6,7,0\n`;
  }
  return text;
}
