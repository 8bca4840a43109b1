import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { Alignment } from '#core/timeshift/types';
import type { MacroSeriesInfo, PolicyRate } from '#shared/macro';
import { call } from '../../lib/call';
import { asOfArgs } from '../../state/clock';
import { useRestedAsOf } from '../../state/rested-clock';
import { loadRules, selectRules, useRules } from '../../state/rules';
import { DEFAULT_QUESTION } from '../../state/study';
import { timeShift } from '../../state/time-shift';
import { useReply } from '../../state/use-reply';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { RuleDialog } from '../shared/rule/RuleBuilder';
import { alignable, alignTo, BUILDER, moreAlign, moreOptions, moreValue, QUICK, quickOf } from './align-options';
import styles from './time-shift.module.css';
import type { TimeShiftView } from './use-time-shift';

const NO_SERIES: readonly MacroSeriesInfo[] = [];
const NO_RATES: readonly PolicyRate[] = [];
const SEGMENTS = QUICK.map((value) => ({ value, label: value === 'cascade' ? 'Cascade' : value }));

interface ControlsProps {
  readonly pane: string;
  readonly view: TimeShiftView;
}

/** What is laid on t = 0, and which of its kind. */
export function Controls({ pane, view }: ControlsProps): ReactElement | null {
  const { instrument, choice } = view;
  const { align, ruleName } = choice;
  const asOf = useRestedAsOf();
  const saved = useRules(selectRules);
  const [building, setBuilding] = useState(false);
  useEffect(() => void loadRules(), []);
  const reply = useReply(`time-shift macro ${asOf ?? 'live'}`, async () => {
    const [series, rates] = await Promise.all([call('macro:series', asOfArgs(asOf)), call('macro:rates', asOfArgs(asOf))]); // prettier-ignore
    return { series, rates };
  });
  const series = useMemo(() => alignable(reply.value?.series ?? NO_SERIES, instrument), [reply.value, instrument]);
  const options = useMemo(() => moreOptions(series, saved, align, ruleName), [series, saved, align, ruleName]);
  if (!instrument) return null;
  const set = (next: Alignment, name = ''): void => timeShift.getState().align(instrument.id, next, name);
  const choose = (value: string): void => {
    if (value === BUILDER) return setBuilding(true);
    const found = moreAlign(value, saved);
    if (found) set(found.align, found.ruleName);
  };
  return (
    <>
      <Segmented label="Align at" value={quickOf(align)} segments={SEGMENTS} onChange={(one) => set(alignTo(one, align))} />
      <Select label="Align at something else" placeholder="more" value={moreValue(align, ruleName)} options={options} onChange={choose} />
      <Which align={align} rates={reply.value?.rates ?? NO_RATES} onChange={(next) => set(next, ruleName)} />
      {building && (
        <RuleDialog
          pane={pane}
          question={{ ...DEFAULT_QUESTION, ...(align.kind === 'rule' ? { rule: align.rule, ruleName } : {}) }}
          onUse={({ rule, ruleName: name }) => set({ kind: 'rule', rule }, name)}
          onClose={() => setBuilding(false)}
        />
      )}
    </>
  );
} // prettier-ignore

const WHICH = [
  { value: 'all', label: 'all' },
  { value: 'up', label: 'up', hint: 'above the figure before' },
  { value: 'down', label: 'down', hint: 'below the figure before' },
  { value: 'unchanged', label: 'unchanged' },
  { value: 'above', label: 'above consensus', hint: 'where one is stored' },
  { value: 'below', label: 'below consensus', hint: 'where one is stored' },
] as const;
const TURNS = [
  { value: 'any', label: 'any turn' },
  { value: 'narrowing', label: 'narrowing' },
  { value: 'widening', label: 'widening' },
] as const;
const SIDES = [
  { value: 'long', label: 'long', name: 'Longs closed in a fall' },
  { value: 'short', label: 'short', name: 'Shorts closed in a squeeze' },
] as const;

interface WhichProps {
  readonly align: Alignment;
  readonly rates: readonly PolicyRate[];
  readonly onChange: (align: Alignment) => void;
}

/** The side, the releases or the two currencies: what narrows a kind down. */
function Which({ align, rates, onChange }: WhichProps): ReactElement | null {
  if (align.kind === 'cascade')
    return <Segmented label="Side" value={align.side} segments={SIDES} onChange={(side) => onChange({ ...align, side })} />; // prettier-ignore
  if (align.kind === 'release')
    return <Select label="Which releases" value={align.which} options={WHICH} onChange={(which) => onChange({ ...align, which })} />; // prettier-ignore
  if (align.kind === 'rule') return null;
  const currencies = [...new Set([align.a, align.b, ...rates.map(({ currency }) => currency)])].sort().map((value) => ({ value, label: value })); // prettier-ignore
  return (
    <span className={styles['pair']}>
      <Select label="First currency" value={align.a} options={currencies} onChange={(a) => onChange({ ...align, a, b: a === align.b ? align.a : align.b })} />
      <Select label="Second currency" value={align.b} options={currencies} onChange={(b) => onChange({ ...align, b, a: b === align.a ? align.b : align.a })} />
      <Select label="Turn" value={align.turn} options={TURNS} onChange={(turn) => onChange({ ...align, turn })} />
    </span>
  );
} // prettier-ignore
