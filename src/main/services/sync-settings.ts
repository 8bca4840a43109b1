import type { z } from 'zod';
import { SyncSettingsSchema, type SyncSettings } from '#shared/sync';
import type { Connections } from './connections';
import { createTurns } from './in-turn';

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
  const raw = (): Record<string, unknown> =>
    (connections.reader().setting(KEY) as Record<string, unknown> | undefined) ?? {};
  /** Fields that this version does not accept fall back to their defaults one by one; of lists and tables only the entry does. */
  const read = (): SyncSettings => {
    const stored = raw();
    const known: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(SyncSettingsSchema.shape)) {
      const value = stored[name];
      const field = [value, entriesOf(value, schema)]
        .map((one) => schema.safeParse(one))
        .find(({ success }) => success);
      if (field) known[name] = field.data;
    }
    return SyncSettingsSchema.parse(known);
  };
  /** Each write starts from what the one before it left. */
  const inTurn = createTurns();
  return {
    read,
    write: (patch) =>
      inTurn(async () => {
        const next = SyncSettingsSchema.parse({ ...read(), ...patch });
        const changed = Object.keys(patch).map((name) => [name, next[name as keyof SyncSettings]]);
        // what was not changed stays as it is, also where a newer version has written what this one does not know
        await connections.writer().putSetting(KEY, { ...raw(), ...(Object.fromEntries(changed) as object) });
        return next;
      }),
    lastRun: () => {
      const at = connections.reader().setting(LAST);
      return typeof at === 'number' ? at : null;
    },
    noteRun: (at) => connections.writer().putSetting(LAST, at),
  };
}

/** A list or a table without the entries for which `schema` refuses it. */
function entriesOf(value: unknown, schema: z.ZodType): unknown {
  if (Array.isArray(value)) return value.filter((entry) => schema.safeParse([entry]).success);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter(([name, entry]) => schema.safeParse({ [name]: entry }).success),
  );
}
