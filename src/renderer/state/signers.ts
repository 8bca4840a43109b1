import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Args } from '#shared/ipc/contract';
import type { KnownSigner } from '#shared/plan-desk';
import { tryCall } from '../lib/call';
import { notify } from './notices';

/** Keys that this workstation knows. */
export interface SignersState {
  /** Null until they were read. */
  readonly list: readonly KnownSigner[] | null;
  readonly set: (list: readonly KnownSigner[]) => void;
}

export const createSigners = () => createStore<SignersState>()((set) => ({ list: null, set: (list) => set({ list }) }));

export const signers = createSigners();
export const useSigners = <T>(select: (state: SignersState) => T): T => useStore(signers, select);
export const selectSigners = (s: SignersState): readonly KnownSigner[] | null => s.list;

export async function loadSigners(): Promise<void> {
  const list = await tryCall('signers:list');
  if (list) signers.getState().set(list);
}

const known = async (signer: KnownSigner | null | undefined): Promise<KnownSigner | undefined> => {
  if (!signer) return undefined;
  await loadSigners();
  return signer;
};

/** @returns the key; undefined when it was refused, and a notice says why. */
export const makeKey = async (args: Args<'signers:create'>): Promise<KnownSigner | undefined> =>
  known(await tryCall('signers:create', args));

/** Of a file, or of a picture of its QR code. */
export const openKeyFile = async (): Promise<KnownSigner | undefined> => known(await tryCall('signers:open'));
export const addKeyText = async (text: string): Promise<KnownSigner | undefined> =>
  known(await tryCall('signers:add', { text }));

/** An own key from its file, which stays under its passphrase. */
export const importPrivateKey = async (passphrase: string): Promise<KnownSigner | undefined> =>
  known(await tryCall('signers:import', { passphrase }));

export async function exportKey(args: Args<'signers:export'>): Promise<boolean> {
  const path = await tryCall('signers:export', args);
  if (path) notify({ tone: 'info', title: args.passphrase === undefined ? 'The public key was written' : 'The private key was written, under its passphrase', detail: path }); // prettier-ignore
  return path !== undefined && path !== null;
}

export async function deleteKey(signer: string): Promise<void> {
  await tryCall('signers:delete', { signer });
  await loadSigners();
}
