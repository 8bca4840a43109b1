import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyColumns } from '#core/series/schema';
import { areAbsent, recordedFolder } from '../../../support/recorded';

export const plain = (columns: AnyColumns): Record<string, number[]> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, [...column]]));

/** A reply as a venue once sent it; undefined where the recorded data is not there. */
export function recordedPayload(name: string): unknown {
  const path = join(recordedFolder, 'recorded', name);
  return areAbsent([path]) ? undefined : JSON.parse(readFileSync(path, 'utf8'));
}

/** Replies of one folder whose file names match; none where the recorded data is not there. */
export function recordedPayloads(
  folder: string,
  names: RegExp,
): readonly { readonly name: string; readonly body: unknown }[] {
  const path = join(recordedFolder, 'recorded', folder);
  if (areAbsent([path]) || !existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => names.test(name))
    .map((name) => ({ name, body: JSON.parse(readFileSync(join(path, name), 'utf8')) as unknown }));
}
