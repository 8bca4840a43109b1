// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const here = import.meta.dirname;

/** options.cpp against the QuantLib of the machine; undefined when it or the compiler is missing. */
export function buildQuantlib() {
  const out = resolve(here, '../../out/bench');
  const binary = join(out, 'quantlib');
  mkdirSync(out, { recursive: true });
  if (existsSync(binary)) return binary;
  try {
    execFileSync('c++', ['-O3', '-march=native', '-w', join(here, 'options.cpp'), '-lQuantLib', '-o', binary], { stdio: 'ignore' }); // prettier-ignore
    return binary;
  } catch {
    return undefined;
  }
}
