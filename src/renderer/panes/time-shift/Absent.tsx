import type { ReactElement } from 'react';
import { formatCount } from '../../lib/format';
import { layout } from '../../state/layout';
import { Button } from '../../ui/Button';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { BannerLine } from '../shared/evidence/StudyBanner';
import { changedParts, type TimeShiftView } from './use-time-shift';
import { alignWords } from './words';

const toData = <Button onClick={() => layout.getState().open('data')}>Go to Data</Button>;

/** What stands in the place of figures while there are none. */
export function Absent({ view }: { readonly view: TimeShiftView }): ReactElement {
  const { spec, instrument, choice, result, standing, problem, error, reload, job, ended, run } = view;
  if (!instrument) return <EmptyState text="No instrument is chosen." action={toData} />;
  if (!spec) return <EmptyState text="This instrument has no candles that paths could be read from." action={toData} />;
  if (error)
    return (
      <ErrorState
        what="The time-shift could not be read."
        then={`${error.message} Nothing was changed.`}
        action={<Button onClick={reload}>Try again</Button>}
      />
    );
  if (result) return <EmptyState text="No instance is known." hint={result.caveats.join(' ')} />;
  if (job) return <Skeleton rows={7} label="Computing the time-shift" />;
  if (problem !== undefined) return <EmptyState text={problem} action={toData} />;
  if (standing === 'waiting') return <Skeleton rows={7} label="Reading the time-shift" />;
  return (
    <EmptyState
      text={
        ended
          ? `The time-shift did not finish: ${ended.state === 'cancelled' ? 'it was cancelled, nothing was kept half.' : ended.message}`
          : `Nothing has been laid over ${alignWords(choice.align, choice.ruleName)} yet.`
      }
      hint={ended ? undefined : 'Past instances that were known by then are laid on t = 0 and ranked by how alike their state was. From then on the pane follows the clock and every change.'}
      action={
        <Button tone="primary" onClick={run}>
          {ended ? 'Run again' : 'Align'}
        </Button>
      }
    />
  );
} // prettier-ignore

/** Says above the figures when they are not, or not surely, the answer to what is asked. */
export function StaleBanner({ view }: { readonly view: TimeShiftView }): ReactElement | null {
  const { answered, spec, standing, job, ended, problem, error, run, reload } = view;
  if (!answered || !spec || standing === 'current') return null;
  const again = <Button onClick={error ? reload : run}>{error ? 'Try again' : 'Run again'}</Button>;
  if (error) return <BannerLine action={again}>{`The newer answer could not be read: ${error.message}`}</BannerLine>;
  if (problem !== undefined) return <BannerLine>{`${problem} The figures are from before.`}</BannerLine>;
  if (standing === 'dataChanged')
    return <BannerLine action={!job && again}>Stale: the stored data changed since this was computed.</BannerLine>;
  const parts = changedParts(answered, spec) || 'settings';
  if (job || !ended) return null; // the header says that it is computed, and the figures step back
  return <BannerLine action={again}>{`Stale: these figures are from before the change of the ${parts}.`}</BannerLine>; // prettier-ignore
}

/** How many were laid over one another, and what that is enough for. */
export function sumWords(view: TimeShiftView): string {
  const { result } = view;
  if (!result) return '';
  const { analogs, clusters, spec } = result;
  const known = `${formatCount(analogs.length, 'analog')} known at the ${spec.asOf === null ? 'present' : 'clock'}, on ${formatCount(clusters, 'day')}.`; // prettier-ignore
  return clusters < spec.minClusters ? `${known} Too few for a verdict: cannot tell.` : known;
}
