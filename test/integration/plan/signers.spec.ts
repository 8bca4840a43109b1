import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import type { QrCode } from '#shared/plan-desk';
import { createPlanKey, openPlanKey, publicPart, readPrivateKey, writeKey } from '#main/services/plan/keys';
import type { Pixels } from '#main/services/plan/qr';
import { someKeys } from '../../support/plan-keys';

vi.mock('electron', () => ({ app: {}, dialog: {}, shell: {}, ipcMain: {} }));
const { fakeSealer, signersAt } = await import('./support/desk');

const folder = mkdtempSync(join(tmpdir(), 'ballast-signers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (extension: string): string => join(folder, `file-${files++}.${extension}`);

it('keys of others are added from a file, a private file, or text, and one that is known stays as it is', async () => {
  const signers = signersAt(newFile('json'));
  const made = await createPlanKey('Ada', 'correct horse');
  const [pub, secret] = [newFile('pub.json'), newFile('key.json')];
  await writeKey(pub, publicPart(made));
  await writeKey(secret, made);
  const ada = await signers.open(pub);
  expect(ada).toMatchObject({ name: 'Ada', sealed: null, locked: false });
  // Of a private key only the public part, unless it is imported.
  expect(await signers.open(secret)).toEqual(ada);
  expect(await signers.add(JSON.stringify({ ...publicPart(made), name: 'Eve' }))).toEqual(ada);
  await expect(signers.key(ada.fingerprint, 'correct horse')).rejects.toThrow('Only the public key of Ada is known');
  await expect(signers.import(secret, 'wrong horse')).rejects.toMatchObject({ code: 'forbidden' });
  expect(await signers.import(secret, 'correct horse')).toMatchObject({ ...ada, sealed: 'passphrase', locked: true });
  expect((await signers.key(ada.fingerprint, 'correct horse')).key).toBe(made.key);
  expect(await signers.list()).toHaveLength(1);
  await signers.remove(ada.fingerprint);
  expect(await signers.list()).toEqual([]);
  await expect(signers.key(ada.fingerprint, 'correct horse')).rejects.toMatchObject({ code: 'notFound' });
});

it('what is no key, or one in whose name anybody can sign, is refused', async () => {
  const signers = signersAt(newFile('json'));
  const { key } = someKeys(1)[0]!;
  const given = { format: 'ballast public key', version: 1, name: 'Ada', key };
  const weak = Buffer.from(`302a300506032b657003210001${'00'.repeat(31)}`, 'hex').toString('base64');
  for (const text of ['hello', JSON.stringify({ ...given, key: 'x' }), JSON.stringify({ ...given, more: 1 }), JSON.stringify({ ...given, key: weak })])
    await expect(signers.add(text)).rejects.toMatchObject({ code: 'invalid' });
  await expect(signers.add(JSON.stringify({ ...given, version: 2 }))).rejects.toMatchObject({ code: 'newer' });
  expect(await signers.list()).toEqual([]);
}); // prettier-ignore

it('the keyring of the system seals where there is one; a key leaves under a passphrase alone, for the command line too', async () => {
  const sealer = fakeSealer();
  const path = newFile('json');
  const signers = signersAt(path, { sealer });
  const ada = await signers.create('Ada', undefined);
  sealer.available = false;
  await expect(signers.create('Bob', undefined)).rejects.toMatchObject({ code: 'locked' });
  await expect(signers.key(ada.fingerprint, undefined)).rejects.toMatchObject({ code: 'locked' });
  sealer.available = true;
  const target = newFile('key.json');
  await writeKey(target, await signers.privateFile(ada.fingerprint, 'battery staple', undefined));
  const opened = await openPlanKey(await readPrivateKey(target), 'battery staple');
  expect(opened.sign('text')).toBe((await signers.key(ada.fingerprint, undefined)).sign('text'));
  await expect(signers.privateFile(ada.fingerprint, 'short', undefined)).rejects.toMatchObject({ code: 'invalid' });
  // Another user's keyring opens nothing of ours.
  const other = signersAt(path, { sealer: { ...fakeSealer(), open: () => 'something else' } });
  await expect(other.key(ada.fingerprint, undefined)).rejects.toMatchObject({ code: 'corrupt' });
});

it('a damaged or newer file of keys is said and not touched', async () => {
  const path = newFile('json');
  writeFileSync(path, '{"version":2,"signers":[]}');
  await expect(signersAt(path).create('Ada', 'correct horse')).rejects.toMatchObject({ code: 'newer' });
  writeFileSync(path, '{"version":1}');
  await expect(signersAt(path).list()).rejects.toMatchObject({ code: 'corrupt' });
  expect(readFileSync(path, 'utf8')).toBe('{"version":1}');
});

/** A code as a camera has it: `scale` pixels to a square, dark or transparent. */
function pictureOf({ size, dark }: QrCode, scale: number): Pixels {
  const side = size * scale;
  const bgra = new Uint8Array(4 * side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) bgra[4 * (y * side + x) + 3] = dark[Math.floor(y / scale) * size + Math.floor(x / scale)] ? 255 : 0; // prettier-ignore
  return { width: side, height: side, bgra };
}
it('a key goes from screen to screen as a QR code', async () => {
  const mine = signersAt(newFile('json'), { sealer: fakeSealer() });
  const ada = await mine.create('Ada Löwe', undefined);
  const code = await mine.qr(ada.fingerprint);
  expect(code.dark).toHaveLength(code.size ** 2);
  expect(JSON.parse(code.text)).toEqual({ format: 'ballast public key', version: 1, name: 'Ada Löwe', key: ada.key });
  expect(code.dark.slice(0, 4 * code.size).some(Boolean)).toBe(false);

  const picture = newFile('png');
  const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  writeFileSync(picture, bytes);
  const seen: Uint8Array[] = [];
  let pixels: Pixels | undefined = pictureOf(code, 5);
  const theirs = signersAt(newFile('json'), { decodePicture: (given) => (seen.push(given), pixels) });
  expect(await theirs.open(picture)).toMatchObject({ name: 'Ada Löwe', fingerprint: ada.fingerprint, sealed: null });
  expect(Buffer.from(seen[0]!).equals(bytes)).toBe(true);
  pixels = { width: 40, height: 40, bgra: new Uint8Array(6_400).fill(255) };
  await expect(theirs.open(picture)).rejects.toThrow('No QR code can be read');
  pixels = undefined;
  await expect(theirs.open(picture)).rejects.toThrow('is not a picture that can be read');
});
