import type { ReactElement } from 'react';
import type { SizeResult } from '#shared/hedge';
import { formatNumber, formatPercent } from '../../lib/format';
import { editPlan, hedge } from '../../state/hedge';
import { cancelJob, shareOf } from '../../state/jobs';
import { notify } from '../../state/notices';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Figure } from '../../ui/Figure';
import { ProgressBar } from '../../ui/ProgressBar';
import { Skeleton } from '../../ui/States';
import styles from './simulation.module.css';
import { applySizes, sizeRows } from './sizing';
import { useSizes } from './use-sizes';
import type { SimulationView } from './use-simulation';
import { pathWords } from './words';

interface SizeDialogProps {
  readonly view: SimulationView;
  readonly onClose: () => void;
}

/** Sizes that make the worst paths least bad for the same budget: proposed, looked at, applied as one change. */
export function SizeDialog({ view, onClose }: SizeDialogProps): ReactElement {
  const { plan, path } = view;
  const answer = useSizes(view);
  const { job, problem, error, ended, run, standing } = answer;
  const result = standing === 'current' || standing === 'dataChanged' ? answer.result : null;
  const apply = (): void => {
    if (!result) return;
    hedge.getState().settle();
    editPlan(applySizes(result));
    hedge.getState().settle();
    notify({
      tone: 'info',
      title: 'The sizes were applied.',
      detail: 'Undo in the Hedge builder takes them back in one step.',
    });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Size layers"
      description="Multiples of the sizes of the plan with the least CVaR 95 % over these paths, premium within the budget."
      width={640}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          {result ? (
            <Button
              size="large"
              tone="primary"
              disabled={!result.feasible && 'Nothing fits the budget.'}
              onClick={apply}
            >
              Apply
            </Button>
          ) : (
            <Button size="large" tone="primary" disabled={job ? 'It is being computed.' : problem} onClick={run}>
              {ended ? 'Compute again' : 'Compute'}
            </Button>
          )}
        </>
      }
    >
      <p className={styles['of']}>{path && pathWords(path)}</p>
      {result && plan ? (
        result.feasible ? (
          <Proposal result={result} rows={sizeRows(plan, result)} />
        ) : (
          <p className={styles['of']}>{result.words}. The plan is as it was.</p>
        )
      ) : job ? (
        <div className={styles['running']}>
          <p>
            {job.message || 'The sizes are being sought.'}{' '}
            <span className={styles['count']}>
              {formatNumber(job.done)} / {formatNumber(job.total)}
            </span>
          </p>
          <span className={styles['progress']}>
            <ProgressBar label="Sizes" share={shareOf(job)} />
            <Button tone="quiet" onClick={() => void cancelJob(job.id)}>
              Cancel the search
            </Button>
          </span>
        </div>
      ) : standing === 'waiting' && !error ? (
        <Skeleton rows={3} label="Reading" />
      ) : (
        <p className={styles['of']}>
          {error?.message ??
            problem ??
            (ended?.state === 'failed'
              ? `It did not finish: ${ended.message} The plan is as it was.`
              : 'Each layer is simulated alone over the same paths; then the mix is sought. The plan changes only when you apply it.')}
        </p>
      )}
    </Dialog>
  );
}

const SIDES = ['No layers', 'As planned', 'As sized'] as const;
const PREMIUM = 'Premium paid in a year before anything is sold again, mean over the paths, as a share of the book.';

function Proposal({
  result,
  rows,
}: {
  readonly result: SizeResult;
  readonly rows: ReturnType<typeof sizeRows>;
}): ReactElement {
  const { cvar, premium } = result;
  const percent = (share: number, decimals: number): string => formatPercent(share, { decimals, missing: 'not known' });
  return (
    <>
      <table className={styles['table']} aria-label="Proposed sizes">
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col">Now</th>
            <th scope="col">Multiple</th>
            <th scope="col">Proposed</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, before, multiple, after }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{before}</td>
              <td className={styles['figures']}>{multiple}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={styles['table']} aria-label="What the sizes change">
        <thead>
          <tr>
            <td />
            {SIDES.map((side) => (
              <th key={side} scope="col">
                {side}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">CVaR 95 %</th>
            {[cvar.none, cvar.planned, cvar.sized].map((value, i) => (
              <td key={i}>
                <Figure
                  label={`CVaR 95 %, ${SIDES[i]!}`}
                  value={percent(-value, 1)}
                  definition="Mean result of the worst 5 % of the paths, as a share of the book."
                  estimate
                  missing={Number.isNaN(value)}
                />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">Premium a year</th>
            <td>
              <span className={styles['quiet']}>none</span>
            </td>
            <td>
              <Figure
                label={`Premium a year, ${SIDES[1]}`}
                value={percent(premium.planned, 2)}
                definition={PREMIUM}
                estimate
                missing={Number.isNaN(premium.planned)}
              />
            </td>
            <td>
              <Figure
                label={`Premium a year, ${SIDES[2]}`}
                value={percent(premium.sized, 2)}
                unit={`of ${percent(premium.budget, 2)}`}
                definition={PREMIUM}
                estimate
                missing={Number.isNaN(premium.sized)}
              />
            </td>
          </tr>
        </tbody>
      </table>
      <p className={styles['of']}>
        {result.words}. Fitted to these paths: on other paths the gain is smaller. Run the plan again with another seed
        before you believe it.
      </p>
    </>
  );
}
