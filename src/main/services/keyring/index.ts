import type { KeyringInfo, SourceId } from '#shared/sync';
import { BallastError } from '../../errors';
import { createTurns } from '../in-turn';
import { readKeyFile, removeKeyFile, writeKeyFile, type KeyEntry, type KeyFile } from './key-file';
import { checkPassphrase, deriveKey, newDerivation, openText, sealText } from './passphrase';

/** The system's own keyring, as the composition root finds it. */
export interface Sealer {
  /** False where there is none, or one that any program can open. */
  isAvailable(): boolean;
  seal(text: string): Uint8Array;
  /** Throws for what it has not sealed. */
  open(sealed: Uint8Array): string;
}

export interface KeyringOptions {
  /** The file of sealed keys. Not in the database, so that no backup and no export carries them. */
  readonly path: string;
  /** Absent on the command line, which cannot reach the system's keyring. */
  readonly sealer?: Sealer | undefined;
  /** Keys that were given for this run alone; they come first. */
  readonly given?: Partial<Record<SourceId, string>>;
}

/**
 * Keys of sources: sealed by the system's keyring or under a passphrase, never in plain text. They go in and are used; only
 * `keyOf` gives one out, to the sync that asks its source with it.
 */
export interface Keyring {
  /** @throws {BallastError} `corrupt`, `newer` or `io`: the file of keys cannot be read */
  read(): Promise<KeyringInfo>;
  /** @throws {BallastError} `locked`: a passphrase is needed first; `invalid`: it is no key */
  store(source: SourceId, key: string): Promise<KeyringInfo>;
  forget(source: SourceId): Promise<KeyringInfo>;
  /** Forgets every key and the passphrase: for one that is forgotten. */
  forgetAll(): Promise<KeyringInfo>;
  /**
   * Opens the keys with their passphrase for as long as the program runs; the first passphrase where the system has no
   * keyring is the one they are sealed under. @throws {BallastError} `forbidden`: it is another one
   */
  unlock(passphrase: string): Promise<KeyringInfo>;
  lock(): Promise<KeyringInfo>;
  /** @throws {BallastError} `forbidden`: `current` is not the passphrase */
  changePassphrase(current: string, next: string): Promise<KeyringInfo>;
  /** The key to ask a source with; undefined when there is none or it cannot be opened now. */
  keyOf(source: SourceId): Promise<string | undefined>;
}

const CHECK = 'ballast keyring';
const labelOf = (source: SourceId): string => `ballast key ${source}`;

export function createKeyring({ path, sealer, given = {} }: KeyringOptions): Keyring {
  /** What the passphrase stands for, while it is unlocked. */
  let unlocked: Buffer | undefined;
  /** Each reads the file, changes it and writes it. */
  const inTurn = createTurns();
  const hasSystem = (): boolean => sealer?.isAvailable() ?? false;
  const forgetPassphrase = (): void => {
    unlocked?.fill(0);
    unlocked = undefined;
  };

  const openEntry = (source: SourceId, entry: KeyEntry): string | undefined => {
    if (entry.by === 'passphrase') return unlocked && openText(unlocked, labelOf(source), entry.sealed);
    if (!sealer || !hasSystem()) return undefined;
    try {
      const opened = sealer.open(Buffer.from(entry.sealed, 'base64'));
      const label = `${labelOf(source)}\n`;
      return opened.startsWith(label) ? opened.slice(label.length) : undefined;
    } catch {
      return undefined;
    }
  };
  /** @throws {BallastError} `locked` */
  const sealEntry = ({ passphrase }: KeyFile, source: SourceId, key: string): KeyEntry => {
    if (passphrase && unlocked) return { by: 'passphrase', sealed: sealText(unlocked, labelOf(source), key) };
    if (passphrase) throw locked('The keyring is locked');
    if (!sealer || !hasSystem()) throw locked('The system has no keyring that is safe');
    return { by: 'system', sealed: Buffer.from(sealer.seal(`${labelOf(source)}\n${key}`)).toString('base64') };
  };
  const describe = ({ passphrase, keys }: KeyFile): KeyringInfo => ({
    kind: passphrase ? 'passphrase' : hasSystem() ? 'system' : 'none',
    locked: passphrase ? !unlocked : !hasSystem(),
    keys: entriesOf(keys).flatMap(([source, entry]) => {
      const isThere = entry.by === 'passphrase' ? passphrase !== undefined : openEntry(source, entry) !== undefined;
      return isThere ? [source] : [];
    }),
  });
  const write = async (file: KeyFile): Promise<KeyringInfo> => {
    await writeKeyFile(path, file);
    return describe(file);
  };
  /** A new passphrase with the keys that can be opened now sealed under it; those of the system's keyring stay where it is away. */
  const sealUnder = async (file: KeyFile, passphrase: string): Promise<{ file: KeyFile; key: Buffer }> => {
    const derivation = newDerivation();
    const key = await deriveKey(passphrase, derivation);
    const keys: KeyFile['keys'] = { ...file.keys };
    for (const [source, entry] of entriesOf(file.keys)) {
      const text = openEntry(source, entry);
      // Under another passphrase it would be lost for good.
      if (text === undefined && entry.by === 'passphrase') throw damagedKey(source);
      if (text !== undefined) keys[source] = { by: 'passphrase', sealed: sealText(key, labelOf(source), text) };
    }
    return { file: { ...file, passphrase: { derivation, check: sealText(key, CHECK, CHECK) }, keys }, key };
  };
  /** @throws {BallastError} `forbidden` */
  const keyFor = async (
    { derivation, check }: NonNullable<KeyFile['passphrase']>,
    passphrase: string,
  ): Promise<Buffer> => {
    const key = await deriveKey(passphrase, derivation);
    if (openText(key, CHECK, check) === CHECK) return key;
    throw new BallastError(
      'forbidden',
      'This is not the passphrase of the keys. They stay locked and nothing was changed. Try again.',
    );
  };

  return {
    read: () => inTurn(async () => describe(await readKeyFile(path))),
    store: (source, key) =>
      inTurn(async () => {
        checkKey(key);
        const file = await readKeyFile(path);
        return write({ ...file, keys: { ...file.keys, [source]: sealEntry(file, source, key) } });
      }),
    forget: (source) =>
      inTurn(async () => {
        const file = await readKeyFile(path);
        return write({ ...file, keys: Object.fromEntries(entriesOf(file.keys).filter(([id]) => id !== source)) });
      }),
    forgetAll: () =>
      inTurn(async () => {
        await removeKeyFile(path);
        forgetPassphrase();
        return describe(await readKeyFile(path));
      }),
    unlock: (passphrase) =>
      inTurn(async () => {
        const file = await readKeyFile(path);
        if (file.passphrase) {
          const key = await keyFor(file.passphrase, passphrase);
          forgetPassphrase();
          unlocked = key;
          return describe(file);
        }
        if (hasSystem())
          throw new BallastError('invalid', 'The keys are sealed by the system’s keyring. No passphrase is needed.');
        checkPassphrase(passphrase);
        const { file: sealed, key } = await sealUnder(file, passphrase);
        await writeKeyFile(path, sealed);
        unlocked = key;
        return describe(sealed);
      }),
    lock: () =>
      inTurn(async () => {
        forgetPassphrase();
        return describe(await readKeyFile(path));
      }),
    changePassphrase: (current, next) =>
      inTurn(async () => {
        const file = await readKeyFile(path);
        if (!file.passphrase) throw new BallastError('invalid', 'No passphrase is set. Nothing was changed.');
        const before = await keyFor(file.passphrase, current);
        checkPassphrase(next);
        forgetPassphrase();
        unlocked = before;
        const { file: sealed, key } = await sealUnder(file, next);
        await writeKeyFile(path, sealed);
        forgetPassphrase();
        unlocked = key;
        return describe(sealed);
      }),
    keyOf: (source) =>
      inTurn(async () => {
        if (given[source] !== undefined) return given[source];
        // What is wrong with the file is said where keys are looked after; a source without its key says that it lacks one.
        const entry = (await readKeyFile(path).catch(() => undefined))?.keys[source];
        return entry && openEntry(source, entry);
      }),
  };
}

const entriesOf = (keys: KeyFile['keys']): (readonly [SourceId, KeyEntry])[] =>
  Object.entries(keys) as (readonly [SourceId, KeyEntry])[];

/** A key travels in an address or a header: neither may be broken out of. The message never repeats it. */
function checkKey(key: string): void {
  if (!/^[\x21-\x7e]{1,500}$/.test(key))
    throw new BallastError(
      'invalid',
      'A key is one word of at most 500 letters, digits and signs. Nothing was stored.',
    );
}

const locked = (what: string): BallastError =>
  new BallastError('locked', `${what}. The key was not stored. Give the passphrase first, then store it again.`);

const damagedKey = (source: SourceId): BallastError =>
  new BallastError(
    'corrupt',
    `The stored key of ${source} is damaged. Nothing was changed. Forget it or store it again, then go on.`,
  );
