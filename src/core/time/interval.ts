import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND, type Ms } from './ms';

const UNITS: readonly (readonly [suffix: string, ms: Ms])[] = [
  ['d', MS_PER_DAY],
  ['h', MS_PER_HOUR],
  ['m', MS_PER_MINUTE],
  ['s', MS_PER_SECOND],
];

/**
 * Length of a bar interval such as `1m`, `5m`, `8h`, `1d`, `1w`.
 * @returns milliseconds, or undefined when the text is not an interval (months have no fixed length and are refused).
 */
export function parseInterval(text: string): Ms | undefined {
  const match = /^(\d{1,4})([smhdw])$/.exec(text);
  if (!match) return undefined;
  const count = Number(match[1]);
  const unit = match[2] === 'w' ? 7 * MS_PER_DAY : UNITS.find(([suffix]) => suffix === match[2])![1];
  return count > 0 ? count * unit : undefined;
}

/** `60_000` → `1m`. An irregular series (interval 0) is written `irregular`. */
export function formatInterval(ms: Ms): string {
  if (ms === 0) return 'irregular';
  for (const [suffix, unit] of UNITS) if (ms % unit === 0) return `${ms / unit}${suffix}`;
  return `${ms}ms`;
}
