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
  const out = [0, 1, 2, 3].map(() => new Float64Array(N));
  const rate = N / 1_000 / (await time(() => ours.rsiMacd(c, out), { runs: 21 }));
  const results = [];

  const { ema, macd, rsi } = await import('@ixjb94/indicators').then(
    (m) => new m.IndicatorsSync(),
    () => ({}),
  );
  const closes = Array.from(c);
  if (rsi) {
    const self = await import('@ixjb94/indicators').then((m) => new m.IndicatorsSync());
    const theirs = N / 1_000 / (await time(() => [self.rsi(closes, 14), self.macd(closes, 12, 26, 9)], { runs: 9 }));
    results.push(
      compare({
        what: 'RSI(14) + MACD(12,26,9)',
        unit: 'M bars/s',
        ours: rate,
        peer: '@ixjb94/indicators',
        theirs,
        goal: 8,
      }),
    );
  }
  (void ema, macd);

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
