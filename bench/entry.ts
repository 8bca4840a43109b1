/** What the benchmarks call of the program: the same functions that the workstation calls. */
export { rsiMacd } from '#core/indicators/rsi-macd';
export { resampleBars } from '#core/series/resample';
export { emptyColumns } from '#core/series/schema';
export { openReader } from '#main/store/reader';
export { openWriter } from '#main/store/writer';
