import { useState, type ReactElement } from 'react';
import type { ScenarioInfo } from '#shared/scenario';
import { formatCount, formatPercent, formatTimeZoned } from '../../../lib/format';
import { deleteScenario } from '../../../state/scenario';
import { selectZone, useSettings } from '../../../state/settings';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/States';
import styles from './scenario.module.css';

interface StoredProps {
  readonly scenarios: readonly ScenarioInfo[];
  readonly onPlay: (one: ScenarioInfo) => void;
  readonly onNew: () => void;
}

/** Scenarios that are there, to be played again or taken away. */
export function Stored({ scenarios, onPlay, onNew }: StoredProps): ReactElement {
  const zone = useSettings(selectZone);
  const [asked, setAsked] = useState<string>();
  const [problem, setProblem] = useState<string>();
  if (scenarios.length === 0)
    return <EmptyState text="No scenario is stored." action={<Button onClick={onNew}>Make one</Button>} />;
  const remove = async (one: ScenarioInfo): Promise<void> => {
    setAsked(undefined);
    await deleteScenario(one).catch((cause: unknown) => setProblem(`${one.name} is still there: ${String(cause)}`));
  };
  return (
    <>
      <ul className={styles['stored']}>
        {scenarios.map((one) => (
          <li key={one.id}>
            <span className={styles['name']}>
              <b>{one.name}</b>
              <small>{one.id}</small>
            </span>
            <span className={styles['what']}>
              {formatTimeZoned(one.start, zone)}, {formatCount(Math.round((one.end - one.start) / one.step), 'bar')}, at the end{' '}
              {formatPercent(one.last / one.price - 1, { decimals: 1, sign: true })}
            </span>
            {asked === one.id ? (
              <>
                <span>Delete it and its bars?</span>
                <Button tone="danger" onClick={() => void remove(one)}>
                  Delete
                </Button>
                <Button onClick={() => setAsked(undefined)}>Keep</Button>
              </>
            ) : (
              <>
                <Button icon="play" onClick={() => onPlay(one)}>
                  Play
                </Button>
                <Button tone="quiet" icon="trash" onClick={() => setAsked(one.id)} aria-label={`Delete ${one.name}`}>
                  Delete
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {problem !== undefined && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
    </>
  );
} // prettier-ignore
