import type { FileReport } from '#shared/jobs';

export interface ReportCount {
  readonly label: string;
  readonly value: number;
  readonly definition: string;
}

/** Sums over the files of an import. rows = added + unchanged + merged + quarantined. */
export function countsOf(files: readonly FileReport[]): readonly ReportCount[] {
  const sum = (key: 'rows' | 'added' | 'unchanged' | 'merged' | 'quarantined'): number =>
    files.reduce((total, file) => total + file[key], 0);
  return [
    {
      label: 'Rows read',
      value: sum('rows'),
      definition: 'Rows of the files; each is counted once in one of the others.',
    },
    { label: 'Added', value: sum('added'), definition: 'New rows.' },
    { label: 'Unchanged', value: sum('unchanged'), definition: 'Rows that were stored already, to the last digit.' },
    { label: 'Merged', value: sum('merged'), definition: 'Rows that filled missing values of a stored one.' },
    {
      label: 'Quarantined',
      value: sum('quarantined'),
      definition: 'Rows that were set aside with a reason; they are used in no figure.',
    },
  ];
}

const WORDS: Readonly<Record<string, string>> = {
  unparseable: 'cannot be read',
  highBelowLow: 'high below low',
  closeOutsideRange: 'close outside the range',
  negativeVolume: 'negative volume',
  nonPositivePrice: 'price not above zero',
  futureTime: 'time in the future',
  timeOutOfRange: 'time out of range',
  unitMixUp: 'unit mix-up',
  conflict: 'contradicts a stored row',
  wrongColumnCount: 'wrong number of columns',
};

/** `12 contradict a stored row, 3 cannot be read`, the most frequent first. */
export function reasonWords(reasons: Readonly<Record<string, number>>): string {
  return Object.entries(reasons)
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `${count} ${WORDS[reason] ?? reason}`)
    .join(', ');
}
