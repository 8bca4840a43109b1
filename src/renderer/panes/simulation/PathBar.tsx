import { useState, type ReactElement } from 'react';
import type { PathSpec } from '#core/hedge/simulation';
import type { JobProgress } from '#shared/jobs';
import { formatNumber } from '../../lib/format';
import { cancelJob } from '../../state/jobs';
import { openScenario } from '../../state/scenario';
import { simulation, type PathKind } from '../../state/simulation';
import { Button, IconButton } from '../../ui/Button';
import { ProgressBar } from '../../ui/ProgressBar';
import { Select } from '../../ui/Select';
import { Compare } from './Compare';
import { PathFields } from './PathFields';
import styles from './simulation.module.css';
import type { SimulationView } from './use-simulation';
import { KIND_WORDS, pathWords } from './words';

const KINDS = (Object.keys(KIND_WORDS) as PathKind[]).map((value) => ({ value, label: KIND_WORDS[value].title }));

/** Which markets the plan is carried through: their kind, their numbers folded away, and the button that does it. */
export function PathBar({ view, kind }: { readonly view: SimulationView; readonly kind: PathKind }): ReactElement {
  const [open, setOpen] = useState(false);
  const { path, a, b } = view;
  const jobs = [a.job, b.job].filter((job) => job !== undefined);
  const problem = path === null ? 'Too little is stored of this asset: choose other paths.' : a.problem;
  return (
    <section aria-label="Paths">
      <div className={styles['bar']}>
        <Select label="Paths" value={kind} options={KINDS} onChange={simulation.getState().choose} />
        <IconButton
          icon={open ? 'up' : 'settings'}
          label={open ? 'Hide the settings of the paths' : 'Settings of the paths'}
          pressed={open}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
        <span className={styles['grow']} />
        {jobs.length > 0 ? (
          <Button
            onClick={() => {
              for (const job of jobs) void cancelJob(job.id);
            }}
          >
            Cancel
          </Button>
        ) : (
          <>
            <PlayPath view={view} />
            <Compare plan={view.plan} second={view.second} />
            <Button
              tone="primary"
              icon="play"
              disabled={problem ?? (view.current && 'The figures are up to date.')}
              onClick={view.run}
            >
              {a.result ? 'Run again' : 'Run'}
            </Button>
          </>
        )}
      </div>
      <div className={styles['asked']}>
        {jobs.length > 0 ? (
          <Progress jobs={jobs} />
        ) : (
          <span className={styles['path']} data-testid="path-words" title={path ? pathWords(path) : undefined}>
            {path ? pathWords(path) : 'Nothing stored to choose from.'}
          </span>
        )}
      </div>
      {open && path && (
        <div className={styles['fields']}>
          <p className={styles['means']}>{KIND_WORDS[kind].means}</p>
          <PathFields path={path} view={view} onChange={ask} />
        </div>
      )}
      {problem !== undefined && path !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

/** Paths that are one market can be walked through. */
function PlayPath({ view: { plan, path } }: { readonly view: SimulationView }): ReactElement | null {
  if (!plan || (path?.kind !== 'drawn' && path?.kind !== 'analog')) return null;
  const { asset, surface } = plan;
  const play = (): void =>
    openScenario(
      path.kind === 'drawn'
        ? {
            kind: 'drawn',
            asset,
            points: path.points,
            volBeta: surface.dynamics === 'volBeta' ? surface.volBeta : null,
          }
        : { kind: 'analog', asset, instrument: asset, from: path.from, hours: path.days * 24 },
    );
  return <IconButton icon="replay" label="Play it bar by bar" onClick={play} />;
}

/** How far it is, both plans together. */
function Progress({ jobs }: { readonly jobs: readonly JobProgress[] }): ReactElement {
  const done = jobs.reduce((sum, job) => sum + job.done, 0);
  const total = jobs.reduce((sum, job) => sum + job.total, 0);
  return (
    <>
      <ProgressBar label="Simulation" share={total > 0 ? Math.min(1, done / total) : Number.NaN} />
      {total > 0 && (
        <span className={styles['count']}>
          {formatNumber(done)} / {formatNumber(total)}
        </span>
      )}
      <span>{jobs[0]!.message}</span>
    </>
  );
}

const ask = (path: PathSpec): void => simulation.getState().ask(path);
