import type { Ms } from '#core/time/ms';

export interface OptionName {
  readonly asset: string;
  readonly expiry: Ms;
  readonly strike: number;
  /** +1 call, −1 put. */
  readonly type: 1 | -1;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const EXPIRY_HOUR = 8; // UTC, for every option of the venue

/** `BTC-27DEC24-100000-C`. Undefined for what is no option in coin (futures, combos, options in USDC). */
export function parseOptionName(name: string): OptionName | undefined {
  const match = /^([A-Z0-9]+)-(\d{1,2})([A-Z]{3})(\d\d)-(\d+(?:d\d+)?)-([CP])$/.exec(name);
  const month = match ? MONTHS.indexOf(match[3]!) : -1;
  if (!match || month < 0) return undefined;
  return {
    asset: match[1]!,
    expiry: Date.UTC(2000 + Number(match[4]), month, Number(match[2]), EXPIRY_HOUR),
    strike: Number(match[5]!.replace('d', '.')),
    type: match[6] === 'C' ? 1 : -1,
  };
}
