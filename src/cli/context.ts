import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { databasePath, dataFolder, mayCreate, noteMove } from '../main/paths';
import { BallastError } from '../main/errors';
import { openKeyring } from './keyring';
import { openServices, type ServiceOptions, type Services } from '../main/services';

/** Ends the program with a code of docs/cli.md: 1 failed, 2 bad usage or bad input, 130 cancelled. */
export class Exit extends Error {
  readonly code: 1 | 2 | 130;
  constructor(code: 1 | 2 | 130, message: string) {
    super(message);
    this.code = code;
  }
}

export interface GlobalOptions {
  readonly db?: string;
  readonly json?: boolean;
  readonly asOf?: string;
}

/** Aborted by Ctrl C: work stops at its next safe point, what is committed stays. */
export const interrupt = new AbortController();

/** For work that only reads and does not hear of `interrupt` (a query in SQLite, a wait for input): a signal ends the program. */
export function endAtOnceOnSignal(): void {
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
}

/**
 * Opens the services on the database of `--db` (default: the workstation's own), runs, and closes them whatever happens.
 * @param how `create` false: a database that is not there is an error, not a new empty file. `importing`: files will be
 *   read at once. `addresses`, `sockets`: instead of those that are set up for sources.
 */
export async function withServices<T>(
  { db }: GlobalOptions,
  { create, ...how }: { readonly create: boolean } & Pick<ServiceOptions, 'importing' | 'addresses' | 'sockets'>,
  run: (services: Services) => Promise<T>,
): Promise<T> {
  const folder = dataFolder(process.platform, process.env);
  const place =
    db === undefined
      ? {
          path: databasePath(folder),
          create: create && mayCreate(folder),
          noteMove: (target: string) => noteMove(folder, target),
        }
      : { path: resolve(db), create };
  const services = await openServices({
    ...place,
    workers: new URL('../workers/', import.meta.url),
    threads: Math.max(1, cpus().length),
    ...how,
    now: Date.now,
    keyring: openKeyring(folder, process.env),
  });
  try {
    return await run(services);
  } finally {
    await services.dispose();
  }
}

const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;
/** Farthest instant that a date can be written for. */
const LATEST = 8.64e15;

/** `2020-03-12`, `2020-03-12T23:00Z` or epoch milliseconds. A stamp without a zone is UTC. */
export function parseInstant(text: string, option: string): number {
  const t = /^-?\d+$/.test(text) ? Number(text) : parseDate(text);
  if (!(Math.abs(t) <= LATEST))
    throw new Exit(
      2,
      `${option}: "${text}" is not an instant. Write 2020-03-12, 2020-03-12T23:00Z or epoch milliseconds.`,
    );
  return t;
}

/** A date, or a date and a time of day, in ms; NaN for a day that is in no calendar too (`Date.parse` takes 31 February for 2 March). */
export function parseDate(text: string): number {
  const [, date, time = '00:00', zone = 'Z'] = DATE.exec(text) ?? [];
  const day = date === undefined ? NaN : Date.parse(date);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return NaN;
  return Date.parse(`${date}T${time}${zone.toUpperCase()}`);
}

export const asOfOf = ({ asOf }: GlobalOptions): number | undefined =>
  asOf === undefined ? undefined : parseInstant(asOf, '--as-of');

/** What the caller named is not there, or is not what it was taken for. */
const BAD_INPUT: ReadonlySet<unknown> = new Set(['invalid', 'notFound', 'missing', 'notBallast']);

/** What went wrong, as an exit: bad input is the caller's to mend, anything else is ours. */
export function toExit(cause: unknown): Exit {
  if (cause instanceof Exit) return cause;
  if (interrupt.signal.aborted || (cause instanceof BallastError && cause.code === 'cancelled'))
    return new Exit(130, 'Cancelled. What was stored before stays; the same command goes on from there.');
  const message = cause instanceof Error ? cause.message : String(cause);
  const bad = cause instanceof Error && 'code' in cause && BAD_INPUT.has(cause.code);
  return new Exit(bad ? 2 : 1, message);
}
