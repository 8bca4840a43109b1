import type { Ms } from '#core/time/ms';
import type { MacroCalendarReply, MacroReading, MacroSeriesInfo, PolicyRate } from '#shared/macro';
import { asOfOf, Exit, parseInstant, withServices, type GlobalOptions } from '../context';
import { count, instant, printJson, printTable, say } from '../print';

export interface MacroOptions extends GlobalOptions {
  readonly calendar?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Bounds of `from` and `to` where they are left open. */
const EARLIEST = Date.UTC(1800, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** What the economy was known to be: every series, one of them by its periods, or the dates of a range. */
export async function macro(id: string | undefined, options: MacroOptions): Promise<void> {
  const asOf = asOfOf(options);
  const known = asOf === undefined ? {} : { asOf };
  if (options.calendar !== undefined && id !== undefined)
    throw new Exit(2, 'Ask for a series or for the calendar, not for both at once.');
  if (id === undefined && (options.from ?? options.to) !== undefined)
    throw new Exit(2, '--from and --to are periods of a series: name one. A range of dates is --calendar <from..to>.');
  await withServices(options, { create: false }, async ({ macro: service }) => {
    if (options.calendar !== undefined) {
      printCalendar(await service.calendar({ ...rangeOf(options.calendar), ...known }), options);
    } else if (id === undefined) {
      printSeries(await service.series(asOf), await service.rates(asOf), options);
    } else {
      const from = options.from === undefined ? EARLIEST : parseInstant(options.from, '--from');
      const to = options.to === undefined ? LATEST : parseInstant(options.to, '--to');
      if (!(from < to)) throw new Exit(2, '--from has to lie before --to.');
      printReading(await service.read({ series: id, from, to, then: null, ...known }), options);
    }
  });
}

function rangeOf(text: string): { readonly from: Ms; readonly to: Ms } {
  const [from, to, ...more] = text.split('..').map((part) => parseInstant(part, '--calendar'));
  if (from === undefined || to === undefined || more.length > 0 || !(from < to))
    throw new Exit(2, `--calendar ${text}: write two instants, the first before the second: 2024-01-01..2024-02-01.`);
  return { from, to };
}

const figure = (x: number): string => (Number.isFinite(x) ? String(Number(x.toPrecision(8))) : '');
const day = (t: Ms): string => instant(t).slice(0, 10);

function printSeries(series: readonly MacroSeriesInfo[], rates: readonly PolicyRate[], { json }: GlobalOptions): void {
  if (json) return printJson({ series, rates });
  printTable(
    ['series', 'label', 'period', 'value', 'change', 'unit', 'known', 'basis', 'figures', 'source', 'lacks'],
    series.map(({ id, label, state, unit, basis, figures, source, lacks }) => [
      ...[id, label, state ? day(state.period) : '', figure(state?.value ?? NaN), figure(state?.change ?? NaN), unit],
      ...[state ? instant(state.known) : '', basis, count(figures), source, lacks],
    ]),
  );
  for (const { currency, series: from, rate, since, lacks } of rates)
    say(`Policy rate of ${currency}: ${lacks || `${figure(100 * rate)} % since ${instant(since)}`} (${from}).`);
}

function printReading(reading: MacroReading, { json }: GlobalOptions): void {
  const { series, period, known, first, value, consensus, lacks, revisions, unit } = reading;
  if (lacks === 'nothing stored') throw new Exit(2, `No macro series "${series}" is stored. \`ballast macro\` lists what is.`); // prettier-ignore
  if (json) return printJson(reading);
  printTable(
    ['period', 'known', 'first', 'value', 'expected'],
    Array.from(period, (t, i) => [day(t), instant(known[i]!), figure(first[i]!), figure(value[i]!), figure(consensus[i]!)]), // prettier-ignore
  );
  say(lacks === '' ? `${count(period.length)} periods, ${count(revisions)} revisions${unit && `, in ${unit}`}.` : `Nothing to show: ${lacks}.`); // prettier-ignore
}

function printCalendar({ events, next, words }: MacroCalendarReply, { json }: GlobalOptions): void {
  if (json) return printJson({ events, next, words });
  printTable(
    ['instant', 'event', 'title', 'period', 'status', 'value', 'before', 'expected', 'surprise', 'unit'],
    events.map(({ t, label, title, period, status, value, previous, consensus, surprise, unit }) => [
      ...[instant(t), label, title, day(period), status],
      ...[value, previous, consensus, surprise].map(figure),
      unit,
    ]),
  );
  for (const { label, t } of next) say(`Next ${label}: ${instant(t)} UTC.`);
  for (const line of words) say(line);
}
