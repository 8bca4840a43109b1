import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface NetworkState {
  readonly online: boolean;
  readonly setOnline: (online: boolean) => void;
}

export const createNetwork = () =>
  createStore<NetworkState>()((set) => ({
    online: typeof navigator === 'undefined' || navigator.onLine,
    setOnline: (online) => set({ online }),
  }));

export const network = createNetwork();
export const useNetwork = <T>(select: (state: NetworkState) => T): T => useStore(network, select);
export const selectOnline = (s: NetworkState): boolean => s.online;
