import { useState, type ReactElement, type ReactNode } from 'react';
import type { MacroSeriesInfo } from '#shared/macro';
import { useNow } from '../../lib/use-now';
import { changeEntry, macroEntries, type Editing } from '../../state/macro-entries';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { draftOf, entryOf, ENTRY_KINDS, problemsOf, type EntryDraft } from './entry';
import styles from './macro.module.css';

const OTHER = '(another)';

interface EntryDialogProps {
  readonly editing: Editing;
  readonly known: readonly MacroSeriesInfo[];
}

/** Types in a figure, what was expected of it, or the date of a release. */
export function EntryDialog({ editing, known }: EntryDialogProps): ReactElement {
  const isNew = editing.entry === null;
  const [draft, setDraft] = useState(() => draftOf(editing.entry, editing.series));
  const [touched, setTouched] = useState(!isNew);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const now = useNow();
  const problems = problemsOf(draft, now);
  const [first] = Object.values(problems);
  const shownProblems = touched ? problems : {};
  const set = (change: Partial<EntryDraft>): void => {
    setFailure(undefined);
    setDraft((before) => ({ ...before, ...change }));
  };
  const isKnown = known.some(({ id }) => id === draft.series);
  const unit = known.find(({ id }) => id === draft.series)?.unit ?? draft.unit;
  const close = (): void => macroEntries.getState().edit(null);
  const keep = async (): Promise<void> => {
    setTouched(true);
    if (first !== undefined || busy) return;
    setBusy(true);
    try {
      await changeEntry(editing.entry, entryOf(draft, known));
      close();
    } catch (cause) {
      setFailure(cause instanceof Error ? cause.message : String(cause));
    } finally {
      setBusy(false);
    }
  };
  const field = (name: 'period' | 'released' | 'announced' | 'value', label: string, width: number): ReactElement => (
    <TextField
      label={label}
      mono
      width={width}
      value={draft[name]}
      problem={shownProblems[name]}
      onChange={(text) => set({ [name]: text })}
    />
  ); // prettier-ignore
  return (
    <Dialog
      open
      onClose={close}
      title={isNew ? 'Type in a figure, a consensus or a date' : 'Edit what was typed in'}
      description="It is kept beside what comes from sources, and marked as typed in."
      width={560}
      actions={
        <>
          <Button size="large" onClick={close}>
            Cancel
          </Button>
          <Button size="large" tone="primary" disabled={(touched && first) || (busy && 'It is being kept.')} onClick={() => void keep()}>
            {isNew ? 'Keep it' : 'Keep the change'}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <Line label="Kind">
          <Segmented label="Kind" value={draft.kind} segments={ENTRY_KINDS.map((value) => ({ value, label: value }))} onChange={(kind) => set({ kind })} />
        </Line>
        <Line label="Series" problem={shownProblems.series}>
          <Select
            label="Series"
            value={isKnown ? draft.series : draft.series === '' && !touched ? undefined : OTHER}
            placeholder="choose"
            options={[...known.map(({ id, label }) => ({ value: id, label, hint: label === id ? '' : id })), { value: OTHER, label: 'another series' }]}
            onChange={(id) => set({ series: id === OTHER ? '' : id, ...(id === OTHER ? {} : { label: '', unit: '' }) })}
          />
          {!isKnown && (
            <>
              <TextField label="Name of the series" placeholder="name, such as NFP" width={160} value={draft.series} problem={shownProblems.series} onChange={(series) => set({ series })} />
              <TextField label="Unit" placeholder="unit" width={72} value={draft.unit} onChange={(next) => set({ unit: next })} />
            </>
          )}
        </Line>
        <Line label="Period" problem={shownProblems.period} hint="Its start, UTC: 2025-09-01.">
          {field('period', 'Period, UTC', 136)}
        </Line>
        <Line
          label={draft.kind === 'date' ? 'Comes at' : draft.kind === 'consensus' ? 'Told at' : 'Released'}
          problem={shownProblems.released}
          hint={draft.kind === 'figure' ? 'UTC: 2025-10-15 12:30. Empty: not point-in-time.' : 'UTC: 2025-10-15 12:30.'}
        >
          {field('released', 'Released, UTC', 136)}
        </Line>
        {draft.kind === 'date' ? (
          <Line label="Announced" problem={shownProblems.announced} hint="UTC. Empty: it is not shown ahead of a past clock.">
            {field('announced', 'Announced, UTC', 136)}
          </Line>
        ) : (
          <Line label="Figure" problem={shownProblems.value} hint={unit}>
            {field('value', 'Figure', 112)}
          </Line>
        )}
        {failure !== undefined && (
          <p className={styles['problem']} role="alert">
            {failure} Nothing was changed.
          </p>
        )}
        <button type="submit" hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
} // prettier-ignore

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}

function Line({ label, hint, problem, children }: LineProps): ReactElement {
  return (
    <div className={styles['line']}>
      <span className={styles['quiet']}>{label}</span>
      <div className={styles['control']}>
        {children}
        {problem === undefined ? (
          hint !== undefined && <span className={styles['quiet']}>{hint}</span>
        ) : (
          <span className={styles['problem']} role="alert">
            {problem}
          </span>
        )}
      </div>
    </div>
  );
}
