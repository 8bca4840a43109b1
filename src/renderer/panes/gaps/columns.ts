import type { GapEntry } from '#shared/market';
import { formatDuration, formatNumber, formatTime, zoneName, type Zone } from '../../lib/format';
import type { Column } from '../../ui/table';

const WHAT: Readonly<Record<GapEntry['what'], string>> = { rows: 'missing bars', recording: 'not recorded' };

export function gapColumns(zone: Zone): readonly Column<GapEntry>[] {
  return [
    {
      id: 'series',
      title: 'Series',
      kind: 'word',
      width: 208,
      grow: true,
      value: (row) => row.series,
      text: (row) => row.series,
    },
    {
      id: 'what',
      title: 'What',
      definition: 'Missing bars; or a gap of recording: nobody listened to the feed, and what happened is not known.',
      kind: 'word',
      width: 112,
      value: (row) => WHAT[row.what],
      text: (row) => WHAT[row.what],
    },
    {
      id: 'from',
      title: `First missing, ${zoneName(zone)}`,
      kind: 'time',
      width: 144,
      value: (row) => row.from,
      text: (row) => formatTime(row.from, zone),
      exact: (row) => new Date(row.from).toISOString(),
    },
    {
      id: 'to',
      title: `Until, ${zoneName(zone)}`,
      definition: 'Stamp of the next row that is stored; of a recording, when it went on.',
      kind: 'time',
      width: 144,
      leave: 2,
      value: (row) => row.to,
      text: (row) => formatTime(row.to, zone),
      exact: (row) => new Date(row.to).toISOString(),
    },
    {
      id: 'length',
      title: 'Length',
      kind: 'figure',
      width: 88,
      leave: 1,
      value: (row) => row.to - row.from,
      text: (row) => formatDuration(row.to - row.from),
    },
    {
      id: 'missing',
      title: 'Missing rows',
      definition: 'Rows that the interval of the series asks for and that are not stored.',
      kind: 'figure',
      width: 104,
      value: (row) => row.missing,
      text: (row) => (row.what === 'recording' ? 'not known' : formatNumber(row.missing)),
      exact: (row) => (row.what === 'recording' ? '' : String(row.missing)),
    },
  ];
}
