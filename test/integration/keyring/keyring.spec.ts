import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSealer } from '#main/app/sealer';
import { createKeyring, type Sealer } from '#main/services/keyring/index';
import { keysFromEnvironment } from '#main/services/keyring/environment';
import { deriveKey, newDerivation } from '#main/services/keyring/passphrase';
import { openReader } from '#main/store/reader';
import { openWriter } from '#main/store/writer';
import { openKeyring } from '../../../src/cli/keyring';
import { blockOf, pageOf, walkingBars } from '../store/support/pages';

const KEY = 'fRed0KeY-4f1c9a77d2e85b60';
const OTHER = 'cg-Zz81kQpLmT';
const PASSPHRASE = 'ein langes Wort für Schlüssel';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-keys-'));
  path = join(folder, 'keys.json');
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

/** A system's keyring: it seals with a secret that no file of the profile holds. */
function systemKeyring(secret = randomBytes(32)): Sealer & { away: boolean } {
  return {
    away: false,
    isAvailable() {
      return !this.away;
    },
    seal(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, iv);
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed) {
      const all = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', secret, all.subarray(0, 12), { authTagLength: 16 });
      decipher.setAuthTag(all.subarray(-16));
      return Buffer.concat([decipher.update(all.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
  };
}

/** Every way in which a secret might lie in a file, by the names of the files that hold it. */
function filesWith(secret: string): string[] {
  const forms = [
    Buffer.from(secret),
    Buffer.from(secret, 'utf16le'),
    ...['base64', 'base64url', 'hex'].map((form) => Buffer.from(Buffer.from(secret).toString(form as 'hex'))),
    Buffer.from(encodeURIComponent(secret)),
  ];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => forms.some((form) => readFileSync(name).includes(form)));
}

const code = (wanted: string): unknown => expect.objectContaining({ code: wanted });

describe('a keyring with the system’s own', () => {
  it('keeps keys for the next start, lists their names and forgets them', async () => {
    const sealer = systemKeyring();
    const keyring = createKeyring({ path, sealer });
    expect(await keyring.read()).toEqual({ kind: 'system', locked: false, keys: [] });
    await keyring.store('fred', KEY);
    expect(await keyring.store('coingecko', OTHER)).toEqual({
      kind: 'system',
      locked: false,
      keys: ['fred', 'coingecko'],
    });
    const next = createKeyring({ path, sealer });
    expect(await next.keyOf('fred')).toBe(KEY);
    expect(await next.keyOf('okx')).toBeUndefined();
    expect(await next.forget('fred')).toEqual({ kind: 'system', locked: false, keys: ['coingecko'] });
    expect(await next.keyOf('fred')).toBeUndefined();
    expect(await next.keyOf('coingecko')).toBe(OTHER);
  });

  it('neither lists nor gives keys that another one has sealed, or that stand under another source', async () => {
    await createKeyring({ path, sealer: systemKeyring() }).store('fred', KEY);
    const stranger = createKeyring({ path, sealer: systemKeyring() });
    expect(await stranger.read()).toEqual({ kind: 'system', locked: false, keys: [] });
    expect(await stranger.keyOf('fred')).toBeUndefined();
    const sealer = systemKeyring();
    await createKeyring({ path, sealer }).store('fred', KEY);
    const file = JSON.parse(readFileSync(path, 'utf8')) as { keys: Record<string, unknown> };
    writeFileSync(path, JSON.stringify({ ...file, keys: { okx: file.keys['fred'] } }));
    expect(await createKeyring({ path, sealer }).keyOf('okx')).toBeUndefined();
  });

  it('needs no passphrase and takes none', async () => {
    await expect(createKeyring({ path, sealer: systemKeyring() }).unlock(PASSPHRASE)).rejects.toThrow(code('invalid'));
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a keyring under a passphrase', () => {
  it('is needed where the system has none: nothing is stored before', async () => {
    const keyring = createKeyring({ path });
    expect(await keyring.read()).toEqual({ kind: 'none', locked: true, keys: [] });
    await expect(keyring.store('fred', KEY)).rejects.toThrow(code('locked'));
    await expect(keyring.unlock('short')).rejects.toThrow(code('invalid'));
    expect(readdirSync(folder)).toEqual([]);
    expect(await keyring.unlock(PASSPHRASE)).toEqual({ kind: 'passphrase', locked: false, keys: [] });
    expect(await keyring.store('fred', KEY)).toMatchObject({ keys: ['fred'] });
    expect(await keyring.keyOf('fred')).toBe(KEY);
  });

  it('is locked at the next start, and after lock: names are told, keys are not', async () => {
    const first = createKeyring({ path });
    await first.unlock(PASSPHRASE);
    await first.store('fred', KEY);
    expect(await first.lock()).toEqual({ kind: 'passphrase', locked: true, keys: ['fred'] });
    for (const keyring of [first, createKeyring({ path }), createKeyring({ path, sealer: systemKeyring() })]) {
      expect(await keyring.read()).toEqual({ kind: 'passphrase', locked: true, keys: ['fred'] });
      expect(await keyring.keyOf('fred')).toBeUndefined();
      await expect(keyring.store('okx', OTHER)).rejects.toThrow(code('locked'));
    }
    // The same letters, composed another way.
    await first.unlock(PASSPHRASE.normalize('NFD'));
    expect(await first.keyOf('fred')).toBe(KEY);
  });

  it('says when a passphrase is another one, and stays as it was', async () => {
    const keyring = createKeyring({ path });
    await keyring.unlock(PASSPHRASE);
    await keyring.store('fred', KEY);
    const before = readFileSync(path);
    const next = createKeyring({ path });
    await expect(next.unlock(`${PASSPHRASE}!`)).rejects.toThrow(code('forbidden'));
    expect(await next.read()).toMatchObject({ locked: true });
    await expect(keyring.changePassphrase('not the one', 'a new passphrase')).rejects.toThrow(code('forbidden'));
    await expect(keyring.changePassphrase(PASSPHRASE, 'short')).rejects.toThrow(code('invalid'));
    expect(readFileSync(path)).toEqual(before);
    expect(await keyring.keyOf('fred')).toBe(KEY);
  });

  it('is changed: the new one opens the keys, the old one does not', async () => {
    const keyring = createKeyring({ path });
    await expect(keyring.changePassphrase(PASSPHRASE, 'a new passphrase')).rejects.toThrow(code('invalid'));
    await keyring.unlock(PASSPHRASE);
    await keyring.store('fred', KEY);
    await keyring.lock();
    expect(await keyring.changePassphrase(PASSPHRASE, 'a new passphrase')).toMatchObject({
      locked: false,
      keys: ['fred'],
    });
    const next = createKeyring({ path });
    await expect(next.unlock(PASSPHRASE)).rejects.toThrow(code('forbidden'));
    await next.unlock('a new passphrase');
    expect(await next.keyOf('fred')).toBe(KEY);
  });

  it('does not lose a key that is damaged, and does not give it out', async () => {
    const keyring = createKeyring({ path });
    await keyring.unlock(PASSPHRASE);
    await keyring.store('fred', KEY);
    await keyring.store('okx', OTHER);
    const file = JSON.parse(readFileSync(path, 'utf8')) as { keys: Record<'fred' | 'okx', unknown> };
    // Each under the other's name: a key must not reach a source that it is not for.
    writeFileSync(path, JSON.stringify({ ...file, keys: { fred: file.keys.okx, okx: file.keys.fred } }));
    expect([await keyring.keyOf('fred'), await keyring.keyOf('okx')]).toEqual([undefined, undefined]);
    const before = readFileSync(path);
    await expect(keyring.changePassphrase(PASSPHRASE, 'a new passphrase')).rejects.toThrow(code('corrupt'));
    expect(readFileSync(path)).toEqual(before);
  });

  it('takes no derivation that is easier to guess than its own', async () => {
    const keyring = createKeyring({ path });
    await keyring.unlock(PASSPHRASE);
    const text = readFileSync(path, 'utf8');
    expect((JSON.parse(text) as { passphrase: { derivation: { N: number } } }).passphrase.derivation.N).toBeGreaterThanOrEqual(2 ** 15); // prettier-ignore
    writeFileSync(path, text.replace(/"N": \d+/, '"N": 1024'));
    await expect(createKeyring({ path }).unlock(PASSPHRASE)).rejects.toThrow(code('corrupt'));
  });

  it('leaves the thread free while it derives', async () => {
    let turns = 0;
    let done = false;
    const turn = (): void => {
      turns++;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    await deriveKey(PASSPHRASE, newDerivation());
    done = true;
    expect(turns).toBeGreaterThan(10);
  });

  it('is forgotten with all its keys when nobody knows it any more', async () => {
    const keyring = createKeyring({ path });
    await keyring.unlock(PASSPHRASE);
    await keyring.store('fred', KEY);
    expect(await createKeyring({ path }).forgetAll()).toEqual({ kind: 'none', locked: true, keys: [] });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over what the system’s keyring has sealed only while that is there', async () => {
    const sealer = systemKeyring();
    const keyring = createKeyring({ path, sealer });
    await keyring.store('fred', KEY);
    sealer.away = true;
    expect(await keyring.read()).toEqual({ kind: 'none', locked: true, keys: [] });
    await expect(keyring.store('okx', OTHER)).rejects.toThrow(code('locked'));
    await keyring.unlock(PASSPHRASE);
    await keyring.store('okx', OTHER);
    expect([await keyring.keyOf('fred'), await keyring.keyOf('okx')]).toEqual([undefined, OTHER]);
    sealer.away = false;
    expect(await keyring.changePassphrase(PASSPHRASE, 'a new passphrase')).toMatchObject({ keys: ['fred', 'okx'] });
    sealer.away = true;
    expect(await keyring.keyOf('fred')).toBe(KEY);
  });
});

describe('the file of keys', () => {
  it.each([
    ['half a file', '{"version": 1, "keys": {'],
    ['another file', '[1, 2]'],
    ['an entry in plain text', `{"version": 1, "keys": {"fred": "${KEY}"}}`],
  ])('that is damaged (%s) is told, kept, and never repeated', async (_what, text) => {
    writeFileSync(path, text);
    const keyring = createKeyring({ path, sealer: systemKeyring() });
    const told: unknown[] = [];
    for (const work of [
      () => keyring.read(),
      () => keyring.store('okx', OTHER),
      () => keyring.unlock(PASSPHRASE),
      () => keyring.forget('fred'),
    ]) {
      const cause: unknown = await work().then(() => undefined, (error: unknown) => error); // prettier-ignore
      expect(cause).toEqual(code('corrupt'));
      told.push((cause as Error).message);
    }
    expect(told.join()).not.toContain(KEY);
    expect(await keyring.keyOf('fred')).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('of a newer program is left alone', async () => {
    writeFileSync(path, '{"version": 2, "vault": {}}');
    await expect(createKeyring({ path, sealer: systemKeyring() }).store('fred', KEY)).rejects.toThrow(code('newer'));
    expect(readFileSync(path, 'utf8')).toBe('{"version": 2, "vault": {}}');
  });

  it.skipIf(process.platform === 'win32')(
    'is readable by this user alone, also where one was there before',
    async () => {
      writeFileSync(path, '{"version": 1, "keys": {}}', { mode: 0o666 });
      writeFileSync(`${path}.part`, 'left by a killed program', { mode: 0o666 });
      await createKeyring({ path, sealer: systemKeyring() }).store('fred', KEY);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder)).toEqual(['keys.json']);
    },
  );

  it('that cannot be written stays as it was', async () => {
    const sealer = systemKeyring();
    const keyring = createKeyring({ path, sealer });
    await keyring.store('fred', KEY);
    // A folder in the place of the part: for the superuser no folder is read-only.
    mkdirSync(`${path}.part`);
    writeFileSync(join(`${path}.part`, 'x'), '');
    await expect(keyring.store('okx', OTHER)).rejects.toThrow(code('io'));
    expect(await keyring.read()).toMatchObject({ keys: ['fred'] });
  });

  it('takes changes one after the other: none is lost', async () => {
    const keyring = createKeyring({ path, sealer: systemKeyring() });
    const sources = ['fred', 'okx', 'bybit', 'coingecko', 'gate'] as const;
    await Promise.all(sources.map((source) => keyring.store(source, `${KEY}-${source}`)));
    expect((await keyring.read()).keys).toEqual(sources);
  });

  it.each(['', 'two words', `${KEY}\r\nX-Other: 1`, 'schlüssel', 'x'.repeat(501)])(
    'takes no key such as %j',
    async (key) => {
      const cause: unknown = await createKeyring({ path, sealer: systemKeyring() }).store('fred', key).catch((error: unknown) => error); // prettier-ignore
      expect(cause).toEqual(code('invalid'));
      if (key !== '') expect((cause as Error).message).not.toContain(key);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it.each([
    ['the system’s keyring', true],
    ['a passphrase', false],
  ])(
    'and every other file of the profile are without the bytes of a key and its passphrase (%s)',
    async (_how, isSystem) => {
      const keyring = createKeyring({ path, sealer: isSystem ? systemKeyring() : undefined });
      if (!isSystem) await keyring.unlock(PASSPHRASE);
      await keyring.store('fred', OTHER);
      await keyring.store('fred', KEY);
      const database = join(folder, 'ballast.db');
      const writer = openWriter(database);
      writer.commitPage(pageOf([blockOf(walkingBars(50))]));
      writer.putSetting('sync', { every: 5 });
      await writer.backup(join(folder, 'copy.db'));
      const reader = openReader(database);
      expect(reader.settings()).toEqual({ sync: { every: 5 } });
      reader.close();
      writer.close();
      if (!isSystem) await keyring.changePassphrase(PASSPHRASE, `${PASSPHRASE} 2`);
      expect(await keyring.keyOf('fred')).toBe(KEY);
      expect(readdirSync(folder)).toEqual(expect.arrayContaining(['keys.json', 'ballast.db', 'copy.db']));
      for (const secret of [KEY, OTHER, PASSPHRASE]) expect(filesWith(secret)).toEqual([]);
      // The search itself finds what is there.
      writeFileSync(join(folder, 'leak.txt'), Buffer.from(KEY).toString('base64'));
      expect(filesWith(KEY)).toEqual([join(folder, 'leak.txt')]);
    },
  );
});

describe('the command line', () => {
  it('takes keys and the passphrase from its environment, for one run', async () => {
    const window = createKeyring({ path });
    await window.unlock(PASSPHRASE);
    await window.store('fred', KEY);
    const before = readFileSync(path);
    const run = openKeyring(folder, { BALLAST_PASSPHRASE: PASSPHRASE, BALLAST_KEY_COINGECKO: ` ${OTHER} ` });
    expect([await run.keyOf('fred'), await run.keyOf('coingecko')]).toEqual([KEY, OTHER]);
    const own = openKeyring(folder, { BALLAST_KEY_FRED: OTHER, BALLAST_KEY_OKX: '' });
    expect([await own.keyOf('fred'), await own.keyOf('okx')]).toEqual([OTHER, undefined]);
    await expect(openKeyring(folder, { BALLAST_PASSPHRASE: 'another one' }).keyOf('fred')).rejects.toThrow(
      code('forbidden'),
    );
    expect(readFileSync(path)).toEqual(before);
  });

  it('makes no keyring where there is none', async () => {
    const keyring = openKeyring(folder, { BALLAST_PASSPHRASE: PASSPHRASE });
    expect(await keyring.keyOf('fred')).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names the variable of each source', () => {
    expect(keysFromEnvironment({ BALLAST_KEY_BINANCE_ARCHIVE: 'a', BALLAST_KEY_NOBODY: 'b' })).toEqual({
      'binance-archive': 'a',
    });
  });
});

describe('the system’s keyring through Electron', () => {
  const storage = (backend: string, available = true) => ({
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend as 'basic_text',
    encryptString: (text: string) => Buffer.from(text),
    decryptString: (sealed: Buffer) => sealed.toString(),
  });
  it.each([
    ['linux', 'gnome_libsecret', true, true],
    ['linux', 'kwallet6', true, true],
    ['linux', 'basic_text', true, false],
    ['linux', 'unknown', true, false],
    ['linux', 'gnome_libsecret', false, false],
    ['darwin', 'unknown', true, true],
    ['win32', 'unknown', false, false],
  ] as const)('on %s with %s (available: %s) counts: %s', (platform, backend, available, counts) => {
    expect(createSealer(storage(backend, available), platform).isAvailable()).toBe(counts);
  });
});
