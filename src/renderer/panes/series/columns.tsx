import type { SeriesKind } from '#core/series/schema';
import type { CoverageMap, SeriesSummary } from '#shared/market';
import { formatBar, formatCount, formatNumber, formatTime, zoneName, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { coverageTone, Tag } from '../../ui/Tag';
import { CoverageStrip, YearAxis } from './CoverageStrip';
import styles from './series.module.css';

const KINDS: Readonly<Record<SeriesKind, string>> = {
  bars: 'candles',
  liquidations: 'liquidations',
  oi: 'open interest',
  funding: 'funding',
  chain: 'option chain',
  vol: 'volatility index',
  macro: 'macro',
  metric: '',
};

/** `BTCUSDT candles`: what a person calls a series. */
export const nameOf = ({ instrument, kind, field }: SeriesSummary): string =>
  [instrument, field === '' ? KINDS[kind] : field].filter(Boolean).join(' ');

/** Prints come when they come: what is missing of them is known of recordings alone. */
const recordingGaps = ({ interval, gaps }: SeriesSummary): number => (interval === 0 ? gaps : 0);

/** Word of how complete a series is: liquidations say it themselves, of others the gaps are counted. */
export function coverageWord(series: SeriesSummary): string {
  const { kind, coverage, gaps } = series;
  const last = coverage.at(-1)?.coverage;
  // a feed that tells all is not complete when nobody listened
  if (last === 'complete' && recordingGaps(series) > 0) return formatCount(gaps, 'gap');
  if (last !== undefined) return last;
  if (kind === 'liquidations') return 'unknown';
  return gaps === 0 ? 'complete' : formatCount(gaps, 'gap');
}

/** Sources whose series are all synthetic. */
export function syntheticSources(all: readonly SeriesSummary[]): ReadonlySet<string> {
  const measured = new Set(all.filter((row) => !row.synthetic).map((row) => row.source));
  return new Set(all.map((row) => row.source).filter((source) => !measured.has(source)));
}

/** When each coverage began, for the tooltip. */
export const spansText = (series: SeriesSummary, zone: Zone): string => {
  const { coverage, gaps } = series;
  const ofRecording = recordingGaps(series);
  return coverage.length > 0
    ? [
        ...coverage.map(({ from, coverage: word }) => `${word} from ${formatTime(from, zone, 'day')}`),
        ...(ofRecording > 0 ? [`${formatCount(ofRecording, 'gap')} of recording in between: see Gaps.`] : []),
      ].join('\n')
    : gaps === 0
      ? 'No bar is missing between the first and the last.'
      : `${formatCount(gaps, 'run')} of missing bars between the first and the last: see Gaps.`;
};

export const isProxy = (series: SeriesSummary): boolean => series.coverage.at(-1)?.coverage === 'proxy';
const hasNoGrid = (series: SeriesSummary): boolean => series.interval === 0 && recordingGaps(series) === 0;
const knownTo = (series: SeriesSummary): number => series.to + series.interval;

/** @param wholly sources that hold nothing but synthetic series: their heading says so, not each row */
export function seriesColumns(
  zone: Zone,
  map: CoverageMap | undefined,
  wholly: ReadonlySet<string>,
): readonly Column<SeriesSummary>[] {
  const strips = new Map((map?.rows ?? []).map((row) => [row.id, row]));
  return [
    {
      id: 'name',
      title: 'Series',
      kind: 'word',
      width: 192,
      value: nameOf,
      text: (row) => (row.synthetic ? `${nameOf(row)} (synthetic)` : nameOf(row)),
      cell: (row) => (
        <span className={styles['name']} title={nameOf(row)}>
          <span className={styles['words']}>{nameOf(row)}</span>
          {row.synthetic && !wholly.has(row.source) && <Tag tone="estimate">synthetic</Tag>}
        </span>
      ),
    },
    {
      id: 'interval',
      title: 'Bar',
      definition: 'Interval of a row; `print`: single records at their own times.',
      kind: 'figure',
      width: 52,
      leave: 3,
      value: (row) => row.interval,
      text: (row) => formatBar(row.interval),
    },
    {
      id: 'coverage',
      title: 'Coverage',
      definition: 'How much of what happened the series holds.',
      kind: 'word',
      width: 92,
      value: coverageWord,
      text: coverageWord,
      cell: (row) => (
        <Tag tone={coverageTone(coverageWord(row))} title={spansText(row, zone)}>
          {coverageWord(row)}
        </Tag>
      ),
    },
    {
      id: 'months',
      title: 'Coverage by month',
      kind: 'word',
      width: 248,
      grow: true,
      sortable: false,
      leave: 4,
      header: <YearAxis firstMonth={map?.firstMonth ?? 0} months={map?.months ?? 0} />,
      value: () => null,
      text: (row) =>
        row.rows > 0 ? `${formatTime(row.from, zone, 'day')} to ${formatTime(row.to, zone, 'day')}` : 'empty',
      cell: (row) => {
        const strip = strips.get(row.id);
        return strip ? (
          <CoverageStrip strip={{ ...strip, estimate: isProxy(row) }} firstMonth={map?.firstMonth ?? 0} />
        ) : null;
      },
    },
    {
      id: 'rows',
      title: 'Rows',
      definition: 'Rows stored.',
      kind: 'figure',
      width: 92,
      value: (row) => row.rows,
      text: (row) => formatNumber(row.rows),
      exact: (row) => String(row.rows),
      cell: (row) => (
        <Figure
          label={nameOf(row)}
          value={formatNumber(row.rows)}
          full={formatCount(row.rows, 'row')}
          definition={`${formatCount(row.duplicates, 'identical row')} came twice, ${formatNumber(row.quarantined)} are quarantined.`}
          estimate={isProxy(row)}
          source={row.source}
          window={`${formatTime(row.from, zone)} to ${formatTime(row.to, zone)}`}
          focusable={false}
        />
      ),
    },
    {
      id: 'gaps',
      title: 'Gaps',
      definition:
        'Runs of missing bars between the first and the last; of a recording, times in which nobody listened.',
      kind: 'figure',
      width: 68,
      leave: 1,
      value: (row) => row.gaps,
      text: (row) => (hasNoGrid(row) ? 'no grid' : formatNumber(row.gaps)),
      cell: (row) => (hasNoGrid(row) ? <Missing why="no grid" /> : formatNumber(row.gaps)),
    },
    {
      id: 'to',
      title: `Known to, ${zoneName(zone)}`,
      definition: 'Instant at which the newest row was known: the close of its bar.',
      kind: 'time',
      width: 100,
      leave: 2,
      value: knownTo,
      text: (row) => formatTime(knownTo(row), zone, 'minute', 'empty'),
      cell: (row) => (
        <span title={formatTime(knownTo(row), zone, 'minute', 'empty')}>
          {formatTime(knownTo(row), zone, 'day', 'empty')}
        </span>
      ),
    },
  ];
}
