import { describe, expect, it } from 'vitest';
import { clangVersion, committed, compile, hashOf, KERNELS } from '../../../scripts/lib/kernels.mjs';

const clang = clangVersion();

describe.each(KERNELS.map((kernel) => [kernel.source, kernel] as const))('%s', (_source, kernel) => {
  const found = committed(kernel);

  it('is the source of the module that is committed', () => expect(found.hash).toBe(hashOf(kernel)));

  it.skipIf(clang !== found.clang)(`is what clang ${found.clang} makes of it (skipped without that clang)`, () => {
    expect(compile(kernel)).toBe(found.code);
  });
});
