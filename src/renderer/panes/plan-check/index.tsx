import type { KeyboardEvent, ReactElement } from 'react';
import type { Finding } from '#core/plan/steward';
import { cx } from '../../lib/class-names';
import { formatCount } from '../../lib/format';
import { runCommand } from '../../state/commands';
import { planPaneOf } from '../../state/plan-pointer';
import { planView } from '../../state/plan-view';
import { Icon } from '../../ui/Icon';
import { PaneFrame } from '../../ui/PaneFrame';
import { Tag } from '../../ui/Tag';
import { NoPlan } from '../shared/plan/NoPlan';
import { pathWords } from '../shared/plan/path-words';
import { useShownPlan } from '../shared/plan/use-shown-plan';
import styles from './check.module.css';

const countOf = (findings: readonly Finding[], severity: Finding['severity']): number =>
  findings.filter((one) => one.severity === severity).length;

/** What the steward has found, each finding a way to its field. */
export function PlanCheckPane(): ReactElement {
  const shown = useShownPlan();
  const findings = shown?.findings ?? [];
  const errors = countOf(findings, 'error');
  const warnings = countOf(findings, 'warning');
  return (
    <PaneFrame
      title="Steward check"
      sub={
        shown && (
          <>
            {formatCount(errors, 'error')}, {formatCount(warnings, 'warning')}{' '}
            {shown.changed && <Tag title="Of the plan as it is on the screen, not yet saved.">of the draft</Tag>}
          </>
        )
      }
    >
      {!shown ? <NoPlan text="The steward reads the plan that is open." /> : <Findings findings={findings} errors={errors} />}
    </PaneFrame>
  );
} // prettier-ignore

function Findings({ findings, errors }: { readonly findings: readonly Finding[]; readonly errors: number }): ReactElement {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
    all[Math.min(all.length - 1, Math.max(0, all.indexOf(event.target as HTMLElement) + step))]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles['scroll']}>
      {errors === 0 && (
        <p className={styles['clean']} role="status">
          <Icon name="check" size={14} />
          {findings.length === 0 ? 'Nothing was found: it can be signed.' : 'No error: it can be signed. Read the warnings first.'}
        </p>
      )}
      <ul aria-label="Findings" onKeyDown={onKeyDown}>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.path}`}>
            <Row finding={finding} />
          </li>
        ))}
      </ul>
    </div>
  );
} // prettier-ignore

function goTo({ path }: Finding): void {
  runCommand(`pane.show.${planPaneOf(path)}`);
  planView.getState().goTo(path);
}

function Row({ finding }: { readonly finding: Finding }): ReactElement {
  const { severity, words, path, code } = finding;
  return (
    <button type="button" className={styles['finding']} title={`${code}, ${path}`} onClick={() => goTo(finding)}>
      <span className={cx(styles['glyph'], styles[severity])}>
        <Icon name={severity === 'error' ? 'close' : 'warning'} size={14} />
      </span>
      <span className={styles['words']}>{words}</span>
      <span className={styles['where']}>
        <span className={styles['severity']}>{severity}</span>, {pathWords(path)}
      </span>
    </button>
  );
}
