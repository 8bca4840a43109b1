import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { DatabaseInfo } from '#shared/market';
import { BallastError } from '../errors';
import type { VerifyReport } from '../store/types';
import type { Connections } from './connections';
import type { JobContext } from './jobs';

export interface Care {
  info(): DatabaseInfo;
  verify(context: JobContext): Promise<VerifyReport>;
  /** @returns where the copy lies. */
  backup(path: string | undefined, context: JobContext): Promise<string>;
  restore(path: string, context: JobContext): Promise<void>;
  move(folder: string, context: JobContext): Promise<string>;
  compact(): Promise<number>;
}

const LAST_CHECK = 'care.lastCheck';
const BACKUPS = 'care.backups';

/** `2026-11-23T0130`: sorts as time and is a file name everywhere. */
const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replace(':', '');

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
    info: () => {
      const reader = connections.reader();
      const { path, bytes, freeDiskBytes, rows } = reader.info();
      const sizes = reader.sql(
        'SELECT s.kind, sum(length(c.data)) FROM chunk c JOIN series s ON s.id = c.series_id GROUP BY s.kind',
      );
      return {
        path,
        bytes,
        diskFree: freeDiskBytes,
        rowsByKind: rows,
        bytesByKind: Object.fromEntries(sizes.rows.map(([kind, size]) => [String(kind), Number(size)])),
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
        ? `${result.chunks} chunks and ${result.rows} rows are sound`
        : result.damage.map(({ detail }) => detail).join('; ');
      await connections.writer().putSetting(LAST_CHECK, { at: now(), sound: result.ok, message });
      return result;
    },

    backup: async (wanted, context) => {
      const path = wanted ?? join(dirname(connections.path), 'backups', `ballast-${stamp(now())}.db`);
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
