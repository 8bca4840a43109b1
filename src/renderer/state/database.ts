import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DatabaseInfo } from '#shared/market';
import { tryCall } from '../lib/call';

export interface DatabaseState {
  readonly info: DatabaseInfo | null;
  readonly set: (info: DatabaseInfo) => void;
}

export const createDatabase = () =>
  createStore<DatabaseState>()((set) => ({
    info: null,
    set: (info) => set({ info }),
  }));

export const database = createDatabase();
export const useDatabase = <T>(select: (state: DatabaseState) => T): T => useStore(database, select);
export const selectDatabaseInfo = (s: DatabaseState): DatabaseInfo | null => s.info;
export const selectDatabaseBytes = (s: DatabaseState): number => s.info?.bytes ?? Number.NaN;

export async function loadDatabaseInfo(): Promise<void> {
  const info = await tryCall('database:info');
  if (info) database.getState().set(info);
}
