// A profile whose database cannot be used: the program says so, touches nothing and ends.
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, launch, ready, test } from './fixtures';
import { writeText } from './support/files';
import { runToEnd } from './support/process';

const USER_VERSION = 60; // places in the header of an SQLite file
const APPLICATION_ID = 68;
const TREE = 100;

/** A profile with a sound database, closed again. */
async function usedProfile(profile: string): Promise<string> {
  const app = await launch(profile);
  await ready(await app.firstWindow());
  await app.close();
  return join(profile, 'ballast.db');
}

async function patch(path: string, at: number, bytes: Buffer): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
}

async function expectRefusal(profile: string, message: RegExp): Promise<void> {
  const path = join(profile, 'ballast.db');
  const before = await readFile(path);
  const { code, stderr } = await runToEnd(profile);
  expect(stderr).toMatch(message);
  expect(stderr).toContain(path);
  expect(stderr).toContain('The file was not touched.');
  expect(code).toBe(1);
  expect(before.equals(await readFile(path)), 'the file is as it was').toBe(true);
}

test('a database of a newer version is refused', async ({ profile }) => {
  const path = await usedProfile(profile);
  await patch(path, USER_VERSION, Buffer.from([0, 0, 0xff, 0xff]));
  await expectRefusal(profile, /^Ballast could not start: The database .* was written by a newer version/m);
});

test('a damaged database is refused', async ({ profile }) => {
  const path = await usedProfile(profile);
  await patch(path, TREE, Buffer.alloc(4_000, 0xa5));
  await expectRefusal(profile, /^Ballast could not start: The database .* is damaged/m);
});

test('the database of another program is refused', async ({ profile }) => {
  const path = await usedProfile(profile);
  await patch(path, APPLICATION_ID, Buffer.from('GPKG'));
  await expectRefusal(profile, /^Ballast could not start: The file .* is not a Ballast database/m);
});

test('a file that is no database is refused', async ({ profile }) => {
  await mkdir(profile, { recursive: true });
  await writeText(join(profile, 'ballast.db'), 'dear diary, today the price fell\n'.repeat(1_000));
  await expectRefusal(profile, /^Ballast could not start: The file .* is not a Ballast database/m);
});
