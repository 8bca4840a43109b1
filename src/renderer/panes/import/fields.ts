import type { SeriesKind } from '#core/series/schema';
import type { ImportPreview } from '#shared/jobs';

/** A field of a record that a column of the file can feed. */
export interface FieldInfo {
  readonly field: string;
  readonly label: string;
  readonly required: boolean;
  /** How a value is read once a column is set. */
  readonly readAs: string;
  /** What happens without a column. */
  readonly without: string;
}

const field = (name: string, label: string, required: boolean, readAs: string, without: string): FieldInfo => ({
  field: name,
  label,
  required,
  readAs,
  without,
});

const TIME = field('t', 'Time', true, '', 'needed: when each row holds');
const INSTRUMENT = field(
  'instrument',
  'Instrument',
  false,
  'a series for each name in it',
  'one instrument for the whole file',
);
const price = (name: string, label: string, required = true): FieldInfo =>
  field(name, label, required, 'quote currency', required ? 'needed' : 'left missing');

const PRINTS: readonly FieldInfo[] = [
  TIME,
  INSTRUMENT,
  field('side', 'Closed side', true, 'SELL closes a long, BUY a short', 'needed: which side was closed'),
  price('price', 'Price'),
  field('quantity', 'Quantity', true, 'base units; contracts are converted', 'needed'),
  field('notional', 'Notional', false, 'USD', 'price times quantity'),
];
const SUMS: readonly FieldInfo[] = [
  TIME,
  INSTRUMENT,
  field('long', 'Longs closed', true, 'USD per interval', 'needed'),
  field('short', 'Shorts closed', true, 'USD per interval', 'needed'),
];
const BARS: readonly FieldInfo[] = [
  field('t', 'Time', true, '', 'needed: the open of each bar'),
  INSTRUMENT,
  price('o', 'Open'),
  price('h', 'High'),
  price('l', 'Low'),
  price('c', 'Close'),
  field('v', 'Volume', false, 'base units', 'left missing'),
];
const FIELDS: Readonly<Record<Exclude<SeriesKind, 'liquidations'>, readonly FieldInfo[]>> = {
  bars: BARS,
  oi: [
    TIME,
    INSTRUMENT,
    field('base', 'Open interest', false, 'base units', 'left missing'),
    field('usd', 'Open interest, USD', false, 'USD', 'left missing'),
  ],
  funding: [TIME, INSTRUMENT, field('rate', 'Rate', true, 'fraction per funding interval: 0.0001 is 0.01 %', 'needed')],
  vol: [
    TIME,
    INSTRUMENT,
    field('o', 'Open', false, 'percent or decimal per year', 'left missing'),
    field('h', 'High', false, 'percent or decimal per year', 'left missing'),
    field('l', 'Low', false, 'percent or decimal per year', 'left missing'),
    field('c', 'Close', true, 'percent or decimal per year', 'needed'),
  ],
  chain: [
    TIME,
    INSTRUMENT,
    field('expiry', 'Expiry', true, 'date or the name of the option', 'needed'),
    field('strike', 'Strike', true, 'quote currency', 'needed'),
    field('type', 'Call or put', true, 'C or P', 'needed'),
    field('bid', 'Bid', false, 'premium', 'left missing'),
    field('ask', 'Ask', false, 'premium', 'left missing'),
    field('markIv', 'Mark volatility', false, 'percent or decimal per year', 'left missing'),
    field('underlying', 'Underlying', false, 'quote currency', 'left missing'),
  ],
  metric: [TIME, INSTRUMENT, field('value', 'Value', true, 'as in the file', 'needed')],
  macro: [
    field('t', 'Period', true, '', 'needed: start of the period'),
    field('released', 'Released', false, 'instant of publication', 'unknown: not usable as of a past instant'),
    field(
      'announced',
      'Announced',
      false,
      'when the date of the release became known',
      'unknown: no date ahead of a past clock',
    ),
    field('value', 'Value', true, 'as in the file', 'needed'),
  ],
};

/** Fields of a kind, with those that the file's own format maps besides. Sums have other fields than prints. */
export function fieldsFor(kind: SeriesKind, mapping: Readonly<Record<string, string>>): readonly FieldInfo[] {
  const isSums = 'long' in mapping || 'short' in mapping;
  const known = kind === 'liquidations' ? (isSums ? SUMS : PRINTS) : FIELDS[kind];
  const extra = Object.keys(mapping).filter((name) => !known.some((info) => info.field === name) && name !== 'period');
  return [
    ...known,
    ...extra.map((name) => field(name, name.replace(/^value:/, 'Value, '), false, 'as in the file', 'left out')),
  ];
}

const UNITS: Readonly<Record<string, string>> = {
  s: 'epoch seconds, UTC',
  ms: 'epoch milliseconds, UTC',
  us: 'epoch microseconds, UTC',
  ns: 'epoch nanoseconds, UTC',
};

/** `epoch ms, UTC`, or the zone that text stamps are taken in. */
export function timeReadAs({ timeUnit, zone }: Pick<ImportPreview, 'timeUnit' | 'zone'>): string {
  if (timeUnit === 'date') return `date text, ${zone || 'UTC'}`;
  return UNITS[timeUnit] ?? `by its digits or its text, ${zone || 'UTC'}`;
}

/** The words beside the column: what its values become, or what happens without it. */
export function readAs(
  info: FieldInfo,
  from: string | undefined,
  preview: ImportPreview,
): { text: string; tone: 'plain' | 'needed' | 'quiet' } {
  if (from === undefined) return { text: info.without, tone: info.required ? 'needed' : 'quiet' };
  if (from.startsWith('@')) return { text: `always ${from.slice(1)}`, tone: 'plain' };
  if (info.field === 't') return { text: timeReadAs(preview), tone: 'plain' };
  if (info.field === 'instrument') {
    const { instruments } = preview;
    const shown = instruments.slice(0, 3).join(', ');
    return {
      text: shown === '' ? info.readAs : shown + (instruments.length > 3 ? ` and ${instruments.length - 3} more` : ''),
      tone: 'plain',
    };
  }
  return { text: info.readAs, tone: 'plain' };
}

/** Required fields without a column. A recognised format knows how to do without: only what it asks for counts. */
export function missingFields(kind: SeriesKind | null, preview: ImportPreview): readonly string[] {
  if (kind === null) return ['kind of data'];
  const labels = fieldsFor(kind, preview.mapping);
  const name = (missing: string): string => labels.find((info) => info.field === missing)?.label ?? missing;
  const asked = preview.missing.map(name);
  if (preview.format !== 'generic') return asked;
  const unset = labels
    .filter((info) => info.required && preview.mapping[info.field] === undefined)
    .map((info) => info.label);
  return [...new Set([...asked, ...unset])];
}
