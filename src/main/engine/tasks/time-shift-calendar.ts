import { createHash } from 'node:crypto';
import type { StudyInput } from '#core/evidence/types';
import type { Calendar } from '#core/timeshift/find-anchors';
import { refusal } from '#core/macro/publication';
import { releaseMoments } from '#core/timeshift/releases';
import type { Alignment } from '#core/timeshift/types';
import type { Ms } from '#core/time/ms';
import { isSynthetic, publicationOf } from '../../macro/facts';
import { seriesOfLabel } from '../../macro/labels';
import type { StoreReader } from '../../store/api';
import { readDifferential } from './macro/rates';

export interface CalendarArgs {
  readonly align: Alignment;
  /** Of the sample market: what was made up with it. */
  readonly synthetic: boolean;
  readonly asOf: Ms | null;
}

/** What an alignment on the economy is made from. */
export interface CalendarFacts {
  readonly inputs: readonly StudyInput[];
  /** Names the figures as they were known. */
  readonly revision: string;
  /** Why there is nothing to align on; '' when there is. */
  readonly lacks: string;
}

type Known = CalendarFacts & { readonly calendar: Calendar };

const NONE: Known = { calendar: { releases: [], turns: [] }, inputs: [], revision: '', lacks: '' };

/** Releases and turns that were known by an instant, or all that are stored. */
export function calendarFacts(store: () => StoreReader, args: CalendarArgs): CalendarFacts {
  const { inputs, revision, lacks } = readCalendar(store, args);
  return { inputs, revision, lacks };
}

export function readCalendar(store: () => StoreReader, { align, synthetic, asOf }: CalendarArgs): Known {
  const until = asOf ?? Infinity;
  if (align.kind === 'release') return releases(store(), align, synthetic, until);
  return align.kind === 'differential' ? turns(store, align, synthetic, until) : NONE;
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

function releases(
  reader: StoreReader,
  { label, which }: Extract<Alignment, { readonly kind: 'release' }>,
  synthetic: boolean,
  until: Ms,
): Known {
  const records = new Map(reader.macroSeries().map((record) => [record.id, record]));
  const inputs: StudyInput[] = [];
  /** Of a series that is not point-in-time the dates alone: whether its figures were those of the day nobody can say. */
  const read = (id: string | null): Calendar['releases'][number]['vintages'] => {
    if (id === null) return [];
    const record = records.get(id)!;
    const known = reader.macroVintages(id).filter(({ released }) => released <= until);
    if (known.length === 0) return [];
    const instants = Float64Array.from(known, ({ released }) => released);
    inputs.push(macroInput(id, record.source, instants));
    return refusal(publicationOf(record)) === '' ? known : known.map((one) => ({ ...one, value: NaN }));
  };
  const found = seriesOfLabel([...records.keys()], label, synthetic).map(({ id, consensus }) => ({ vintages: read(id), consensus: read(consensus) })); // prettier-ignore
  const told = releaseMoments(found, { label, which: 'all' }, until).length;
  const isDirected = which === 'all' || releaseMoments(found, { label, which }, until).length > 0;
  return {
    calendar: { releases: found, turns: [] },
    inputs,
    revision: digest(found.map(({ vintages, consensus }) => [...vintages, ...consensus].map(({ period, released, value }) => [period, released, value]))), // prettier-ignore
    lacks:
      told === 0
        ? `No release of ${label} ${until === Infinity ? 'is stored with its instant' : 'was known by then'}.`
        : isDirected
          ? ''
          : `None of the ${told} releases of ${label} is known to have been ${which}: that takes figures${against(which)} as they were released.`,
  };
}

const against = (which: string): string => (which === 'above' || which === 'below' ? ', and a consensus,' : '');

/** Turns of a differential whose rates were known when they changed: figures without their instants are refused. */
function turns(store: () => StoreReader, { a, b }: { readonly a: string; readonly b: string }, synthetic: boolean, until: Ms): Known {
  const named = (currency: string): string => (synthetic && !isSynthetic(currency) ? `SIM-${currency}` : currency);
  const range = { from: -Infinity, to: Infinity, asOf: until, now: until };
  const { lacks, known, rateA, rateB, turns: found, ...rates } = readDifferential(store, { a: named(a), b: named(b), ...range }); // prettier-ignore
  const other = [rates.a, rates.b].find((rate) => rate.synthetic !== synthetic);
  const missing = other && lacks === '' ? `${other.currency.replace('SIM-', '')}: no policy rate is stored` : lacks;
  const records = new Map(store().macroSeries().map((record) => [record.id, record]));
  return {
    calendar: { releases: [], turns: found },
    inputs: missing === '' ? [rates.a, rates.b].map(({ series }) => macroInput(series, records.get(series)!.source, known)) : [],
    revision: digest([rates.a.series, rates.b.series, [...known], [...rateA], [...rateB]]),
    lacks: missing === '' ? '' : `The differential of ${a} and ${b} is not known (${missing}).`,
  };
} // prettier-ignore

/** A series as it was known. @param known instants at which it told something, ascending; at least one */
function macroInput(id: string, source: string, known: Float64Array): StudyInput {
  return {
    ...{ instrument: id, kind: 'macro', intervalMs: 0, source, rows: known.length, coverage: [], role: 'context' },
    from: known[0]!,
    to: known.at(-1)!,
    synthetic: isSynthetic(id),
  };
}
