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

export const databasePath = (folder: string): string => join(folder, 'ballast.db');
