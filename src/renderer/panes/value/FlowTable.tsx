import { useState, type ReactElement } from 'react';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { Flow } from '#core/value/types';
import { formatCount, formatNumber, type Zone } from '../../lib/format';
import { saveCsv } from '../../lib/save';
import { Button, IconButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { NumberField } from '../../ui/NumberField';
import { Section } from '../../ui/Section';
import { TextArea } from '../../ui/TextArea';
import { TextField } from '../../ui/TextField';
import { DayField } from '../shared/value/DayField';
import shared from '../shared/value/value.module.css';
import { flowGrid, flowsText, readFlows } from './flow-text';
import styles from './value.module.css';

interface FlowTableProps {
  readonly name: string;
  readonly flows: readonly Flow[];
  readonly zone: Zone;
  /** Day of a new flow while there is none. */
  readonly now: Ms;
  readonly onChange: (flows: readonly Flow[], gesture?: string) => void;
}

const byDate = (flows: readonly Flow[]): readonly Flow[] => flows.toSorted((a, b) => a.t - b.t);

/** Dated payments, typed one by one or pasted. Money paid out is below 0. */
export function FlowTable({ name, flows, zone, now, onChange }: FlowTableProps): ReactElement {
  const [isPasting, setPasting] = useState(false);
  const put = (at: number, change: Partial<Flow>, gesture?: string): void =>
    onChange(flows.with(at, { ...flows[at]!, ...change }), gesture);
  const add = (): void => {
    const last = flows.at(-1);
    onChange([...flows, { t: last ? last.t + 30 * MS_PER_DAY : now, amount: last ? 0 : -1_000, words: '' }]);
  };
  return (
    <section aria-label="Flows">
      <Section
        title="Flows"
        sub={`${formatNumber(flows.length)}, USD`}
        end={
          <>
            <Button tone="quiet" icon="plus" onClick={add}>
              Flow
            </Button>
            <Button tone="quiet" onClick={() => setPasting(true)}>
              Paste
            </Button>
            <IconButton icon="save" iconSize={14} label="Save the flows as CSV" disabled={flows.length === 0 && 'There are none.'} onClick={() => void saveCsv(`flows ${name}`, flowGrid(flows))} />
            <IconButton icon="trash" iconSize={14} label="Remove all flows" disabled={flows.length === 0 && 'There are none.'} onClick={() => onChange([])} />
          </>
        }
      />
      {flows.length === 0 ? (
        <p className={styles['note']}>No flow yet. Money paid out is below 0, money that comes back above it.</p>
      ) : (
        <ul className={styles['flows']} aria-label="Dated flows">
          {flows.map((flow, i) => (
            <li key={i}>
              <DayField label={`Date of flow ${i + 1}`} width={88} value={flow.t} onCommit={(t) => onChange(byDate(flows.with(i, { ...flow, t })))} />
              <NumberField label={`Amount of flow ${i + 1}, USD`} min={-1e15} max={1e15} width={88} grouped value={flow.amount} onCommit={(amount) => put(i, { amount })} />
              <TextField label={`Words of flow ${i + 1}`} maxLength={120} value={flow.words} onChange={(words) => put(i, { words }, `flow words ${i}`)} />
              <IconButton icon="close" iconSize={14} label={`Remove flow ${i + 1}`} onClick={() => onChange(flows.toSpliced(i, 1))} />
            </li>
          ))}
        </ul>
      )}
      {isPasting && (
        <PasteDialog
          start={flowsText(flows, zone)}
          zone={zone}
          onClose={() => setPasting(false)}
          onUse={(next) => {
            onChange(byDate(next));
            setPasting(false);
          }}
        />
      )}
    </section>
  );
} // prettier-ignore

interface PasteDialogProps {
  readonly start: string;
  readonly zone: Zone;
  readonly onClose: () => void;
  readonly onUse: (flows: readonly Flow[]) => void;
}

function PasteDialog({ start, zone, onClose, onUse }: PasteDialogProps): ReactElement {
  const [text, setText] = useState(start);
  const { flows, problem } = readFlows(text, zone);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Flows as text"
      width={560}
      description="One payment a line: date, amount, words. Tabs, commas or spaces between them."
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          <Button size="large" tone="primary" disabled={problem} onClick={() => onUse(flows)}>
            Use {formatCount(flows.length, 'flow')}
          </Button>
        </>
      }
    >
      <TextArea label="Flows" mono rows={8} most={200_000} value={text} placeholder={'2025-01-01\t-1000\tbought\n2025-12-31\t1120\tsold'} onChange={setText} />
      {problem !== '' && text.trim() !== '' && (
        <p className={shared['problem']} role="status">
          {problem}
        </p>
      )}
    </Dialog>
  );
} // prettier-ignore
