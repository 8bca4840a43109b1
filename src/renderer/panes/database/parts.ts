import { formatBytes } from '../../lib/format';

export interface SizePart {
  readonly id: string;
  readonly label: string;
  readonly bytes: number;
  /** Share of the file, 0 to 1. */
  readonly share: number;
  /** Step of the neutral ramp it is drawn in. */
  readonly step: 1 | 2 | 3 | 4;
}

const LABELS: Readonly<Record<string, string>> = {
  bars: 'Candles',
  liquidations: 'Liquidations',
  oi: 'Open interest',
  funding: 'Funding',
  chain: 'Chains',
  vol: 'Volatility',
  macro: 'Macro',
  metric: 'Other figures',
  results: 'Results',
};
/** More steps than the ramp has could not be told apart. */
const MOST_PARTS = 3;

/** The largest kinds by name, what is left as one part: indices, events and free pages besides the small kinds. */
export function sizeParts(bytesByKind: Readonly<Record<string, number>>, total: number): readonly SizePart[] {
  const kinds = Object.entries(bytesByKind)
    .filter(([, bytes]) => bytes > 0)
    .sort((a, b) => b[1] - a[1]);
  const shown = kinds.slice(0, MOST_PARTS);
  const sum = shown.reduce((all, [, bytes]) => all + bytes, 0);
  const whole = Math.max(total, sum);
  const rest = whole - sum;
  const parts = shown.map(([id, bytes], i) => ({
    id,
    label: LABELS[id] ?? id,
    bytes,
    share: bytes / whole,
    step: (i + 1) as 1 | 2 | 3,
  }));
  return rest > 0 ? [...parts, { id: 'rest', label: 'Other', bytes: rest, share: rest / whole, step: 4 }] : parts;
}

export const partText = ({ label, bytes }: SizePart): string => `${label} ${formatBytes(bytes)}`;
