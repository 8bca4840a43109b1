import type { BookLayer } from '#core/hedge/replay/types';
import { formatPercent } from '../../lib/format';

const stand = (value: number): string =>
  value === 0 ? 'off' : value === 1 ? 'on' : formatPercent(value, { decimals: 0 });

/** How a gate stands in a word, and what it would read now where that is another. */
export function gateStateOf({ value, now, words, reads }: BookLayer['gate']): { readonly text: string; readonly title: string } {
  const when = reads === 'roll' ? 'Read where the layer opens or rolls.' : 'Read at every bar.';
  if (Number.isNaN(now)) return { text: `${stand(value)}, unknown now`, title: `${when} ${words}` };
  return { text: now === value ? stand(value) : `${stand(value)}, now ${stand(now)}`, title: `${when} ${words}` };
} // prettier-ignore
