import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';

/** In Node the package is the path of the program. */
const program = createRequire(import.meta.url)('electron') as unknown as string;

export interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** Starts the program as a person does, and waits until it has ended by itself. */
export async function runToEnd(profile: string): Promise<Ended> {
  const isRoot = process.getuid?.() === 0; // Chromium refuses its sandbox then
  const child = spawn(program, [...(isRoot ? ['--no-sandbox'] : []), '.', `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, BALLAST_UNATTENDED: '1' },
  });
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}
