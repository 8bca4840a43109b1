import { useMemo, useReducer, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { Rule } from '#core/evidence/types';
import { formatInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import { formatCount } from '../../../lib/format';
import { isSame } from '../../../lib/same';
import { useRestedAsOf } from '../../../state/rested-clock';
import { selectInstruments, useInstruments } from '../../../state/instruments';
import { isActive, selectJob, shareOf, startJob, useJobs } from '../../../state/jobs';
import { selectPaneGroup, useLink } from '../../../state/link';
import {
  PRESETS,
  selectBuilderOpen,
  selectQuestion,
  specOf,
  study,
  useStudyState,
  type Question,
} from '../../../state/study';
import { selectRules, useRules } from '../../../state/rules';
import { Button, IconButton } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { DurationField } from '../../../ui/DurationField';
import { NumberField } from '../../../ui/NumberField';
import { ProgressBar } from '../../../ui/ProgressBar';
import { Segmented } from '../../../ui/Segmented';
import { Select } from '../../../ui/Select';
import { describeRule } from '../evidence/words';
import { studied } from '../evidence/use-study';
import { ConditionEditor } from './ConditionEditor';
import { begin, stepHistory, type Draft } from './draft';
import { FIELDS, HORIZON_STEPS, KINDS, ofKind, readField, writeField, type FieldSpec } from './fields';
import styles from './rule.module.css';
import { SaveRow } from './SaveRow';
import { problemsOf } from './validate';

/** Edits what counts as an event, where and how far after it is looked. Nothing is asked before "Use this rule". */
export function RuleBuilder({ pane }: { readonly pane: string }): ReactElement | null {
  const open = useStudyState(selectBuilderOpen);
  const question = useStudyState(selectQuestion);
  const { ask, openBuilder } = study.getState();
  return open ? <RuleDialog pane={pane} question={question} onUse={ask} onClose={() => openBuilder(false)} /> : null;
}

interface RuleDialogProps {
  readonly pane: string;
  /** What it begins with; the settings that are not edited here count for the test for lookahead. */
  readonly question: Question;
  readonly onUse: (draft: Draft) => void;
  readonly onClose: () => void;
}

export function RuleDialog({ pane, question, onUse, onClose: close }: RuleDialogProps): ReactElement {
  const saved = useRules(selectRules);
  const all = useInstruments(selectInstruments);
  const { instrument } = useLink(selectPaneGroup(pane));
  const [history, step] = useReducer(stepHistory, question, ({ ruleName, rule, scope, horizonsMs }) => begin({ ruleName, rule, scope, horizonsMs })); // prettier-ignore
  const draft = history.now;
  const { rule } = draft;
  const edit = (change: Partial<Draft>): void => step({ do: 'edit', with: change });
  const setRule = (next: Rule): void => edit({ rule: next, ruleName: '' });
  const chosen = studied(draft, instrument, all);
  const problems = problemsOf(draft, chosen);
  const use = (): void => {
    onUse(draft);
    close();
  };
  const kind = KINDS.find(({ value }) => value === rule.kind)!;
  const known = [...saved, ...PRESETS];
  const onKeyDown = (event: KeyboardEvent): void => {
    const isInput = event.target instanceof HTMLInputElement;
    if (isInput || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    step({ do: event.shiftKey ? 'redo' : 'undo' });
  };
  return (
    <Dialog
      open
      onClose={close}
      title="Rule builder"
      width={860}
      actions={
        <>
          <span className={styles['left']}>
            <IconButton
              icon="undo"
              label="Undo"
              keys="Mod+Z"
              disabled={history.past.length === 0 && 'Nothing was changed.'}
              onClick={() => step({ do: 'undo' })}
            />
            <IconButton
              icon="redo"
              label="Redo"
              keys="Mod+Shift+Z"
              disabled={history.future.length === 0 && 'Nothing was undone.'}
              onClick={() => step({ do: 'redo' })}
            />
          </span>
          <Button size="large" onClick={close}>
            Cancel
          </Button>
          <Button size="large" tone="primary" disabled={problems[0] ?? false} onClick={use}>
            Use this rule
          </Button>
        </>
      }
    >
      <div className={styles['builder']} onKeyDown={onKeyDown}>
        <Line label="Start from">
          <Select
            label="Start from"
            value={known.some(({ name }) => name === draft.ruleName) ? draft.ruleName : undefined}
            placeholder="a preset or a saved rule"
            options={[
              ...PRESETS.map(({ name }) => ({ value: name, label: name })),
              ...saved.map(({ name, version }) => ({ value: name, label: name, hint: `version ${version}` })),
            ]}
            onChange={(name) => {
              const found = known.find((one) => one.name === name);
              if (found) edit({ ruleName: name, rule: found.rule });
            }}
          />
        </Line>
        <Line label="Kind" hint={kind.hint}>
          <Segmented label="Kind" value={rule.kind} segments={KINDS} onChange={(next) => setRule(ofKind(next, rule))} />
        </Line>
        <Line
          label="Side"
          hint={
            rule.side === 'long'
              ? 'Longs are closed in a fall.'
              : 'Shorts are closed in a squeeze: everything is mirrored.'
          }
        >
          <Segmented
            label="Side"
            value={rule.side}
            segments={[
              { value: 'long', label: 'long' },
              { value: 'short', label: 'short' },
            ]}
            onChange={(side) => setRule({ ...rule, side })}
          />
        </Line>
        {rule.kind === 'condition' && (
          <Line label="When" top>
            <ConditionEditor tree={rule.when} onChange={(when) => setRule({ ...rule, when })} />
          </Line>
        )}
        {FIELDS[rule.kind].map((field) => (
          <Line key={field.key} label={field.label} hint={field.hint}>
            <RuleField rule={rule} field={field} onChange={setRule} />
          </Line>
        ))}
        <Line
          label="Instruments"
          hint={
            chosen.length === 1
              ? chosen[0]!.label
              : `${formatCount(chosen.length, 'instrument')}${chosen[0]?.synthetic ? ', all synthetic' : ''}`
          }
        >
          <Segmented
            label="Instruments"
            value={draft.scope}
            segments={[
              { value: 'linked', label: 'the chosen one' },
              { value: 'all', label: 'all that have its data' },
            ]}
            onChange={(scope) => edit({ scope })}
          />
        </Line>
        <Line label="Horizons" top>
          <Horizons chosen={draft.horizonsMs} onChange={(horizonsMs) => edit({ horizonsMs })} />
        </Line>
        <p className={styles['words']} data-testid="rule-words">
          {describeRule(rule)}.
        </p>
        {problems.length > 0 && (
          <ul className={styles['problems']} role="alert">
            {problems.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
        <Lookahead question={question} draft={draft} instruments={chosen.map(({ id }) => id)} problem={problems[0]} />
        <SaveRow draft={draft} problem={problems[0]} onLoad={(change) => edit(change)} />
      </div>
    </Dialog>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** The label stays with the first line of a tall control. */
  readonly top?: boolean;
  readonly children: ReactElement;
}

function Line({ label, hint, top = false, children }: LineProps): ReactElement {
  return (
    <div className={styles['line']} data-top={top || undefined}>
      <span className={styles['label']}>{label}</span>
      <div className={styles['control']}>
        {children}
        {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
      </div>
    </div>
  );
}

function RuleField({
  rule,
  field,
  onChange,
}: {
  readonly rule: Rule;
  readonly field: FieldSpec;
  readonly onChange: (rule: Rule) => void;
}): ReactElement {
  const value = readField(rule, field);
  const commit = (next: number): void => onChange(writeField(rule, field, next));
  if (field.kind === 'duration')
    return <DurationField label={field.label} width={112} value={value} onCommit={commit} />;
  const { label, unit, min, max, step: by, empty } = field;
  return (
    <NumberField
      label={label}
      unit={unit}
      min={min}
      max={max}
      step={by}
      empty={empty}
      width={112}
      value={value}
      onCommit={commit}
    />
  );
}

function Horizons({
  chosen,
  onChange,
}: {
  readonly chosen: readonly Ms[];
  readonly onChange: (chosen: readonly Ms[]) => void;
}): ReactElement {
  const offered = [...new Set([...HORIZON_STEPS, ...chosen])].sort((a, b) => a - b);
  return (
    <div className={styles['chips']} role="group" aria-label="Horizons">
      {offered.map((h) => {
        const isOn = chosen.includes(h);
        return (
          <button
            key={h}
            type="button"
            className={styles['chip']}
            aria-pressed={isOn}
            onClick={() => onChange(isOn ? chosen.filter((one) => one !== h) : [...chosen, h].sort((a, b) => a - b))}
          >
            {formatInterval(h)}
          </button>
        );
      })}
    </div>
  );
}

interface LookaheadProps {
  readonly question: Question;
  readonly draft: Draft;
  readonly instruments: readonly string[];
  readonly problem: string | undefined;
}

/** Whether the rule knows what it could not have known: one click, one plain answer. */
function Lookahead({ question, draft, instruments, problem }: LookaheadProps): ReactElement {
  const asOf = useRestedAsOf();
  const [asked, setAsked] = useState<{ readonly id: string; readonly rule: Rule }>();
  const job = useJobs(selectJob(asked?.id ?? null));
  const isRunning = job !== undefined && isActive(job);
  const isThis = asked !== undefined && isSame(asked.rule, draft.rule);
  const spec = useMemo(
    () => specOf({ ...question, ...draft }, instruments, asOf),
    [question, draft, instruments, asOf],
  );
  const run = async (): Promise<void> => {
    const id = await startJob({ kind: 'lookahead', spec });
    if (id !== undefined) setAsked({ id, rule: draft.rule });
  };
  return (
    <div className={styles['lookahead']}>
      <Button disabled={problem ?? (isRunning && 'It is running.')} onClick={() => void run()}>
        Test for lookahead
      </Button>
      {isRunning && <ProgressBar label="Lookahead test" share={shareOf(job)} />}
      <span className={styles['hint']} role="status">
        {!isThis
          ? 'Every decision is found again on data cut at its own instant; a leak is planted to see that the test finds it.'
          : isRunning
            ? 'Running.'
            : (job?.message ?? '')}
      </span>
    </div>
  );
}
