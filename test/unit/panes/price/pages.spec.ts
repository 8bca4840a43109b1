import { describe, expect, it } from 'vitest';
import { BARS_PER_PAGE, PageCache, pagesOf } from '../../../../src/renderer/panes/price/pages';

const columns = (from: number, to: number, step = 1) => {
  const t = Float64Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);
  return { t, v: t.map((x) => x * 2) };
};
const empty = columns(0, 0);

describe('PageCache', () => {
  it('names runs of missing neighbours and skips what is under way', () => {
    const cache = new PageCache(empty);
    cache.put(1, { first: 2, count: 1 }, columns(2 * BARS_PER_PAGE, 3 * BARS_PER_PAGE));
    expect(cache.missing(1, 0, 5 * BARS_PER_PAGE)).toEqual([
      { first: 0, count: 2 },
      { first: 3, count: 2 },
    ]);
    expect(cache.missing(1, 0, 5 * BARS_PER_PAGE, (key) => key === '1:0')).toEqual([
      { first: 1, count: 1 },
      { first: 3, count: 2 },
    ]);
  });
  it('puts pages back together, cut to the range', () => {
    const cache = new PageCache(empty);
    cache.put(1, { first: 0, count: 3 }, columns(0, 3 * BARS_PER_PAGE));
    const { t, v } = cache.assemble(1, 1_000, 2_100);
    expect([t[0], t.at(-1), t.length]).toEqual([1_000, 2_099, 1_100]);
    expect(v[0]).toBe(2_000);
  });
  it('remembers that a page is empty', () => {
    const cache = new PageCache(empty);
    cache.put(1, { first: 7, count: 1 }, empty);
    expect(cache.missing(1, 7 * BARS_PER_PAGE, 8 * BARS_PER_PAGE)).toEqual([]);
  });
  it('lets the least recently used pages go', () => {
    const cache = new PageCache(empty, 3);
    cache.put(1, { first: 0, count: 3 }, columns(0, 3 * BARS_PER_PAGE));
    cache.assemble(1, 0, 10);
    cache.put(1, { first: 3, count: 1 }, columns(3 * BARS_PER_PAGE, 4 * BARS_PER_PAGE));
    expect(cache.missing(1, 0, 4 * BARS_PER_PAGE)).toEqual([{ first: 1, count: 1 }]);
  });
  it('forgets what reaches past an instant', () => {
    const cache = new PageCache(empty);
    cache.put(1, { first: 0, count: 2 }, columns(0, 2 * BARS_PER_PAGE));
    cache.dropAfter(BARS_PER_PAGE + 5);
    expect(cache.missing(1, 0, 2 * BARS_PER_PAGE)).toEqual([{ first: 1, count: 1 }]);
  });
  it('tells which ends will be missing once the clock has gone on', () => {
    const cache = new PageCache(empty);
    cache.put(1, { first: 0, count: 3 }, columns(0, BARS_PER_PAGE + 10));
    const told = cache.ends(1, { from: 0, to: 4 * BARS_PER_PAGE }, BARS_PER_PAGE + 10);
    cache.growAfter(BARS_PER_PAGE + 10);
    // A page of too few rows is asked for as a whole, and not told.
    expect(told).toEqual([{ first: 1, count: 1, since: BARS_PER_PAGE + 8 }]);
    expect(cache.missing(1, 0, 3 * BARS_PER_PAGE)).toEqual([...told, { first: 2, count: 1 }]);
  });
  it('continues a page that has grown, from its last rows on, unless another series answers now', () => {
    const cache = new PageCache(empty);
    cache.put(1, { first: 0, count: 2 }, columns(0, BARS_PER_PAGE + 10), 'a');
    cache.growAfter(BARS_PER_PAGE + 10);
    const [run, ...others] = cache.missing(1, 0, 2 * BARS_PER_PAGE);
    expect([run, others]).toEqual([{ first: 1, count: 1, since: BARS_PER_PAGE + 8 }, []]);
    expect(cache.assemble(1, BARS_PER_PAGE, 2 * BARS_PER_PAGE).t).toHaveLength(10); // what was known stays meanwhile
    cache.put(1, run!, columns(BARS_PER_PAGE + 8, BARS_PER_PAGE + 13), 'a');
    expect(cache.missing(1, 0, 2 * BARS_PER_PAGE)).toEqual([]);
    expect(cache.assemble(1, BARS_PER_PAGE, 2 * BARS_PER_PAGE)).toEqual(columns(BARS_PER_PAGE, BARS_PER_PAGE + 13));
    cache.growAfter(BARS_PER_PAGE + 13);
    cache.put(1, { ...run!, since: BARS_PER_PAGE + 11 }, columns(BARS_PER_PAGE + 11, BARS_PER_PAGE + 15), 'b');
    expect(cache.missing(1, 0, 2 * BARS_PER_PAGE)).toEqual([{ first: 1, count: 1 }]);
  });
  it('counts pages before 1970 too', () => expect(pagesOf(1, -1, 1)).toEqual({ first: -1, count: 2 }));
});
