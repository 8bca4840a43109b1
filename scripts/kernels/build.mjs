// @ts-check
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { clangVersion, compile, KERNELS, textOf } from '../lib/kernels.mjs';

/**
 * node scripts/kernels/build.mjs: compiles the kernels to WebAssembly and writes each as text beside its user.
 * Needs clang and lld 14 or later (Debian: apt-get install clang lld); the result is committed, so that nobody else does.
 */
for (const kernel of KERNELS) {
  const text = textOf(kernel, compile(kernel), clangVersion());
  writeFileSync(resolve(import.meta.dirname, '../..', kernel.target), text);
}
