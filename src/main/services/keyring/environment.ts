import { SOURCE_IDS, type SourceId } from '#shared/sync';

/** `binance-archive` → `BALLAST_KEY_BINANCE_ARCHIVE`. */
export const keyVariable = (source: SourceId): string => `BALLAST_KEY_${source.toUpperCase().replaceAll('-', '_')}`;

/** Keys that are given for one run, without a keyring. An empty variable is none. */
export function keysFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Partial<Record<SourceId, string>> {
  const found = SOURCE_IDS.map((source) => [source, env[keyVariable(source)]?.trim()] as const);
  return Object.fromEntries(found.filter(([, key]) => key));
}
