import { expect, it } from 'vitest';
import { SettingsPatch, SettingsSchema } from '#shared/settings';
import { DEFAULT_SETTINGS } from '#shared/settings-defaults';

it('a patch fills in nothing that it does not name', () => {
  expect(SettingsPatch.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(SettingsPatch.parse({})).toEqual({});
});

it('a patch is checked and takes no unknown field', () => {
  expect(SettingsPatch.safeParse({ theme: 'blue' }).success).toBe(false);
  expect(SettingsPatch.safeParse({ colour: 'blue' }).success).toBe(false);
});

it('an empty file is the defaults', () => {
  expect(SettingsSchema.parse({})).toEqual(DEFAULT_SETTINGS);
});
