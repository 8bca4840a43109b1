// @ts-check
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * Kernels in C, built to WebAssembly and kept as text beside their user.
 * @typedef {{ source: string, target: string, constant: string, linked: string[] }} Kernel
 */

const root = resolve(import.meta.dirname, '../..');

/** @type {readonly Kernel[]} */
export const KERNELS = [
  {
    source: 'scripts/kernels/scan.c',
    target: 'src/main/sync/importers/csv/quick-scan-code.ts',
    constant: 'QUICK_SCAN_CODE',
    linked: ['--import-memory', '--export=__heap_base'],
  },
  {
    source: 'scripts/kernels/json-rows.c',
    target: 'src/main/sync/sources/rows/code.ts',
    constant: 'JSON_ROWS_CODE',
    linked: ['--import-memory', '--export=__heap_base'],
  },
  {
    source: 'scripts/kernels/columns.c',
    target: 'src/core/series/packing/code.ts',
    constant: 'COLUMNS_CODE',
    linked: ['--import-memory', '--export=__heap_base'],
  },
  {
    source: 'scripts/kernels/numeric.c',
    target: 'src/core/kernel/code.ts',
    constant: 'KERNEL_CODE',
    linked: [],
  },
];

/** SHA-256 of a kernel's source, with the files that it includes from beside it. @param {Kernel} kernel */
export function hashOf({ source }) {
  const text = readFileSync(join(root, source), 'utf8');
  const hash = createHash('sha256').update(text);
  for (const [, file = ''] of text.matchAll(/^#include "(.+)"$/gm))
    hash.update(readFileSync(join(root, dirname(source), file)));
  return hash.digest('hex');
}

/** First figure of the version of the clang that is installed; undefined when it or its linker is missing. */
export function clangVersion() {
  try {
    execFileSync('wasm-ld', ['--version'], { stdio: 'ignore' });
    return /version (\d+)/.exec(execFileSync('clang', ['--version'], { stdio: 'pipe' }).toString())?.[1];
  } catch {
    return undefined;
  }
}

/** The module in base64. Needs clang and lld. @param {Kernel} kernel */
export function compile({ source, linked }) {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-kernel-'));
  const built = join(folder, 'kernel.wasm');
  const flags = ['--no-entry', '--strip-all', ...linked, '-z,stack-size=1024'];
  try {
    execFileSync('clang', [
      '--target=wasm32', '-O3', '-msimd128', '-ffp-contract=off', '-ffreestanding', '-nostdlib', '-Wall', '-Wextra', '-Werror',
      ...flags.map((flag) => `-Wl,${flag}`), '-o', built, join(root, source),
    ]); // prettier-ignore
    return readFileSync(built).toString('base64');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the target says. @param {Kernel} kernel */
export function committed({ target }) {
  const text = readFileSync(join(root, target), 'utf8');
  return {
    hash: /SHA-256 ([0-9a-f]{64})/.exec(text)?.[1],
    clang: /clang (\d+)/.exec(text)?.[1],
    code: [...text.matchAll(/^ {2}'([^']+)',$/gm)].map(([, line]) => line).join(''),
  };
}

/** Text of the target. @param {Kernel} kernel @param {string} code @param {string | undefined} clang */
export function textOf(kernel, code, clang) {
  const lines = code.match(/.{1,110}/g) ?? [];
  return `/**
 * WebAssembly in base64, built from ${kernel.source} by scripts/kernels/build.mjs with clang ${clang}. Not written by hand.
 * Source: SHA-256 ${hashOf(kernel)}
 */
export const ${kernel.constant} = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
}
