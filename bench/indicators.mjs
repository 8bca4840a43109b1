// @ts-check
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, inTemporaryFolder, median, minuteBars, time } from './lib/harness.mjs';
import { buildTalib } from './peers/talib.mjs';

const N = 1_000_000;

/** RSI(14) + MACD(12,26,9) over one million closes. @param {any} ours */
export async function run(ours) {
  const { c } = minuteBars(N);
  const rsi = new Float64Array(N);
  const macd = { macd: new Float64Array(N), signal: new Float64Array(N), histogram: new Float64Array(N) };
  const both = () => {
    ours.rsi(c, 14, rsi);
    ours.macd(c, {}, macd);
  };
  const rate = N / 1_000 / (await time(both, { runs: 21 }));
  const results = [];

  const npm = await import('@ixjb94/indicators').then(
    ({ IndicatorsSync }) => new IndicatorsSync(),
    () => undefined,
  );
  const closes = Array.from(c);
  const npmRate = npm
    ? N / 1_000 / (await time(() => [npm.rsi(closes, 14), npm.macd(closes, 12, 26, 9)], { runs: 9 }))
    : null;
  results.push(
    compare({
      what: 'RSI(14) + MACD(12,26,9)',
      unit: 'M bars/s',
      ours: rate,
      peer: '@ixjb94/indicators',
      theirs: npmRate,
      goal: 8,
    }),
  );

  const binary = buildTalib();
  const theirs = binary
    ? await inTemporaryFolder(async (folder) => {
        const file = join(folder, 'closes.bin');
        writeFileSync(file, new Uint8Array(c.buffer));
        const lines = execFileSync(binary, [file, String(N)])
          .toString()
          .trim()
          .split('\n');
        return N / 1_000 / median(lines.map(Number));
      })
    : null;
  results.push(
    compare({ what: 'RSI(14) + MACD(12,26,9)', unit: 'M bars/s', ours: rate, peer: 'TA-Lib C -O3', theirs, goal: 2 }),
  );
  return results;
}
