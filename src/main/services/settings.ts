import { SettingsSchema, type Settings } from '#shared/settings';
import type { Connections } from './connections';
import { createTurns } from './in-turn';

export interface SettingsService {
  read(): Settings;
  write(patch: Partial<Settings>): Promise<Settings>;
}

const KEY = 'settings';

export function createSettings(connections: Connections): SettingsService {
  /** Fields that this version does not know, or whose value it does not accept, fall back to their defaults one by one. */
  const read = (): Settings => {
    const stored = connections.reader().setting(KEY);
    const known: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(SettingsSchema.shape)) {
      const field = schema.safeParse((stored as Record<string, unknown> | undefined)?.[name]);
      if (field.success) known[name] = field.data;
    }
    return SettingsSchema.parse(known);
  };
  /** Each write starts from what the one before it left. */
  const inTurn = createTurns();
  return {
    read,
    write: (patch) =>
      inTurn(async () => {
        const next = SettingsSchema.parse({ ...read(), ...patch });
        await connections.writer().putSetting(KEY, next);
        return next;
      }),
  };
}
