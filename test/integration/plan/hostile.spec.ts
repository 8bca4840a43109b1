import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPlanKey,
  openPlanKey,
  publicPart,
  readPrivateKey,
  readPublicKey,
  writeKey,
} from '#main/services/plan/keys';
import { planFile, planFileText, readPlanFile } from '#main/services/plan/plan-file';
import { someKeys } from '../../support/plan-keys';
import { planDocument, policyOf } from '../../support/plan';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'ballast-hostile-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MOST_MS = 2_000;
const good = planFileText(planFile(planDocument({ policy: policyOf(1, someKeys(2)) })));
const put = (content: string | Uint8Array): string => {
  const path = join(folder, 'plan.json');
  writeFileSync(path, content);
  return path;
};
/** What lies in the folder, byte for byte as far as that is feasible. */
const listing = (): unknown =>
  readdirSync(folder).map((name) => {
    const stats = statSync(join(folder, name));
    const isSmall = stats.isFile() && stats.size < 1e7;
    return [name, stats.size, stats.mtimeMs, isSmall && createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]; // prettier-ignore
  });
async function refused(path: string, message: string | RegExp, code = 'invalid'): Promise<void> {
  const before = listing();
  const started = performance.now();
  await expect(readPlanFile(path)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  expect(performance.now() - started).toBeLessThan(MOST_MS);
  expect(listing()).toEqual(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}
/** The good file with a piece of it replaced. */
const withPiece = (piece: string, by: string): string => {
  expect(good).toContain(piece);
  return put(good.replace(piece, () => by));
};

it('a good file is read, and is canonical', async () => {
  expect(await readPlanFile(put(good))).toMatchObject({ isCanonical: true });
});

it('reformatted it is the same plan, but no canonical text', async () => {
  const { file, isCanonical } = await readPlanFile(put(JSON.stringify(JSON.parse(good), null, 2)));
  expect(isCanonical).toBe(false);
  expect(planFileText(file)).toBe(good);
});

it('a decomposed text is composed at the door', async () => {
  const { file, isCanonical } = await readPlanFile(withPiece('"title":"Ten coins"', '"title":"Cafe\u0301"'));
  expect([file.plan.title, isCanonical]).toEqual(['Café', false]);
});

describe('what is refused', () => {
  it.each([
    ['no JSON', 'plan', 'line 1, column 1'],
    ['nothing', '', 'the text ends'],
    ['null', 'null', 'its format is not'],
    ['a hedge of simulate', '{"name": "x"}', 'its format is not “ballast plan”'],
    ['depth', '['.repeat(4_000_000), 'nested deeper than 32'],
    ['depth of objects', '{"a":'.repeat(800_000), 'nested deeper than 32'],
    ['many values', `[${'0,'.repeat(1_900_000)}0]`, 'more than 200000 values'],
    ['many fields', `{${Array.from({ length: 250_000 }, (_, i) => `"k${i}":0`).join()}}`, 'more than 200000 values'],
    ['a text of 4 MB', `"${'x'.repeat(4_000_000)}"`, 'longer than 100000'],
    ['a name of 4 MB', `{"${'x'.repeat(4_000_000)}":1}`, 'longer than 100000'],
    ['escapes only', `"${'\\u0041'.repeat(600_000)}"`, 'longer than 100000'],
    ['digits only', '1'.repeat(4_000_000), 'too large'],
    ['white space only', ' '.repeat(4_000_000), 'the text ends'],
    ['lines only', '\n'.repeat(4_000_000), 'the text ends'],
    ['4 MB and a byte', ' '.repeat(4 * 1024 * 1024 + 1), 'too large for a plan'],
    ['a mark of byte order', `\ufeff${good}`, 'a value was expected'],
    ['a second text', `${good}{}`, 'something follows'],
  ])('%s', async (_name, content, message) => {
    await refused(put(content), message);
  });

  it('bytes that are no text', async () => {
    await refused(put(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 'not text in UTF-8');
    await refused(put(Buffer.concat([Buffer.from(good), Buffer.from([0xc3])])), 'not text in UTF-8');
  });

  it.each([
    ['a field twice', '"created":', '"created":0,"created":', 'is there twice'],
    ['prototypes', '"assumptions":[]', '"assumptions":[],"__proto__":{"polluted":true}', 'may be called __proto__'],
    ['prototypes inside', '"thesis":{', '"thesis":{"constructor":{"prototype":{"polluted":true}},', 'may be called constructor'],
    ['a field that is not known', '"created":', '"creates":1,"created":', /Unrecognized key: "creates"/],
    ['a number beyond doubles', '"spot":100', '"spot":1e400', 'a number is too large'],
    ['a number out of range', '"spot":100', '"spot":-1', /spot/],
    ['an instant that no calendar knows', '"created":1759276800000', '"created":1e20', /created/],
    ['a key of another kind', 'MCowBQYDK2VwAyEA', 'MCowBQYDK2VuAyEA', /not an Ed25519 public key/],
    ['a policy of more than there are', '"required":1', '"required":3', /3 are required of 2 keys/],
    ['a format of others', '"ballast plan"', '"ballast plane"', 'its format is not'],
    ['a title of nothing', '"title":"Ten coins"', '"title":" "', /title/],
  ])('%s', async (_name, piece, by, message) => {
    await refused(withPiece(piece, by), message);
  }); // prettier-ignore

  it('many faults, of which only the first are told', async () => {
    const before = /"tickets":\[.*?\],"title"/.exec(good)![0];
    await refused(
      withPiece(before, `"tickets":[${'{},'.repeat(999)}{}],"title"`),
      /and \d\d,\d{3} more\. Nothing was changed\.$/,
    );
    const many = Array.from({ length: 150_000 }, (_, i) => `"k${i}":0`).join();
    const path = withPiece('"thesis":{', `"thesis":{${many},`);
    await refused(path, 'Unrecognized keys');
    const told: unknown = await readPlanFile(path).catch((cause: unknown) => cause);
    expect((told as Error).message.length).toBeLessThan(5_000);
  });

  it('a newer version', async () => {
    await refused(withPiece(',"version":1}', ',"version":2}'), 'Update Ballast', 'newer');
  });

  it('a file of 1 GB, of which nothing is read', async () => {
    const path = put('{"a":"');
    truncateSync(path, 1e9);
    await refused(path, 'too large for a plan');
    rmSync(path);
  });

  it('what is no file', async () => {
    mkdirSync(join(folder, 'sub'));
    await refused(join(folder, 'sub'), 'not a file');
    await refused('/dev/zero', 'not a file');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await refused(join(folder, 'pipe'), 'not a file');
    await refused(join(folder, 'missing.json'), 'cannot be read', 'notFound');
  });
});

describe('keys', () => {
  const phrase = 'correct horse';
  it('a private key is under its passphrase, tied to its name, and readable by its owner alone', async () => {
    const made = await createPlanKey('Ada', phrase);
    const path = join(folder, 'ada.key.json');
    await writeKey(path, made);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const key = await openPlanKey(await readPrivateKey(path), phrase);
    expect(readFileSync(path, 'utf8')).not.toContain(Buffer.from(key.key, 'base64').subarray(12).toString('hex'));
    await expect(openPlanKey(made, `${phrase}s`)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(openPlanKey({ ...made, name: 'Eve' }, phrase)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(openPlanKey({ ...made, key: someKeys(1)[0]!.key }, phrase)).rejects.toMatchObject({ code: 'forbidden' }); // prettier-ignore
  });

  it('a public key says nothing of the private one, and neither is taken for the other', async () => {
    const made = await createPlanKey('Ada', phrase);
    const path = join(folder, 'ada.pub.json');
    await writeKey(path, publicPart(made));
    expect(await readPublicKey(path)).toEqual({ format: 'ballast public key', version: 1, name: 'Ada', key: made.key });
    await expect(readPrivateKey(path)).rejects.toThrow('not a private key');
    await expect(writeKey(path, made)).rejects.toMatchObject({ code: 'invalid' });
    await writeKey(`${path}.secret`, made);
    await expect(readPublicKey(`${path}.secret`)).rejects.toThrow('not a public key');
  });

  it('there is no key without a name or under a passphrase that is too short', async () => {
    await expect(createPlanKey(' ', phrase)).rejects.toMatchObject({ code: 'invalid' });
    await expect(createPlanKey('Ada', 'short')).rejects.toMatchObject({ code: 'invalid' });
  });

  it('a file that asks for 100 GB of memory is refused', async () => {
    const made = await createPlanKey('Ada', phrase);
    const path = join(folder, 'greedy.key.json');
    writeFileSync(path, JSON.stringify({ ...made, derivation: { ...made.derivation, N: 2 ** 27 } }));
    await expect(readPrivateKey(path)).rejects.toMatchObject({ code: 'invalid' });
  });
});
