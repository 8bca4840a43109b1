import { z } from 'zod';
import { patchOf } from './patch';

/** Settings a person can change. Every field has a default, so that an empty object is a valid file. */
export const SettingsSchema = z.strictObject({
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  sides: z.enum(['teal-coral', 'blue-orange']).default('teal-coral'),
  zone: z.enum(['utc', 'local']).default('utc'),
  scale: z.union([z.literal(90), z.literal(100), z.literal(110), z.literal(125)]).default(100),
  density: z.enum(['normal', 'compact']).default('normal'),
  candles: z.enum(['neutral', 'coloured']).default('neutral'),
  instrument: z.string().max(80).nullable().default(null),
  interval: z.int().positive().default(3_600_000),
  favourites: z.array(z.string().max(80)).max(200).default([]),
  workspace: z.enum(['market', 'evidence', 'hedge', 'replay', 'plans', 'data']).default('market'),
  studies: z.array(z.string().max(40)).max(20).default(['liquidations', 'oi']),
});
export type Settings = z.infer<typeof SettingsSchema>;

export const SettingsPatch = patchOf(SettingsSchema);
