import { expect, it } from 'vitest';
import type { StoreWriter } from '#main/store/api';
import { useStore } from './support/folder';
import { MINUTE_BARS, START, blockOf, pageOf, sliceColumns, walkingBars } from './support/pages';

const store = useStore();
const bars = walkingBars(12_000);
const page = (from: number, to: number) => pageOf([blockOf(sliceColumns(bars, from, to))], { cursor: { offset: from, done: false } }); // prettier-ignore
const storedBars = () => {
  const reader = store.reader();
  return reader.read(reader.findSeries(MINUTE_BARS)!.id);
};

/** What the same rows come to in one page. */
function expectWhole(writer: StoreWriter): void {
  const whole = store.writer(store.file('whole'));
  whole.commitPage(pageOf([blockOf(bars)]));
  expect(writer.contentDigest()).toBe(whole.contentDigest());
  expect(writer.verify().ok).toBe(true);
}

it('gives the same bytes page by page, forwards and backwards', () => {
  for (const newestFirst of [false, true]) {
    const writer = store.writer(store.file(`pages ${newestFirst}`));
    const starts = Array.from({ length: 8 }, (_, k) => k * 1_500);
    for (const from of newestFirst ? starts.reverse() : starts) writer.commitPage(page(from, from + 1_500));
    expectWhole(writer);
  }
});

it('goes on from what the file holds when another writer was there meanwhile', () => {
  const [one, other] = [store.writer(), store.writer()];
  one.commitPage(page(0, 1_000));
  one.commitPage(page(1_000, 2_000));
  other.commitPage(page(2_000, 3_000));
  one.commitPage(page(3_000, 4_000));
  other.commitPage(page(4_000, 12_000));
  expectWhole(one);
});

it('goes on from what the file holds when a page was rolled back, or the series removed', () => {
  const writer = store.writer();
  writer.commitPage(page(0, 1_000));
  writer.commitPage(page(1_000, 2_000));
  const torn = page(2_000, 3_000);
  const wrong = { ...blockOf(sliceColumns(bars, 0, 10)), traits: { ...torn.blocks[0]!.traits, unit: 'another' } };
  expect(() => writer.commitPage({ ...torn, blocks: [...torn.blocks, wrong] })).toThrow('does not fit');
  expect(storedBars().t).toHaveLength(2_000);
  writer.commitPage(page(2_500, 4_000));
  writer.commitPage(page(2_000, 2_500));
  expect(storedBars()).toEqual(sliceColumns(bars, 0, 4_000));
  writer.removeSeries(store.reader().findSeries(MINUTE_BARS)!.id);
  writer.commitPage(page(4_000, 5_000));
  expect(storedBars().t[0]).toBe(START + 4_000 * 60_000);
  writer.commitPage(page(0, 4_000));
  writer.commitPage(page(5_000, 12_000));
  expect(storedBars()).toEqual(bars);
});
