import { parseInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { CoverageSpan, SeriesKey, SeriesTraits } from '#main/store/types';
import { liquidationCoverage } from '../../facts';
import { readNumber } from '../csv/number';
import { epochToMs, parseTimeText, type TimeRule } from '../csv/time';
import { fieldOf, type FormatSeries } from '../format/schema';
import { compileTemplate, type Constants } from '../format/template';
import type { NameHint } from '../names';
import type { ImportOptions } from '../types';
import type { Choice, ExpandedSeries } from './choose';
import { spacingOf, type Spacing } from './interval';
import { sampleOf, type TableHead } from './table';

/** Which series a row belongs to. */
export interface SeriesBinding {
  readonly interval: Ms;
  readonly traits: SeriesTraits;
  /** Tag slots that decide. */
  readonly tagSlots: readonly number[];
  /** Key of the series for one text per slot; undefined for rows that are to be passed over. An empty instrument is a fault. */
  readonly keyOf: (cells: readonly string[]) => SeriesKey | undefined;
  readonly coverageOf: (key: SeriesKey) => readonly CoverageSpan[];
}

export function bindSeries(
  { spec, column }: ExpandedSeries, { format, header }: Choice, head: TableHead, hint: NameHint, options: ImportOptions,
  time: TimeRule, tagSlotOf: (column: number) => number,
): SeriesBinding {
  const constants: Constants = { file: options.instrument ?? hint.instrument ?? '', column };
  const templates = [spec.instrument, spec.field].map((text) => compileTemplate(text, constants, format.names));
  const source = compileTemplate(spec.source ?? format.source, { ...constants, file: hint.source ?? 'file' }, format.names);
  const conditions = Object.entries({ ...spec.where, ...options.where }).filter(([name]) => header.find(name) >= 0);
  const columns = [...[...templates, source].flatMap((template) => template.columns), ...conditions.map(([name]) => name)];
  const stamps = sampleStamps(spec, header.find, head, time, templates[0]!.columns);
  const dateOnly = stamps.dateOnly;
  const interval = intervalOf(spec, stamps.spacing, hint, options);
  const filter = templates[0]!.columns.length > 0 ? options.instrument?.toUpperCase() : undefined;

  return {
    interval,
    traits: {
      knownLag: knownLagOf(spec, interval, dateOnly),
      volumeUnit: volumeUnitOf(spec, header.find, head),
      unit: spec.unit,
      synthetic: false,
    },
    tagSlots: columns.map((name) => tagSlotOf(header.find(name))),
    keyOf(cells) {
      let at = 0;
      const render = (template: typeof source): string => template.render(cells.slice(at, (at += template.columns.length)));
      const instrument = render(templates[0]!), field = render(templates[1]!), from = render(source); // prettier-ignore
      for (const [, wanted] of conditions) if (!sameText(cells[at++] ?? '', wanted)) return undefined;
      if (filter !== undefined && instrument.toUpperCase() !== filter) return undefined;
      return { instrument, kind: spec.kind, interval, source: from || 'file', field };
    },
    coverageOf: (key) => coverageOf(spec, key, options),
  };
} // prettier-ignore

const sameText = (cell: string, wanted: string): boolean =>
  cell.toLowerCase() === wanted.toLowerCase() || (cell !== '' && wanted !== '' && Number(cell) === Number(wanted));

interface Stamps {
  readonly spacing: Spacing | undefined;
  readonly dateOnly: boolean;
}

/** Stamps of the first instrument in the sample. */
function sampleStamps(
  spec: FormatSeries,
  find: (column: string | readonly string[]) => number,
  head: TableHead,
  time: TimeRule,
  by: readonly string[],
): Stamps {
  const field = spec.fields['t'] ?? spec.fields['period'];
  const column = field === undefined ? -1 : find(fieldOf(field).column);
  if (column < 0) return { spacing: undefined, dateOnly: false };
  const groups = by.map((name) => find(name));
  const groupOf = (row: readonly string[]): string => groups.map((at) => row[at]).join('\n');
  const counts = new Map<string, number>();
  for (const row of head.rows) counts.set(groupOf(row), (counts.get(groupOf(row)) ?? 0) + 1);
  const group = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  const cells = head.rows.filter((row) => groupOf(row) === group).map((row) => row[column] ?? '');
  const all = sampleOf(head, column);
  return {
    spacing: spacingOf(cells.map((cell) => stampOf(cell, time))),
    dateOnly: all.length > 0 && all.every((cell) => cell.length <= 10 && !/^\d{9,}/.test(cell) && !cell.includes(':')),
  };
}

function stampOf(cell: string, time: TimeRule): Ms {
  const number = /^\d{8}$/.test(cell.trim()) || cell.trim() === '' ? undefined : readNumber(cell);
  return number === undefined ? parseTimeText(cell, time) : epochToMs(number, time.unit);
}

function intervalOf(spec: FormatSeries, spacing: Spacing | undefined, hint: NameHint, options: ImportOptions): Ms {
  if (spec.kind === 'macro') return 0;
  if (spec.kind === 'liquidations' && !('long' in spec.fields)) return 0;
  if (spec.interval !== undefined) return parseInterval(spec.interval) ?? 0;
  if (options.interval !== undefined) return options.interval;
  if (spec.gather === 'bars') return MS_PER_MINUTE;
  const needed = spec.kind === 'bars' || spec.kind === 'vol' || spec.kind === 'liquidations';
  if (needed) return hint.interval ?? spacing?.interval ?? 0;
  return spacing && spacing.regular >= 0.95 && isRound(spacing.interval) ? spacing.interval : 0;
}

const isRound = (interval: Ms): boolean => interval <= MS_PER_DAY && interval % MS_PER_MINUTE === 0;

function knownLagOf(spec: FormatSeries, interval: Ms, dateOnly: boolean): Ms {
  if (spec.knownLag !== undefined) return parseInterval(spec.knownLag) ?? 0;
  if (spec.kind === 'bars' || spec.kind === 'vol' || spec.gather || (spec.kind === 'liquidations' && interval > 0))
    return interval;
  return dateOnly ? MS_PER_DAY : 0;
}

function volumeUnitOf(
  spec: FormatSeries,
  find: (column: string | readonly string[]) => number,
  head: TableHead,
): 'base' | 'quote' {
  if (spec.volumeUnit !== 'auto') return spec.volumeUnit;
  const volume = spec.fields['v'];
  const name = volume === undefined ? '' : (head.header[find(fieldOf(volume).column)] ?? '');
  return /usd|quote|turnover|eur$/i.test(name) ? 'quote' : 'base';
}

function coverageOf(spec: FormatSeries, key: SeriesKey, options: ImportOptions): readonly CoverageSpan[] {
  const claimed = options.coverage ?? spec.coverage;
  if (claimed !== undefined) return [{ from: 0, coverage: claimed }];
  return spec.kind === 'liquidations'
    ? liquidationCoverage(key.source, 'long' in spec.fields ? 'buckets' : 'prints')
    : [];
}
