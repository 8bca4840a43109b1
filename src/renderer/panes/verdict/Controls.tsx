import type { ReactElement } from 'react';
import { isSame } from '../../lib/same';
import { selectInstruments, useInstruments } from '../../state/instruments';
import { selectPaneGroup, useLink } from '../../state/link';
import { DEFAULT_QUESTION, PRESETS, selectQuestion, study, useStudyState, type Question } from '../../state/study';
import { selectRules, useRules } from '../../state/rules';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Select, type Option } from '../../ui/Select';
import { studied } from '../shared/evidence/use-study';
import { describeRule } from '../shared/evidence/words';
import styles from './verdict.module.css';

/** Stands for a rule that was changed by hand and has no name. */
const EDITED = 'edited';

/** The rule, where it is looked for, and the two lines it is measured by. */
export function Controls({ pane }: { readonly pane: string }): ReactElement {
  const question = useStudyState(selectQuestion);
  const { instrument } = useLink(selectPaneGroup(pane));
  const all = useInstruments(selectInstruments);
  const saved = useRules(selectRules);
  const { ask, reset, openBuilder } = study.getState();
  const isNamed = [...PRESETS, ...saved].some(({ name }) => name === question.ruleName);
  const options: Option<string>[] = [
    ...(isNamed ? [] : [{ value: EDITED, label: describeRule(question.rule), hint: 'not saved' }]),
    ...PRESETS.map(({ name }) => ({ value: name, label: name })),
    ...saved.map(({ name, version }) => ({ value: name, label: name, hint: `version ${version}` })),
  ];
  const choose = (name: string): void => {
    const found = [...saved, ...PRESETS].find((one) => one.name === name);
    if (found) ask({ ruleName: name, rule: found.rule });
  };
  const scopes: Option<Question['scope']>[] = [
    { value: 'linked', label: all.find(({ id }) => id === instrument)?.label ?? 'the chosen one' },
    { value: 'all', label: `all ${studied({ ...question, scope: 'all' }, instrument, all).length} instruments` },
  ];
  const isDefault = isSame(question, DEFAULT_QUESTION);
  return (
    <div className={styles['controls']}>
      <div className={styles['group']}>
        <span className={styles['control']}>
          <span>Rule</span>
          <Select label="Rule" value={isNamed ? question.ruleName : EDITED} options={options} onChange={choose} />
          <Button tone="quiet" aria-label="Edit rule" onClick={() => openBuilder(true)}>
            Edit
          </Button>
        </span>
        <span className={styles['control']}>
          <span>On</span>
          <Select label="Instruments" value={question.scope} options={scopes} onChange={(scope) => ask({ scope })} />
        </span>
      </div>
      <div className={styles['group']}>
        <span className={styles['control']}>
          <span>Cost line</span>
          <NumberField
            label="Cost line"
            width={60}
            unit="bp"
            min={0}
            max={1_000}
            value={question.costBp}
            onCommit={(costBp) => ask({ costBp })}
          />
        </span>
        <span className={styles['control']}>
          <span>Undercut margin</span>
          <NumberField
            label="Undercut margin"
            width={64}
            unit="bp"
            min={0}
            max={1_000}
            value={question.undercutBp}
            onCommit={(undercutBp) => ask({ undercutBp })}
          />
        </span>
        <Button
          className={styles['reset']}
          onClick={reset}
          disabled={isDefault && 'Everything is as it was at the start.'}
        >
          Reset
        </Button>
      </div>
    </div>
  );
}
