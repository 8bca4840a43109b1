import type { QuarantineEntry } from '#shared/market';
import { formatNumber, formatTime, zoneName, type Zone } from '../../lib/format';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';

const REASONS: Readonly<Record<string, string>> = {
  unparseable: 'Cannot be read',
  highBelowLow: 'High below low',
  closeOutsideRange: 'Close outside high and low',
  negativeVolume: 'Negative volume',
  nonPositivePrice: 'Price not above zero',
  futureTime: 'Time in the future',
  timeOutOfRange: 'Time out of range',
  unitMixUp: 'Unit mix-up',
  conflict: 'Contradicts a stored row',
  wrongColumnCount: 'Wrong number of columns',
};
export const reasonOf = ({ reason }: QuarantineEntry): string => REASONS[reason] ?? reason;

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
const NO_SERIES = 'no series';
const NO_FILE = 'not from a file';

export function quarantineColumns(zone: Zone): readonly Column<QuarantineEntry>[] {
  return [
    {
      id: 'series',
      title: 'Series',
      kind: 'word',
      width: 136,
      value: (row) => row.series,
      text: (row) => row.series || NO_SERIES,
      cell: (row) => row.series || <Missing why={NO_SERIES} />,
    },
    {
      id: 't',
      title: `Row time, ${zoneName(zone)}`,
      definition: 'Stamp of the row, where it could be read.',
      kind: 'time',
      width: 176,
      leave: 2,
      value: (row) => row.t,
      text: (row) => formatTime(row.t, zone, 'ms', 'not a time'),
      exact: (row) => (Number.isNaN(row.t) ? '' : new Date(row.t).toISOString()),
      cell: (row) => (Number.isNaN(row.t) ? <Missing why="not a time" /> : formatTime(row.t, zone, 'ms')),
    },
    {
      id: 'reason',
      title: 'Reason',
      definition: 'Why the row was set aside. It is used in no figure.',
      kind: 'word',
      width: 200,
      grow: true,
      value: reasonOf,
      text: (row) => (row.detail === '' ? reasonOf(row) : `${reasonOf(row)}: ${row.detail}`),
    },
    {
      id: 'file',
      title: 'File',
      kind: 'word',
      width: 172,
      leave: 1,
      value: (row) => fileName(row.file),
      text: (row) => fileName(row.file) || NO_FILE,
      exact: (row) => row.file,
      cell: (row) => fileName(row.file) || <Missing why={NO_FILE} />,
    },
    {
      id: 'line',
      title: 'Line',
      definition: 'Line in the unpacked file; row number in Parquet.',
      kind: 'figure',
      width: 56,
      leave: 3,
      value: (row) => row.line,
      text: (row) => formatNumber(row.line),
      exact: (row) => String(row.line),
    },
    {
      id: 'text',
      title: 'Row as it stood',
      kind: 'word',
      width: 220,
      hidden: true,
      value: (row) => row.text,
      text: (row) => row.text,
    },
  ];
}
