import type { Flow } from '#core/value/types';
import { exactTime, formatTime, parseTime, type Zone } from '../../lib/format';
import { readNumber } from '../../ui/NumberField';
import type { TextGrid } from '#shared/csv';

/** Dated payments of a text, one a line: date, amount, words. */
export interface ReadFlows {
  readonly flows: readonly Flow[];
  /** What is wrong with the first line that cannot be read; '' when all can be. */
  readonly problem: string;
}

/** A date, with or without a time, at the start of a line. */
const DATED = /^\s*(\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?Z?)\s*[\t,;]?\s*/;
const AMOUNT = /^([+\-−]?[\d.,_]*\d(?:e[+-]?\d+)?)\s*[\t,;]?\s*/i;

/** Reads what is pasted from a spreadsheet or typed. A header line and empty lines are passed over. */
export function readFlows(text: string, zone: Zone): ReadFlows {
  const flows: Flow[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || (i === 0 && !/\d/.test(line))) continue;
    const wrong = (what: string): ReadFlows => ({ flows: [], problem: `Line ${i + 1}, “${line.trim()}”: ${what}` });
    const date = DATED.exec(line);
    const t = date ? parseTime(date[1]!, zone) : undefined;
    if (!date || t === undefined) return wrong('it begins with no date such as 2025-10-10.');
    const rest = line.slice(date[0].length);
    const amount = AMOUNT.exec(rest);
    const value = amount ? readNumber(amount[1]!) : undefined;
    if (!amount || value === undefined) return wrong('no amount follows the date.');
    flows.push({ t, amount: value, words: rest.slice(amount[0].length).replaceAll(/^["\s]+|["\s]+$/g, '') });
  }
  return { flows, problem: flows.length === 0 ? 'No flow is given yet.' : '' };
}

/** As it can be pasted again. */
export const flowsText = (flows: readonly Flow[], zone: Zone): string =>
  flows.map(({ t, amount, words }) => `${formatTime(t, zone)}\t${amount}\t${words}`).join('\n');

export const flowGrid = (flows: readonly Flow[]): TextGrid => [
  ['t', 'amount', 'words'],
  ...flows.map(({ t, amount, words }) => [exactTime(t), String(amount), words]),
];
