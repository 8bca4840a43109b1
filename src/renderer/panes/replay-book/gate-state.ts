import type { BookLayer } from '#core/hedge/replay/types';
import type { GateSignal } from '#core/hedge/types';
import { formatPercent } from '../../lib/format';
import { SIGNALS } from '../shared/hedge/signals';

const stand = (value: number): string =>
  value === 0 ? 'off' : value === 1 ? 'on' : formatPercent(value, { decimals: 0 });

/** How a gate stands in a word, and what it would read now where that is another. */
export function gateStateOf({ value, now, words, reads }: BookLayer['gate']): { readonly text: string; readonly title: string } {
  const when = reads === 'roll' ? 'Read where the layer opens or rolls.' : 'Read at every bar.';
  if (Number.isNaN(now)) return { text: `${stand(value)}, unknown now`, title: `${when} ${words}` };
  return { text: now === value ? stand(value) : `${stand(value)}, now ${stand(now)}`, title: `${when} ${words}` };
} // prettier-ignore

/** A signal that something of the plan asks for and that was never known on the way, with what would have to be stored. */
export function unknownWords(name: string): string {
  if (name === 'funding') return 'Funding was not known: perpetuals paid none. Store the funding of the asset.';
  const signal = SIGNALS[name as GateSignal];
  return `${signal.title}: never known on the way, so nothing was opened or closed on it. It needs ${signal.needs}.`;
}
