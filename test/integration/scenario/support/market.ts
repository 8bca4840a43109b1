import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { PageBlock } from '#main/store/types';
import { openWriter } from '#main/store/writer';
import { blockOf, columnsOf, generator, pageOf } from '../../store/support/pages';

export const FROM: Ms = Date.UTC(2025, 0, 1);
const DAYS = 120;
export const END: Ms = FROM + DAYS * MS_PER_DAY;
/** A fall by 30 % within ten hours, with a tenth of the open interest closed by force. */
export const CRASH: Ms = FROM + 80 * MS_PER_DAY;
const at = (t: Ms): number => (t - FROM) / MS_PER_HOUR;
const isCrash = (i: number): boolean => i >= at(CRASH) && i < at(CRASH) + 10;

function bars(seed: number, price: number, until: Ms) {
  const random = generator(seed);
  const columns = columnsOf('bars', at(until));
  for (let i = 0, close = price; i < columns.t.length; i++) {
    const open = close;
    close *= Math.exp((random() - 0.5) * 0.01 + (isCrash(i) ? Math.log(0.7) / 10 : 0));
    const row = { t: FROM + i * MS_PER_HOUR, o: open, h: Math.max(open, close) * 1.001, l: Math.min(open, close) * 0.999, c: close, v: 100 + 50 * random() }; // prettier-ignore
    for (const [name, value] of Object.entries(row)) columns[name]![i] = value;
  }
  return columns;
}

const key = (instrument: string, kind: PageBlock['key']['kind'], interval: Ms) => ({ instrument, kind, interval, source: 'file', field: '' }); // prettier-ignore

/** Four months of hours of BTCUSDT with what hangs on it, and bars of five others. @param until only what is known by then */
export function marketBlocks(until: Ms = END): PageBlock[] {
  const random = generator(5);
  const hours = at(until);
  const stamps = (step: Ms): Float64Array => Float64Array.from({ length: (until - FROM) / step }, (_, i) => FROM + i * step); // prettier-ignore
  const t = stamps(MS_PER_HOUR);
  const oi = { t, base: t.map((_, i) => 1_000 * (i >= at(CRASH) + 10 ? 0.9 : 1) + i / 100), usd: t.map(() => NaN) };
  const long = t.map((_, i) => (isCrash(i) ? 400_000 + 1_000 * (i % 7) : 500 + 300 * random()));
  const days = stamps(MS_PER_DAY);
  const vol = { t: days, o: days.map(() => NaN), h: days.map(() => NaN), l: days.map(() => NaN), c: days.map((at) => 0.5 + (at >= CRASH ? 0.3 : 0)) }; // prettier-ignore
  const funding = { t: stamps(8 * MS_PER_HOUR), rate: stamps(8 * MS_PER_HOUR).map((_, i) => 1e-4 * ((i % 3) - 1)) };
  return [
    ...['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'ADAUSDT', 'DOTUSDT'].map((id, i) =>
      blockOf(bars(i + 1, 60_000 / (i + 1), until), key(id, 'bars', MS_PER_HOUR)),
    ),
    blockOf(oi, key('BTCUSDT', 'oi', MS_PER_HOUR), { traits: { knownLag: MS_PER_HOUR } }),
    blockOf({ t, long, short: t.map(() => 400) }, key('BTCUSDT', 'liquidations', MS_PER_HOUR), { traits: { knownLag: MS_PER_HOUR }, coverage: [{ from: FROM, coverage: 'complete' }] }), // prettier-ignore
    blockOf(funding, key('BTCUSDT', 'funding', 8 * MS_PER_HOUR), { traits: { knownLag: 8 * MS_PER_HOUR } }),
    blockOf(vol, key('BTC-DVOL', 'vol', MS_PER_DAY)),
  ].filter(({ columns }) => columns.t.length > 0 && hours > 0);
}

export function writeMarket(path: string, until?: Ms): void {
  const writer = openWriter(path);
  const macro = [CRASH, END - MS_PER_DAY, END + MS_PER_HOUR].map((released) => ({ seriesId: 'CPI-YOY', period: released - 30 * MS_PER_DAY, released, value: 3 })); // prettier-ignore
  writer.commitPage(pageOf(marketBlocks(until), { macro }));
  writer.close();
}
