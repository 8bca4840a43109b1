import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the workstation keeps its things; the command line uses the same place without asking Electron. */
export function dataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (env['BALLAST_DATA']) return env['BALLAST_DATA'];
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Ballast');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Ballast');
  return join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'Ballast');
}

const NOTE = 'database-moved-to.txt';

function readNote(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, NOTE), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function writeNote(folder: string, path: string | undefined): void {
  const note = join(folder, NOTE);
  if (path === undefined) return rmSync(note, { force: true });
  writeFileSync(`${note}.part`, `${path}\n`);
  renameSync(`${note}.part`, note);
}

/**
 * The database of a data folder: in it, or where it was moved to. A move that was killed has left the file where it was,
 * and a file that is nowhere (its disk is not there) is looked for where it was moved to.
 */
export function databasePath(folder: string): string {
  const own = join(folder, 'ballast.db');
  const moved = readNote(folder);
  return moved !== undefined && (existsSync(moved) || !existsSync(own)) ? moved : own;
}

/** A moved database that is not there is an error, never a new empty one. */
export const mayCreate = (folder: string): boolean => readNote(folder) === undefined;

/** Notes where the database is being moved to, before the old file goes. @returns takes the note back */
export function noteMove(folder: string, target: string): () => void {
  const before = readNote(folder);
  writeNote(folder, target);
  return () => writeNote(folder, before);
}
