import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export const HOUR = 3_600_000;
/** 2024-01-01, the first stamp of every file that is written here. */
export const FIRST = Date.UTC(2024, 0, 1);

const HEADER =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore';

/** One line of a Binance kline file; `high` may be set below the low. */
function kline(i: number, high?: number, close = 101 + i): string {
  const open = 100 + i;
  const t = FIRST + i * HOUR;
  return [t, open, high ?? open + 2, open - 2, close, 5, t + HOUR - 1, 5 * open, 9, 2, 2 * open, 0].join(',');
}

interface KlineFile {
  readonly hours: number;
  /** Hours that are left out: a gap. */
  readonly without?: readonly number[];
  /** Hours whose high lies below their low. */
  readonly broken?: readonly number[];
  /** Hours whose close is half a unit lower than it is without. */
  readonly rewritten?: readonly number[];
}

export async function writeText(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

/** An hourly kline file as Binance publishes it; its name says what it holds. */
export function writeKlines(
  path: string,
  { hours, without = [], broken = [], rewritten = [] }: KlineFile,
): Promise<string> {
  const rows = Array.from({ length: hours }, (_, i) => i)
    .filter((i) => !without.includes(i))
    .map((i) => kline(i, broken.includes(i) ? 1 : undefined, rewritten.includes(i) ? 100.5 + i : undefined));
  return writeText(path, `${[HEADER, ...rows].join('\n')}\n`);
}
