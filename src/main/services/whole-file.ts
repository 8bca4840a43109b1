import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Written whole beside its place and renamed: killed at any moment, it is the old file or the new one.
 * @param mode of a new file, as for `chmod`. Throws what the disk says; the old file is then still there.
 */
export const writeWholeFile = (path: string, content: string | Uint8Array, mode: number): Promise<void> =>
  fillWholeFile(path, mode, (handle) => handle.writeFile(content));

/** The same of what is written bit by bit; what `fill` throws is thrown, and the old file is then still there. */
export async function fillWholeFile(path: string, mode: number, fill: (handle: FileHandle) => Promise<void>): Promise<void> {
  const part = `${path}.part`;
  try {
    await rm(part, { force: true });
    const handle = await open(part, 'wx', mode);
    try {
      await fill(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined);
    throw cause;
  }
} // prettier-ignore

/** Makes a new name last through a power cut; some systems refuse that, and the rename is whole there all the same. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
