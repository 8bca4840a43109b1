import type { SafeStorage } from 'electron';
import type { Sealer } from '../services/keyring';

/** Backends on Linux that seal with a password that everybody knows, or are not known. */
const UNSAFE: readonly string[] = ['basic_text', 'unknown'];

type Storage = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'
>;

/** The system's keyring through Electron. Asked only once the app is ready: before that it is not to be had on Linux. */
export const createSealer = (storage: Storage, platform: NodeJS.Platform): Sealer => ({
  isAvailable: () =>
    storage.isEncryptionAvailable() && !(platform === 'linux' && UNSAFE.includes(storage.getSelectedStorageBackend())),
  seal: (text) => storage.encryptString(text),
  open: (sealed) => storage.decryptString(Buffer.from(sealed)),
});
