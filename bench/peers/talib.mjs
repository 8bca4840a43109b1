// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const here = import.meta.dirname;
const sources = resolve(here, '../node_modules/talib-binding/ta-lib/c');

/** TA-Lib's C sources compiled with the machine's compiler at -O3; undefined when either is missing. */
export function buildTalib() {
  if (!existsSync(sources)) return undefined;
  const out = resolve(here, '../node_modules/.cache');
  const binary = join(out, 'talib');
  mkdirSync(out, { recursive: true });
  if (existsSync(binary)) return binary;
  const src = join(sources, 'src');
  const files = ['ta_func/ta_RSI.c', 'ta_func/ta_MACD.c', 'ta_func/ta_EMA.c', 'ta_func/ta_utility.c']
    .concat(['ta_common/ta_global.c', 'ta_common/ta_retcode.c', 'ta_common/ta_version.c'])
    .map((file) => join(src, file));
  const include = [join(sources, 'include'), join(src, 'ta_common'), join(src, 'ta_func'), join(src, 'ta_abstract')];
  try {
    execFileSync('cc', [
      '-O3',
      '-march=native',
      '-w',
      ...include.map((i) => `-I${i}`),
      join(here, 'talib.c'),
      ...files,
      '-lm',
      '-o',
      binary,
    ]);
    return binary;
  } catch {
    return undefined;
  }
}
