import type { Ms } from '#core/time/ms';
import type { MacroEntry, MacroSeriesInfo } from '#shared/macro';
import { formatTime, parseTime } from '../../lib/format';
import { readNumber } from '../../ui/NumberField';

export const ENTRY_KINDS = ['figure', 'consensus', 'date'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What is being typed: texts, read when they are whole. Instants are UTC. */
export interface EntryDraft {
  readonly kind: EntryKind;
  /** Of the figure itself, also where a consensus is typed. */
  readonly series: string;
  readonly label: string;
  readonly unit: string;
  readonly period: string;
  readonly released: string;
  readonly announced: string;
  readonly value: string;
}

type Field = 'series' | 'period' | 'released' | 'announced' | 'value';
export type Problems = Readonly<Partial<Record<Field, string>>>;

const CONSENSUS = /(\.consensus|-CONSENSUS)$/;
const SYNTHETIC = 'SIM-';
const DATE = 'Write a date as 2025-10-10 or 2025-10-10 12:30.';

const consensusOf = (series: string, known: readonly MacroSeriesInfo[]): string =>
  known.find(({ id }) => id === series)?.consensus ??
  (series.startsWith(SYNTHETIC) ? `${series}-CONSENSUS` : `${series}.consensus`);

const printed = (t: Ms | null): string =>
  t === null || !Number.isFinite(t) ? '' : formatTime(t, 'utc').replace(/ 00:00$/, '');

/** A typed entry as texts, or an empty one of a series. */
export function draftOf(entry: MacroEntry | null, series: string | null): EntryDraft {
  if (!entry)
    return { kind: 'figure', series: series ?? '', label: '', unit: '', period: '', released: '', announced: '', value: '' }; // prettier-ignore
  const kind = entry.value === null ? 'date' : CONSENSUS.test(entry.series) ? 'consensus' : 'figure';
  return {
    kind,
    series: entry.series.replace(CONSENSUS, ''),
    ...{ label: entry.label, unit: entry.unit },
    ...{ period: printed(entry.period), released: printed(entry.released), announced: printed(entry.announced) },
    value: entry.value === null ? '' : String(entry.value),
  };
}

/** What keeps a draft from being kept, field by field, each with the way out. */
export function problemsOf(draft: EntryDraft, now: Ms): Problems {
  const { kind } = draft;
  const problems: { -readonly [F in Field]?: string } = {};
  const series = draft.series.trim();
  if (series === '') problems.series = 'Choose a series, or name a new one.';
  else if (series.length > 60) problems.series = 'A name has at most 60 characters.';
  else if (CONSENSUS.test(series)) problems.series = 'Name the series itself, and choose consensus above.';
  const at = (text: string): Ms | undefined => parseTime(text, 'utc');
  const [period, released, announced] = [at(draft.period), at(draft.released), at(draft.announced)];
  if (period === undefined) problems.period = 'Write the start of the period as 2025-09-01.';
  if (draft.released.trim() === '') {
    if (kind === 'consensus') problems.released = 'Without the instant at which it was told it cannot be compared.';
    if (kind === 'date') problems.released = 'The instant of the release.';
  } else if (released === undefined) problems.released = DATE;
  else if (kind !== 'date' && released > now)
    problems.released = 'It lies ahead: what is to come has no figure yet. Choose date above.';
  else if (kind === 'figure' && period !== undefined && released < period)
    problems.released = 'It lies before the period begins.';
  if (kind === 'date' && draft.announced.trim() !== '') {
    if (announced === undefined) problems.announced = DATE;
    else if (announced > now) problems.announced = 'It lies ahead: nobody knows it yet.';
    else if (released !== undefined && announced >= released)
      problems.announced = 'A date is announced before it comes.';
  }
  if (kind !== 'date') {
    const value = readNumber(draft.value);
    if (draft.value.trim() === '') problems.value = 'A figure is needed.';
    else if (value === undefined) problems.value = `"${draft.value.trim()}" is not a number.`;
    else if (Math.abs(value) > 1e15) problems.value = 'It is beyond what is kept.';
  }
  return problems;
}

/** What is stored of a draft that nothing is wrong with. */
export function entryOf(draft: EntryDraft, known: readonly MacroSeriesInfo[]): MacroEntry {
  const { kind, label, unit } = draft;
  const series = draft.series.trim();
  const at = (text: string): Ms | null => parseTime(text, 'utc') ?? null;
  return {
    series: kind === 'consensus' ? consensusOf(series, known) : series,
    label: kind === 'consensus' && label.trim() !== '' ? `${label.trim()}, consensus` : label.trim(),
    unit: unit.trim(),
    period: at(draft.period)!,
    released: at(draft.released),
    announced: kind === 'date' ? at(draft.announced) : null,
    value: kind === 'date' ? null : readNumber(draft.value)!,
  };
}
