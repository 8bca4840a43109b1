import { useMemo, useState, type ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import type { Flow, Inputs } from '#core/value/types';
import { Button } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { NumberField } from '../../ui/NumberField';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import { build, builderFields, type Builder } from './builders';
import styles from './value.module.css';

const KINDS = [
  { value: 'loop', label: 'levered loop' },
  { value: 'liquidity', label: 'LP position' },
  { value: 'staking', label: 'staking' },
] as const;

interface FlowBuilderProps {
  readonly inputs: Inputs;
  /** First day of what is built. */
  readonly from: Ms;
  readonly onUse: (flows: readonly Flow[]) => void;
}

/** Makes the flows of a position of a kind, and says what else is to be known of it. */
export function FlowBuilder({ inputs, from, onUse }: FlowBuilderProps): ReactElement {
  const [kind, setKind] = useState<Builder>('loop');
  const [typed, setTyped] = useState<Readonly<Partial<Record<Builder, Readonly<Record<string, number>>>>>>({});
  const fields = useMemo(() => builderFields(kind, inputs), [kind, inputs]);
  const values = useMemo(() => ({ ...Object.fromEntries(fields.map(({ key, usual }) => [key, usual])), ...typed[kind] }), [fields, typed, kind]);
  const built = useMemo(() => build(kind, values, from), [kind, values, from]);
  return (
    <section aria-label="Flows of a position">
      <Section title="Flows of a position" />
      <div className={styles['builderKinds']}>
        <Segmented label="Position" value={kind} segments={KINDS} onChange={setKind} />
        <Button disabled={built.reason !== '' && `${built.reason}.`} onClick={() => onUse(built.flows)}>
          Use its flows
        </Button>
      </div>
      <div className={styles['assumptions']}>
        {fields.map(({ key, title, unit, min, max, whole = false, definition }) => (
          <div key={`${kind} ${key}`} className={styles['assumption']}>
            <Tooltip card={<TipCard title={title} definition={definition} />}>
              <span className={styles['assumptionName']}>{title}</span>
            </Tooltip>
            <NumberField
              label={title}
              unit={unit}
              width={96}
              grouped={unit === 'USD'}
              {...{ min, max, whole }}
              empty="needed"
              value={values[key]!}
              onCommit={(value) => setTyped((before) => ({ ...before, [kind]: { ...before[kind], [key]: value } }))}
            />
          </div>
        ))}
      </div>
      {built.reason !== '' ? (
        <p className={styles['note']}>No flows: {built.reason}.</p>
      ) : (
        <dl className={styles['facts']}>
          {built.facts.map(({ title, value, definition }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                <Figure label={title} value={value} definition={definition} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
} // prettier-ignore
