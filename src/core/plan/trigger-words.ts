import { signalName } from '../hedge/gate-words';
import type { Gate, GateRule } from '../hedge/types';

/** The rule of a gate for a person, with its levels as they are; `gateWords` says where it stands. */
export function triggerWords({ gate, reads }: GateRule): string {
  const when = reads === 'roll' ? 'read at each opening and roll' : 'read at every step, closes when off';
  return gate.kind === 'always' ? 'At any time' : `${ruleWords(gate)}; ${when}`;
}

function ruleWords(gate: Exclude<Gate, { readonly kind: 'always' }>): string {
  const name = signalName(gate.signal);
  const head = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  switch (gate.kind) {
    case 'step':
      return `${head} ${gate.steps.map(({ from, to, value }) => `above ${from} to ${to}: ${percent(value)}`).join(', ')}, elsewhere nothing`;
    case 'ramp':
      return `${head} from ${gate.from} (nothing) to ${gate.to} (all), in proportion between`;
    case 'hysteresis': {
      const [on, off] = gate.on >= gate.off ? ['at least', 'at most'] : ['at most', 'at least'];
      return `${head} ${on} ${gate.on}: on, until ${off} ${gate.off}: off`;
    }
  }
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(12))} %`;
