import type { ReactElement } from 'react';
import type { InputState, PlanRecomputation, PlanView } from '#shared/plan-desk';
import { call } from '../../lib/call';
import { formatBar, formatCount, formatTimeZoned } from '../../lib/format';
import { selectZone, useSettings } from '../../state/settings';
import { useReply } from '../../state/use-reply';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { ErrorState } from '../../ui/States';
import { ChangeList } from '../shared/plan/ChangeList';
import styles from './plan.module.css';

/** Whether the data that are stored here give the numbers of the plan. */
export function RecomputeDialog({ view, onClose }: { readonly view: PlanView; readonly onClose: () => void }): ReactElement {
  const { id, version, plan } = view;
  const zone = useSettings(selectZone);
  const { value, error, reload } = useReply(`recompute ${id} ${version}`, () => call('plans:recompute', { id }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Version ${version}, recomputed here`}
      width={760}
      description={`Priced from what is stored on this computer, as of ${formatTimeZoned(plan.data.asOf, zone)}.`}
      actions={
        <Button size="large" onClick={onClose}>
          Close
        </Button>
      }
    >
      {error ? (
        <ErrorState what={error.message} then="The plan is as it was." action={<Button onClick={reload}>Try again</Button>} />
      ) : value ? (
        <Answer answer={value} />
      ) : (
        <p role="status" className={styles['quiet']}>
          Reading the data and pricing every layer.
        </p>
      )}
    </Dialog>
  );
} // prettier-ignore

function Answer({ answer }: { readonly answer: PlanRecomputation }): ReactElement {
  const zone = useSettings(selectZone);
  const { same, changes, inputs, problem, notes = [] } = answer;
  const others = inputs.filter(({ state }) => state !== 'same');
  const alike = inputs.length - others.length;
  return (
    <>
      <p className={styles['answer']} data-tone={same ? undefined : 'warning'} role="status">
        <Icon name={same ? 'check' : 'warning'} size={16} />
        {same ? 'Same numbers, byte for byte.' : (problem ?? `${formatCount(changes.length, 'number')} of the plan ${changes.length === 1 ? 'comes' : 'come'} out otherwise.`)}
      </p>
      <p className={styles['quiet']}>
        {inputs.length > 0 && `${alike} of ${formatCount(inputs.length, 'series', 'series')} ${alike === 1 ? 'is' : 'are'} the same here as when the plan was made.`}
      </p>
      {notes.map((note) => (
        <p key={note} className={styles['quiet']}>
          {note}
        </p>
      ))}
      {others.length > 0 && <Inputs inputs={others} />}
      {changes.length > 0 && <ChangeList label="Numbers that come out otherwise" changes={changes} zone={zone} before="In the plan" after="Here" />}
    </>
  );
} // prettier-ignore

const STATES: Readonly<Record<InputState['state'], string>> = {
  same: 'same',
  differs: 'differs',
  missing: 'not stored here',
  extra: 'not in the plan',
};

function Inputs({ inputs }: { readonly inputs: readonly InputState[] }): ReactElement {
  return (
    <table className={styles['table']} aria-label="Inputs that are not the same">
      <thead>
        <tr>
          <th scope="col">Series</th>
          <th scope="col">Source</th>
          <th scope="col">State</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {inputs.map((one) => (
          <tr key={`${one.instrument} ${one.kind} ${one.field} ${one.interval} ${one.source}`}>
            <td>
              {one.instrument} <span className={styles['quiet']}>{[one.kind, one.field, one.interval > 0 ? formatBar(one.interval) : ''].filter((part) => part !== '').join(' ')}</span>
            </td>
            <td>{one.source}</td>
            <td>{STATES[one.state]}</td>
            <td className={styles['quiet']}>{one.words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
} // prettier-ignore
