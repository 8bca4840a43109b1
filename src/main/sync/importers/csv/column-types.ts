import type { ColumnType } from '../types';
import { isMissing, readNumber } from './number';
import { parseTimeText, timeRule } from './time';

const RULE = timeRule();
/** 2001 in seconds to 2100 in nanoseconds: numbers in between may be stamps where a stamp is looked for. */
const isEpoch = (value: number): boolean => value >= 1e9 && value < 4.2e18;
const isDateText = (text: string): boolean =>
  /^\d{1,4}[-/.]\d{1,2}([-/.]|$)/.test(text) && !Number.isNaN(parseTimeText(text, RULE));

export function cellType(cell: string, decimal: '.' | ',' = '.'): ColumnType {
  if (isMissing(cell)) return 'empty';
  if (/^(?:true|false)$/i.test(cell)) return 'boolean';
  const value = readNumber(cell, decimal);
  if (value !== undefined) return /^\d{10}(?:\d{3}|\d{6}|\d{9})?$/.test(cell) && isEpoch(value) ? 'time' : 'number';
  return isDateText(cell) ? 'time' : 'text';
}

/** Type of each column over some rows: the one that every filled cell has; numbers beside stamps are numbers. */
export function columnTypes(
  rows: readonly (readonly string[])[],
  width: number,
  decimal: '.' | ',' = '.',
): ColumnType[] {
  return Array.from({ length: width }, (_, column) => {
    const kinds = new Set(rows.map((row) => cellType(row[column] ?? '', decimal)));
    kinds.delete('empty');
    if (kinds.size === 0) return 'empty';
    if (kinds.size === 1) return [...kinds][0]!;
    return kinds.size === 2 && kinds.has('time') && kinds.has('number') ? 'number' : 'text';
  });
}
