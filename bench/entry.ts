/** What the benchmarks call of the program: the same functions that the workstation calls. */
export { macd } from '#core/indicators/macd';
export { rsi } from '#core/indicators/rsi';
export { resampleInto } from '#core/series/resample';
export { emptyColumns } from '#core/series/schema';
export { openReader } from '#main/store/reader';
export { openWriter } from '#main/store/writer';
