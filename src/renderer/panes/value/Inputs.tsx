import type { ReactElement } from 'react';
import type { Entity } from '#shared/value';
import type { Zone } from '../../lib/format';
import { formatCount } from '../../lib/format';
import { resetAll, selectSheet, selectSteps, useValuation, valuation } from '../../state/valuation';
import { Button, IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import inputs from '../shared/value/inputs.module.css';
import { InputRows } from '../shared/value/InputRows';
import { ITEM_GROUPS } from '../shared/value/words';
import { Assumptions } from './Assumptions';
import type { ValueModel } from './model';
import styles from './value.module.css';

interface InputsProps {
  readonly entity: Entity;
  readonly model: ValueModel;
  readonly zone: Zone;
  readonly riskFreeWords: string;
}

/** What the answers read: each figure as it is known, a person's own in its place, and what they assume. */
export function Inputs({ entity, model, zone, riskFreeWords }: InputsProps): ReactElement {
  const { id } = entity;
  const sheet = useValuation(selectSheet(id));
  const undo = useValuation(selectSteps(id, 'past'));
  const redo = useValuation(selectSteps(id, 'future'));
  const typed = Object.keys(sheet.overrides).length + Object.keys(sheet.assumptions).length;
  const { getState } = valuation;
  return (
    <section className={styles['inputs']} aria-label="Inputs">
      <Section
        title="Inputs"
        sub={typed > 0 ? `${formatCount(typed, 'figure')} of yours` : ''}
        end={
          <>
            {typed > 0 && (
              <Button tone="quiet" onClick={() => getState().edit(id, resetAll)}>
                All as known
              </Button>
            )}
            <IconButton icon="undo" iconSize={14} label="Undo the change of an input" disabled={undo === 0 && 'Nothing was changed.'} onClick={() => getState().undo(id)} />
            <IconButton icon="redo" iconSize={14} label="Redo the change of an input" disabled={redo === 0 && 'Nothing was undone.'} onClick={() => getState().redo(id)} />
          </>
        }
      />
      <Assumptions id={id} model={model} own={sheet.assumptions} riskFreeWords={riskFreeWords} />
      <table className={inputs['inputs']} aria-label="Figures">
        <colgroup>
          <col />
          <col className={inputs['knownCol']} />
          <col className={inputs['ownCol']} />
          <col className={inputs['resetCol']} />
        </colgroup>
        {ITEM_GROUPS.map(({ title, unit, items }, i) => (
          <tbody key={title}>
            <tr className={inputs['group']}>
              <th scope="colgroup">
                {title}, {unit}
              </th>
              {i === 0 ? (
                <>
                  <th scope="col">Known</th>
                  <th scope="col">Yours</th>
                </>
              ) : (
                <td colSpan={2} />
              )}
              <td />
            </tr>
            <InputRows id={id} items={items} known={model.known} own={sheet.overrides} zone={zone} withUnit={false} />
          </tbody>
        ))}
      </table>
    </section>
  );
} // prettier-ignore
