import type { PlanSigner } from '#core/plan/types';
import type { KnownSigner, QrCode } from '#shared/plan-desk';
import { BallastError } from '../../errors';
import { createTurns } from '../in-turn';
import type { Sealer } from '../keyring';
import { readKeyInput, type DecodePicture } from './key-input';
import { isWeakKey, keyFingerprint, keyLabel, newPlanKey, parsePublicKey, publicPart, readPrivateKey, sealPlanKey, toOpenKey, unsealPlanKey, type OpenKey, type PlanKey, type PrivateKeyFile, type PublicKeyFile } from './keys'; // prettier-ignore
import { qrOf } from './qr';
import { readSigners, writeSigners, type SealedSecret, type StoredSigner } from './signer-file';

export interface SignersOptions {
  /** The file of signing keys. Not in the database, so that no backup and no export carries them. */
  readonly path: string;
  /** Absent on the command line, which cannot reach the system's keyring. */
  readonly sealer?: Sealer | undefined;
  /** Absent where no picture can be read. */
  readonly decodePicture?: DecodePicture | undefined;
  readonly now: () => number;
}

/**
 * Keys that sign plans and keys of others. A private half goes in sealed, by the system's keyring or under a passphrase, and leaves
 * only as a file under a passphrase; what signs holds it for as long as it signs.
 */
export interface Signers {
  /** Those that can sign first, then by name. @throws {BallastError} `corrupt`, `newer` or `io`: the file cannot be read */
  list(): Promise<KnownSigner[]>;
  /** @param passphrase to seal it under; undefined: by the system. @throws {BallastError} `locked`: the system cannot */
  create(name: string, passphrase: string | undefined): Promise<KnownSigner>;
  /** Adds a public key. One that is known stays as it is. @throws {BallastError} `invalid`: no key, or one that proves nothing */
  add(text: string): Promise<KnownSigner>;
  /** The same from a file or a picture of its code. */
  open(path: string): Promise<KnownSigner>;
  /** Adds a private key from its file, which stays under its passphrase. @throws {BallastError} `forbidden`: it is another one */
  import(path: string, passphrase: string): Promise<KnownSigner>;
  /** The key to sign with. @throws {BallastError} `notFound`, `forbidden` or `locked` */
  key(fingerprint: string, passphrase: string | undefined): Promise<OpenKey>;
  publicFile(fingerprint: string): Promise<PublicKeyFile>;
  /** @param passphrase of the file. @param unlock opens the key where it is under another one. */
  privateFile(fingerprint: string, passphrase: string, unlock: string | undefined): Promise<PrivateKeyFile>;
  qr(fingerprint: string): Promise<QrCode>;
  /** With its private half, for good. */
  remove(fingerprint: string): Promise<void>;
}

export function createSigners({ path, sealer, decodePicture, now }: SignersOptions): Signers {
  /** Each reads the file, changes it and writes it. */
  const inTurn = createTurns();
  const hasSystem = (): boolean => sealer?.isAvailable() ?? false;
  const describe = ({ name, key, addedAt, secret }: StoredSigner): KnownSigner => ({
    ...{ name, key, fingerprint: keyFingerprint(key), addedAt, sealed: secret?.by ?? null },
    locked: secret?.by === 'passphrase',
  });
  const find = async (fingerprint: string): Promise<StoredSigner> => {
    const found = (await readSigners(path)).find(({ key }) => keyFingerprint(key) === fingerprint);
    if (!found) throw new BallastError('notFound', 'This key is not known here. It may have been deleted.');
    return found;
  };
  /** A private half that was not here joins a key that is known; nothing else of it changes. */
  const put = ({ name, key }: PlanSigner, secret: SealedSecret | null): Promise<KnownSigner> =>
    inTurn(async () => {
      if (isWeakKey(key)) throw new BallastError('invalid', `The key of ${name} is of small order: anybody can sign in its name. Nothing was added.`); // prettier-ignore
      const all = await readSigners(path);
      const known = all.find((one) => one.key === key);
      if (known && (known.secret || !secret)) return describe(known);
      const signer = known ? { ...known, name, secret } : { name, key, addedAt: now(), secret };
      await writeSigners(path, [...all.filter((one) => one !== known), signer]);
      return describe(signer);
    });

  const sealBySystem = ({ secret, ...signer }: PlanKey): SealedSecret => {
    if (!sealer || !hasSystem()) throw new BallastError('locked', 'The system has no keyring that is safe. Nothing was made. Give a passphrase for the key.'); // prettier-ignore
    return { by: 'system', sealed: Buffer.from(sealer.seal(`${keyLabel(signer)}\n${secret}`)).toString('base64') };
  };
  const sealUnder = ({ derivation, sealed }: PrivateKeyFile): SealedSecret => ({ by: 'passphrase', derivation, sealed }); // prettier-ignore
  const openBySystem = (signer: PlanSigner, sealed: string): PlanKey => {
    if (!sealer || !hasSystem()) throw new BallastError('locked', `The key of ${signer.name} is sealed by the system’s keyring, which cannot be reached now. Nothing was signed. Log in to the system’s keyring, then start Ballast again.`); // prettier-ignore
    const opened = unsealed(sealer, Buffer.from(sealed, 'base64'));
    const label = `${keyLabel(signer)}\n`;
    if (!opened?.startsWith(label)) throw new BallastError('corrupt', `The stored key of ${signer.name} is damaged or was sealed by another user of this computer. Nothing was signed. Import it again from its file.`); // prettier-ignore
    return { ...signer, secret: opened.slice(label.length) };
  };
  const unlock = async (fingerprint: string, passphrase: string | undefined): Promise<PlanKey> => {
    const { name, key, secret } = await find(fingerprint);
    if (!secret) throw new BallastError('invalid', `Only the public key of ${name} is known here. Nothing was signed. Import its private key.`); // prettier-ignore
    if (secret.by === 'system') return openBySystem({ name, key }, secret.sealed);
    if (!passphrase) throw new BallastError('locked', `The key of ${name} is under a passphrase. Nothing was signed. Give it, then try again.`); // prettier-ignore
    const { derivation, sealed } = secret;
    return unsealPlanKey({ ...publicPart({ name, key }), format: 'ballast private key', derivation, sealed }, passphrase); // prettier-ignore
  };

  return {
    list: async () =>
      (await readSigners(path))
        .map(describe)
        .sort((a, b) => Number(a.sealed === null) - Number(b.sealed === null) || a.name.localeCompare(b.name)),
    create: async (name, passphrase) => {
      const made = newPlanKey(name);
      return put(made, passphrase === undefined ? sealBySystem(made) : sealUnder(await sealPlanKey(made, passphrase)));
    },
    add: async (text) => put(parsePublicKey('The text', text), null),
    open: async (file) => put(await readKeyInput(file, decodePicture), null),
    import: async (file, passphrase) => {
      const given = await readPrivateKey(file);
      toOpenKey(await unsealPlanKey(given, passphrase));
      return put(given, sealUnder(given));
    },
    key: async (fingerprint, passphrase) => toOpenKey(await unlock(fingerprint, passphrase)),
    publicFile: async (fingerprint) => publicPart(await find(fingerprint)),
    privateFile: async (fingerprint, passphrase, opens) => sealPlanKey(await unlock(fingerprint, opens), passphrase),
    qr: async (fingerprint) => qrOf(JSON.stringify(publicPart(await find(fingerprint)))),
    remove: (fingerprint) =>
      inTurn(async () => {
        const gone = await find(fingerprint);
        await writeSigners(path, (await readSigners(path)).filter(({ key }) => key !== gone.key)); // prettier-ignore
      }),
  };
}

/** Undefined for what it has not sealed. */
function unsealed(sealer: Sealer, sealed: Uint8Array): string | undefined {
  try {
    return sealer.open(sealed);
  } catch {
    return undefined;
  }
}
