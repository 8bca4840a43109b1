import { SyncSettingsSchema, type SyncSettings } from '#shared/sync';
import type { Connections } from './connections';

export interface SyncSettingsService {
  read(): SyncSettings;
  write(patch: Partial<SyncSettings>): Promise<SyncSettings>;
  /** When the last run by the schedule or by hand ended; null before the first. */
  lastRun(): number | null;
  noteRun(at: number): Promise<void>;
}

const KEY = 'sync';
const LAST = 'sync.last';

export function createSyncSettings(connections: Connections): SyncSettingsService {
  /** Fields that this version does not accept fall back to their defaults one by one. */
  const read = (): SyncSettings => {
    const stored = connections.reader().setting(KEY) as Record<string, unknown> | undefined;
    const known: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(SyncSettingsSchema.shape)) {
      const field = schema.safeParse(stored?.[name]);
      if (field.success) known[name] = field.data;
    }
    return SyncSettingsSchema.parse(known);
  };
  /** Writes follow one another: each starts from what the one before it left. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    read,
    write: (patch) => {
      const writing = last.then(async () => {
        const next = SyncSettingsSchema.parse({ ...read(), ...patch });
        await connections.writer().putSetting(KEY, next);
        return next;
      });
      last = writing.catch(() => undefined);
      return writing;
    },
    lastRun: () => {
      const at = connections.reader().setting(LAST);
      return typeof at === 'number' ? at : null;
    },
    noteRun: (at) => connections.writer().putSetting(LAST, at),
  };
}
