// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * node scripts/kernels/build.mjs: compiles scan.c to WebAssembly and writes it as text beside its user.
 * Needs clang and lld 14 or later (Debian: apt-get install clang lld); its result is committed, so that nobody else does.
 */
const here = import.meta.dirname;
const target = resolve(here, '../../src/main/sync/importers/csv/quick-scan-code.ts');
const built = join(tmpdir(), `scan-${process.pid}.wasm`);
const linked = ['--no-entry', '--import-memory', '--strip-all', '--export=__heap_base', '-z,stack-size=1024'];
execFileSync('clang', [
  '--target=wasm32', '-O3', '-msimd128', '-ffreestanding', '-nostdlib', '-Wall', '-Wextra', '-Werror',
  ...linked.map((flag) => `-Wl,${flag}`), '-o', built, join(here, 'scan.c'),
]); // prettier-ignore
const lines =
  readFileSync(built)
    .toString('base64')
    .match(/.{1,110}/g) ?? [];
rmSync(built);
writeFileSync(
  target,
  `/** WebAssembly in base64: scripts/kernels/scan.c, built by scripts/kernels/build.mjs. Not written by hand. */
export const QUICK_SCAN_CODE = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`,
);
