import { useCallback, useState, type ReactElement } from 'react';
import type { RollRobustness } from '#core/hedge/simulation';
import { formatNumber } from '../../lib/format';
import { cancelJob, shareOf } from '../../state/jobs';
import { Button } from '../../ui/Button';
import type { Size } from '../../ui/plot/use-size';
import { ProgressBar } from '../../ui/ProgressBar';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { Chart } from '../shared/chart/Chart';
import { drawRolls, MEASURES, rollHeight, rollSentence, wordOf, type Measure } from './roll';
import styles from './simulation.module.css';
import { staleWords } from './stale';
import type { Answer } from './use-answer';

const SEGMENTS = (Object.keys(MEASURES) as Measure[]).map((value) => ({ value, label: MEASURES[value] }));

/** The same plan with every roll moved by a day, two, … two weeks: how much of the result is the calendar. */
export function Rolls({ answer, single, file }: { readonly answer: Answer<RollRobustness>; readonly single: boolean; readonly file: string }): ReactElement {
  const [measure, setMeasure] = useState<Measure>('drawdown');
  const { result, job, problem, run, standing, answered, spec, error, ended } = answer;
  const draw = useCallback(
    (size: Size) => (result ? drawRolls(result, measure, single, size) : { shapes: [], spots: [] }),
    [result, measure, single],
  );
  const stale = staleWords(standing, answered, spec)?.replace('these figures', 'these runs');
  const progress = job && (
    <span className={styles['progress']}>
      <span className={styles['count']}>
        {formatNumber(job.done)} / {formatNumber(job.total || 29)}
      </span>
      <ProgressBar label="Roll-day runs" share={shareOf(job)} />
      <Button tone="quiet" onClick={() => void cancelJob(job.id)}>
        Cancel
      </Button>
    </span>
  );
  const start = (
    <Button disabled={problem} onClick={run}>
      {result || ended ? 'Run shifts again' : 'Run 29 shifts'}
    </Button>
  );
  if (!result)
    return (
      <section aria-label="Roll-day robustness">
        <Section title="Roll-day robustness" end={progress ?? start} />
        <p className={styles['note']}>
          {error
            ? `It could not be read: ${error.message}`
            : ended?.state === 'failed'
              ? `It did not finish: ${ended.message}`
              : 'Moves every roll by up to 14 days either way: a result that hangs on the day of the roll is luck.'}
        </p>
      </section>
    );
  return (
    <Chart
      title="Roll-day robustness"
      sub={`by shift: ${wordOf(measure, single)}`}
      file={file}
      height={rollHeight}
      describe={`${MEASURES[measure]} of the plan by shift of its rolls`}
      draw={draw}
    >
      <div className={styles['below']}>
        <Segmented label="Measure" value={measure} segments={SEGMENTS} onChange={setMeasure} />
        {progress ?? ((stale ?? !isWhole(result)) ? start : null)}
      </div>
      <p className={styles['words']} data-testid="roll-words">
        {rollSentence(result, measure)}
      </p>
      {stale && <p className={styles['stale']}>{stale}</p>}
    </Chart>
  );
} // prettier-ignore

const isWhole = ({ drawdown }: RollRobustness): boolean => drawdown.every(Number.isFinite);
