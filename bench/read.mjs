// @ts-check
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, compare, inTemporaryFolder, minuteBars, time } from './lib/harness.mjs';
import { openDuck } from './peers/duckdb.mjs';

const N = 1_000_000;
const LAST = { knownLag: 60_000, volumeUnit: 'base', unit: 'USDT', synthetic: true };

/** @param {ReturnType<typeof minuteBars>} bars */
function toCsv({ t, o, h, l, c, v }) {
  let text = '';
  for (let i = 0; i < t.length; i++) text += `${t[i]},${o[i]},${h[i]},${l[i]},${c[i]},${v[i]}\n`;
  return text;
}

/** One million minute bars: bytes at rest, read into columns, resampled to hours. @param {any} ours */
export const run = (ours) =>
  inTemporaryFolder(async (folder) => {
    const bars = minuteBars(N);
    const csv = join(folder, 'bars.csv');
    writeFileSync(csv, toCsv(bars));

    const path = join(folder, 'ours.db');
    const writer = ours.openWriter(path);
    const line = Float64Array.from({ length: N }, (_, i) => i + 1);
    const key = { instrument: 'BENCH', kind: 'bars', interval: 60_000, source: 'bench', field: '' };
    writer.commitPage({
      blocks: [{ key, traits: LAST, coverage: [], columns: bars, line }],
      macro: [],
      quarantined: [],
      cursor: { fingerprint: 'bench', path: csv, source: 'bench', kind: 'bars', offset: 0, line: N, done: true },
    });
    writer.checkpoint();
    writer.close();
    const bytes = statSync(path).size / N;

    const reader = ours.openReader(path);
    const id = reader.findSeries(key).id;
    const check = reader.read(id, {});
    if (check.t.length !== N || check.c[N - 1] !== bars.c[N - 1]) throw new Error('read back something else');
    const readRate = N / 1_000 / (await time(() => reader.read(id, {})));
    const hours = Math.ceil(N / 60) + 1;
    const out = ours.emptyColumns('bars', hours);
    const resampleRate = N / 1_000 / (await time(() => ours.resampleInto(check, 3_600_000, out), { runs: 31 }));
    reader.close();

    const duck = await openDuck(folder, csv);
    let duckRead = null;
    let duckResample = null;
    if (duck) {
      const { connection } = duck;
      duckRead =
        N /
        1_000 /
        (await time(
          async () => {
            const result = await connection.run('SELECT * FROM bars');
            const columns = Array.from({ length: 6 }, () => new Float64Array(N));
            let at = 0;
            for (;;) {
              const chunk = await result.fetchChunk();
              if (!chunk || chunk.rowCount === 0) break;
              for (let k = 0; k < 6; k++) {
                const { items } = /** @type {{ items: any }} */ (/** @type {unknown} */ (chunk.getColumnVector(k)));
                if (k === 0) for (let i = 0; i < chunk.rowCount; i++) columns[0][at + i] = Number(items[i]);
                else columns[k].set(items.subarray(0, chunk.rowCount), at);
              }
              at += chunk.rowCount;
            }
            if (at !== N) throw new Error(`DuckDB gave ${at} rows`);
          },
          { runs: 7, warm: 2 },
        ));
      duckResample =
        N /
        1_000 /
        (await time(
          () =>
            connection.run(
              'CREATE OR REPLACE TEMP TABLE hours AS SELECT t // 3600000 AS k, first(o) o, max(h) h, min(l) l, last(c) c, sum(v) v FROM bars GROUP BY k',
            ),
          { runs: 9, warm: 2 },
        ));
      duck.close();
    }
    return [
      compare({
        what: '1 M minute bars into columns',
        unit: 'M rows/s',
        ours: readRate,
        peer: 'DuckDB, 2 threads',
        theirs: duckRead,
        goal: 4,
      }),
      atMost({ what: 'minute bars at rest, pyramid included', unit: 'bytes a row', ours: bytes, most: 25 }),
      compare({
        what: '1m → 1h resample, 1 M bars',
        unit: 'M bars/s',
        ours: resampleRate,
        peer: 'DuckDB, 2 threads',
        theirs: duckResample,
        goal: 3,
      }),
    ];
  });
