// @ts-check
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The benchmarks measure the built program. */
export async function ensureReady() {
  execFileSync(process.execPath, [resolve(import.meta.dirname, '../../scripts/build.mjs')], { stdio: 'inherit' });
}
