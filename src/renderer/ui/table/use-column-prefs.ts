import { useCallback, useState } from 'react';
import { readLocal, writeLocal } from '../../lib/storage';
import { NO_PREFS } from './columns';
import type { ColumnPrefs } from './types';

function isPrefs(value: unknown): value is ColumnPrefs {
  if (typeof value !== 'object' || value === null) return false;
  const { widths, shown } = value as Record<string, unknown>;
  const every = (record: unknown, type: string): boolean =>
    typeof record === 'object' && record !== null && Object.values(record).every((one) => typeof one === type);
  return every(widths, 'number') && every(shown, 'boolean');
}

function load(name: string): ColumnPrefs {
  const stored = readLocal(`table.${name}`);
  return isPrefs(stored) ? stored : NO_PREFS;
}

/** Widths and hidden columns of a table, remembered under its name. */
export function useColumnPrefs(
  name: string,
): readonly [ColumnPrefs, (change: (prefs: ColumnPrefs) => ColumnPrefs) => void] {
  const [prefs, setPrefs] = useState(() => load(name));
  const update = useCallback(
    (change: (prefs: ColumnPrefs) => ColumnPrefs) =>
      setPrefs((before) => {
        const after = change(before);
        writeLocal(`table.${name}`, after);
        return after;
      }),
    [name],
  );
  return [prefs, update];
}
