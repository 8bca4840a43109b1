// @ts-check
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/**
 * What a script of this folder prints as JSON; undefined when Python or numpy is missing. Variables that tune the linear
 * algebra of a particular machine are taken out, so that numpy chooses for itself.
 * @param {string} script @param {(string | number)[]} args
 */
export function runNumpy(script, args) {
  const env = { ...process.env };
  delete env.OPENBLAS_CORETYPE;
  delete env.OPENBLAS_L2_SIZE;
  try {
    execFileSync('python3', ['-c', 'import numpy'], { env, stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return JSON.parse(
    execFileSync('python3', [resolve(import.meta.dirname, script), ...args.map(String)], { env }).toString(),
  );
}
