import type { JobProgress } from '#shared/jobs';

/** Machine output: one JSON document; what is missing is null, never NaN. */
export function printJson(value: unknown): void {
  const missing = (_key: string, x: unknown): unknown => {
    if (typeof x === 'number' && !Number.isFinite(x)) return null;
    return x instanceof Float64Array ? [...x] : x;
  };
  process.stdout.write(`${JSON.stringify(value, missing, 2)}\n`);
}

const isFigure = (text: string): boolean => /^[-−+]?[\d,.]+( ?%)?$/.test(text);

/** A plain table for a person: words left, figures right. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((name, c) => Math.max(name.length, ...rows.map((row) => row[c]!.length)));
  const right = header.map((_, c) => rows.length > 0 && rows.every((row) => row[c] === '' || isFigure(row[c]!)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => (right[c] ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)))
      .join('  ')
      .trimEnd();
  process.stdout.write([header, ...rows].map((row) => `${line(row)}\n`).join(''));
}

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** One line on a terminal, nothing in a pipe. */
export function showProgress({
  label,
  done,
  total,
  message,
  state,
}: Pick<JobProgress, 'label' | 'done' | 'total' | 'message' | 'state'>): void {
  if (!process.stderr.isTTY) return;
  const share = total > 0 ? `${Math.floor((100 * done) / total)} %`.padStart(5) : '';
  const text = state === 'running' ? `${label} ${share} ${message}` : '';
  process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns || 80) - 1)}`);
}

export const count = (n: number): string => (Number.isFinite(n) ? n.toLocaleString('en-US') : 'unknown');
export const instant = (t: number): string =>
  Number.isFinite(t) ? new Date(t).toISOString().slice(0, 16).replace('T', ' ') : 'none';

/** `BTCUSDT,ETHUSDT` of an option that takes several. */
export const words = (text: string | undefined): string[] => {
  const all = (text ?? '').split(',').map((word) => word.trim());
  return [...new Set(all)].filter((word) => word !== '');
};
