import type { ReactElement } from 'react';
import { cx } from '../../lib/class-names';
import { Icon } from '../../ui/Icon';
import styles from './import.module.css';
import { canGo, STEP_TITLES, STEPS, type Step, type WizardState } from './wizard';

interface StepsProps {
  readonly state: WizardState;
  readonly onGo: (step: Step) => void;
}

export function Steps({ state, onGo }: StepsProps): ReactElement {
  const at = STEPS.indexOf(state.step);
  return (
    <ol className={styles['steps']} aria-label="Steps of the import">
      {STEPS.map((step, i) => (
        <li key={step}>
          <button
            type="button"
            className={cx(styles['step'], i === at && styles['on'], i < at && styles['done'])}
            aria-current={i === at ? 'step' : undefined}
            aria-disabled={!canGo(state, step) || undefined}
            onClick={() => onGo(step)}
          >
            {i < at ? <Icon name="check" size={12} /> : i + 1} {STEP_TITLES[step]}
          </button>
        </li>
      ))}
    </ol>
  );
}
