import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subtractRanges } from '#core/time/ranges';
import { MS_PER_MINUTE } from '#core/time/ms';
import { useStore } from '../../integration/store/support/folder';
import { MINUTE_BARS, START, blockOf, pageOf, sliceColumns, walkingBars } from '../../integration/store/support/pages';

const store = useStore();
const ROWS = 24_000;
const bars = walkingBars(ROWS);
const instant = (row: number): number => START + row * MS_PER_MINUTE;

/** Ends of the stretches that are stored, over three chunks: some end at a chunk's edge (a week from a Thursday). */
const cuts = fc.uniqueArray(fc.oneof(fc.nat(ROWS), fc.constantFrom(4_320, 14_400)), { minLength: 2, maxLength: 9 });

describe('runs', () => {
  it('are exactly the stretches that are stored, and gaps what lies between them', () => {
    let files = 0;
    fc.assert(
      fc.property(cuts, (ends) => {
        const path = store.file(`r${files++}`);
        const writer = store.writer(path);
        const sorted = [...ends].sort((a, b) => a - b);
        const kept = sorted.flatMap((from, k) =>
          k % 2 === 0 && k + 1 < sorted.length ? [[from, sorted[k + 1]!]] : [],
        );
        writer.commitPage(pageOf(kept.map(([from, to]) => blockOf(sliceColumns(bars, from!, to!)))));
        const reader = store.reader(path);
        const { id } = reader.findSeries(MINUTE_BARS)!;
        const runs = reader.runs(id);
        expect(runs).toEqual(kept.map(([from, to]) => ({ from: instant(from!), to: instant(to!) })));
        const between = subtractRanges([{ from: runs[0]!.from, to: runs.at(-1)!.to }], runs);
        const gaps = reader.gaps(id).runs.map(({ from, to }) => ({ from, to: to + MS_PER_MINUTE }));
        expect(gaps).toEqual(between);
        writer.close();
      }),
      { numRuns: 20 },
    );
  });

  it('of an irregular series are none: its rows do not tell that none is missing', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(walkingBars(5), { ...MINUTE_BARS, kind: 'oi', interval: 0 })].map((block) => ({ ...block, columns: { t: block.columns.t, base: block.columns.o!, usd: block.columns.c! } })))); // prettier-ignore
    const reader = store.reader();
    expect(reader.runs(reader.listSeries()[0]!.id)).toEqual([]);
  });
});
