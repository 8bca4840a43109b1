import type { ReactElement } from 'react';
import type { PlanCondition } from '#core/plan/types';
import { Button, IconButton } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { TextArea } from '../../ui/TextArea';
import { editDocument, settleDocument } from '../shared/plan/use-shown-plan';
import { addItem, changeItem, removeItem } from './edits';
import { Field } from './Field';
import styles from './plan.module.css';
import { meant, READS, SIGNALS, typed } from './signals';

interface ConditionsProps {
  readonly list: 'exits' | 'voids';
  readonly conditions: readonly PlanCondition[];
  readonly spot: number;
  readonly currency: string;
}

const KINDS = {
  exits: { label: 'Exit when', one: 'exit', placeholder: 'When the hedge is taken off, in words.' },
  voids: { label: 'Void when', one: 'void condition', placeholder: 'What makes the plan void before it is carried out.' },
} as const; // prettier-ignore
const FROM_WORDS = 'words';
const OPTIONS = [
  { value: FROM_WORDS, label: 'In words alone' },
  ...READS.map((value) => ({ value, label: SIGNALS[value].label })),
] as const;

/** When something is to be done: in words, and as data where a signal says it. */
export function Conditions({ list, conditions, spot, currency }: ConditionsProps): ReactElement {
  const { label, one } = KINDS[list];
  return (
    <Field pointer={`/${list}`} label={label} top stack>
      <ol className={styles['items']} aria-label={label}>
        {conditions.map((condition, i) => (
          <li key={i}>
            <Condition list={list} at={i} condition={condition} spot={spot} currency={currency} />
          </li>
        ))}
      </ol>
      <Button
        tone="quiet"
        icon="plus"
        aria-label={`Add an ${one}`.replace('an void', 'a void')}
        onClick={() => editDocument(addItem(list, { words: '', when: null }))}
      >
        Condition
      </Button>
    </Field>
  );
}

interface ConditionProps {
  readonly list: 'exits' | 'voids';
  readonly at: number;
  readonly condition: PlanCondition;
  readonly spot: number;
  readonly currency: string;
}

function Condition({ list, at, condition, spot, currency }: ConditionProps): ReactElement {
  const { one, placeholder } = KINDS[list];
  const { words, when } = condition;
  const name = `${one.charAt(0).toUpperCase()}${one.slice(1)} ${at + 1}`;
  const change = (next: Partial<PlanCondition>, gesture?: string): void =>
    editDocument(changeItem(list, at, (before) => ({ ...before, ...next })), gesture); // prettier-ignore
  const reads = when?.reads ?? FROM_WORDS;
  const onReads = (next: typeof reads): void => {
    if (next === FROM_WORDS) change({ when: null });
    else change({ when: { reads: next, is: when?.is ?? 'below', value: next === 'spot' ? spot : SIGNALS[next].usual } });
  };
  return (
    <Field pointer={`/${list}/${at}`} stack>
      <div className={styles['line']}>
        <TextArea label={name} value={words} placeholder={placeholder} onChange={(text) => change({ words: text }, `/${list}/${at}`)} onSettle={settleDocument} />
        <IconButton icon="close" label={`Remove ${name.toLowerCase()}`} onClick={() => editDocument(removeItem(list, at))} />
      </div>
      <div className={styles['control']}>
        <Select label={`${name} is read off`} value={reads} options={OPTIONS} onChange={onReads} />
        {when && (
          <>
            <Segmented
              label={`Side of ${name.toLowerCase()}`}
              value={when.is}
              segments={[
                { value: 'above', label: 'Above' },
                { value: 'below', label: 'Below' },
              ]}
              onChange={(is) => change({ when: { ...when, is } })}
            />
            <NumberField
              label={`Level of ${name.toLowerCase()}`}
              value={typed(when.reads, when.value)}
              unit={SIGNALS[when.reads].unit ?? currency}
              min={-1e9}
              max={1e12}
              width={128}
              grouped
              onCommit={(value) => change({ when: { ...when, value: meant(when.reads, value) } })}
            />
          </>
        )}
      </div>
    </Field>
  );
} // prettier-ignore
