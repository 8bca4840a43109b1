import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { DatabaseInfo } from '#shared/market';
import { BallastError } from '../errors';
import type { Damage } from '../store/types';
import type { Connections } from './connections';
import type { JobContext } from './jobs';
import { describeSeries } from './series';

export interface Care {
  info(): Promise<DatabaseInfo>;
  /** Damage is told, not thrown. */
  verify(context: JobContext): Promise<{ readonly ok: boolean; readonly message: string }>;
  /** @returns where the copy lies. */
  backup(path: string | undefined, context: JobContext): Promise<string>;
  restore(path: string, context: JobContext): Promise<void>;
  move(folder: string, context: JobContext): Promise<string>;
  compact(): Promise<number>;
}

const LAST_CHECK = 'care.lastCheck';
const BACKUPS = 'care.backups';
const MOST_DAMAGE_TOLD = 20;

const day = (t: number): string => new Date(t).toISOString().slice(0, 10);
/** `2026-11-23T0130`: sorts as time and is a file name everywhere. */
const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replace(':', '');

/** What is damaged, and of which series and time. */
function describeDamage(damage: readonly Damage[]): string {
  const told = damage.slice(0, MOST_DAMAGE_TOLD).map(({ series, from, to, detail }) => {
    const span = from === undefined || to === undefined ? '' : `, ${day(from)} to ${day(to)}`;
    return series ? `${describeSeries(series)}${span}: ${detail}` : detail;
  });
  const more = damage.length - told.length;
  return `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

/** Notes where the database is being moved to, so that the next start finds it. @returns takes the note back */
export type NoteMove = (target: string) => () => void;

export function createCare(connections: Connections, now: () => number, noteMove?: NoteMove): Care {
  const backups = (): string[] => {
    const known = connections.reader().setting(BACKUPS);
    return Array.isArray(known)
      ? known.filter((path): path is string => typeof path === 'string' && existsSync(path))
      : [];
  };
  const hooks = ({ signal, report }: JobContext) => ({
    signal,
    onProgress: (done: number) => report({ done, total: 1, unit: 'share' }),
  });

  return {
    info: async () => {
      const bytesByKind = await connections.engine().run('store.bytesByKind', undefined);
      const reader = connections.reader();
      const { path, bytes, freeDiskBytes, rows } = reader.info();
      return {
        path,
        bytes,
        diskFree: freeDiskBytes,
        rowsByKind: rows,
        bytesByKind,
        lastCheck: (reader.setting(LAST_CHECK) as DatabaseInfo['lastCheck']) ?? null,
        backups: backups().map((file) => {
          const { mtimeMs, size } = statSync(file);
          return { path: file, at: mtimeMs, bytes: size };
        }),
      };
    },

    verify: async ({ signal, report }) => {
      const result = await connections.engine().run('store.verify', undefined, {
        signal,
        onProgress: (done, total) => report({ done, total, unit: 'share' }),
      });
      const message = result.ok
        ? `${result.chunks.toLocaleString('en-US')} chunks and ${result.rows.toLocaleString('en-US')} rows are sound`
        : describeDamage(result.damage);
      // A database that is read-only or being written to can be checked all the same.
      await connections
        .writer()
        .putSetting(LAST_CHECK, { at: now(), sound: result.ok, message })
        .catch(() => undefined);
      return { ok: result.ok, message };
    },

    backup: async (wanted, context) => {
      const name = `ballast-${stamp(now())}.db`;
      const isFolder = wanted !== undefined && statSync(wanted, { throwIfNoEntry: false })?.isDirectory();
      const path = isFolder ? join(wanted, name) : (wanted ?? join(dirname(connections.path), 'backups', name));
      mkdirSync(dirname(path), { recursive: true });
      await connections.writer().backup(path, hooks(context));
      await connections
        .writer()
        .putSetting(BACKUPS, [path, ...backups().filter((other) => other !== path)].slice(0, 20));
      return path;
    },

    restore: async (path, context) => {
      if (!existsSync(path))
        throw new BallastError('missing', `There is no file at ${path}. Nothing was changed. Choose another backup.`);
      const kept = backups();
      await connections.exclusively((writer) => writer.restore(path, hooks(context)));
      await connections.writer().putSetting(BACKUPS, kept);
    },

    move: async (folder, context) => {
      const target = join(resolve(folder), basename(connections.path));
      const undo = existsSync(target) ? undefined : noteMove?.(target); // a place that is taken will be refused
      try {
        return await connections.exclusively((writer) => writer.move(folder, hooks(context)));
      } catch (cause) {
        undo?.();
        throw cause;
      }
    },

    compact: async () => {
      const before = connections.reader().info().bytes;
      await connections.exclusively((writer) => writer.compact());
      return before - connections.reader().info().bytes;
    },
  };
}
