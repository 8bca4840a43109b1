import { join } from 'node:path';
import { createKeyring, type Keyring } from '../main/services/keyring';
import { keysFromEnvironment } from '../main/services/keyring/environment';

/**
 * Keys for one run of the command line: `BALLAST_KEY_<SOURCE>`, and those under the passphrase in `BALLAST_PASSPHRASE`, which
 * is tried when the first key is asked for. Keys that the system's keyring has sealed are open to the window only.
 */
export function openKeyring(folder: string, env: NodeJS.ProcessEnv): Keyring {
  const keyring = createKeyring({ path: join(folder, 'keys.json'), given: keysFromEnvironment(env) });
  const passphrase = env['BALLAST_PASSPHRASE'];
  let unlocking: Promise<unknown> | undefined;
  const unlock = async (): Promise<void> => {
    // Without stored keys there is nothing to open, and no keyring is made here.
    if (passphrase && (await keyring.read()).kind === 'passphrase') await keyring.unlock(passphrase);
  };
  return {
    ...keyring,
    /** @throws {BallastError} the passphrase is another one */
    keyOf: async (source) => {
      await (unlocking ??= unlock());
      return keyring.keyOf(source);
    },
  };
}
