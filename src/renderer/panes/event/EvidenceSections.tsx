import type { ReactElement } from 'react';
import type { CascadeTimeline } from '#shared/cascades';
import type { Ms } from '#core/time/ms';
import { call } from '../../lib/call';
import type { Zone } from '../../lib/format';
import { asOfArgs } from '../../state/clock';
import { useReply } from '../../state/use-reply';
import { Button } from '../../ui/Button';
import { ErrorState, Skeleton } from '../../ui/States';
import { Absorption } from './Absorption';
import { Cohorts } from './Cohorts';
import { Confirmations } from './Confirmations';
import { Intensity } from './Intensity';
import { Lacking } from './Lacking';

interface EvidenceSectionsProps {
  readonly timeline: CascadeTimeline;
  readonly asOf: Ms | null;
  readonly tick: number;
  readonly zone: Zone;
}

/** Below the timeline: what was known of the event at its decision, beyond its own fields. */
export function EvidenceSections({ timeline, asOf, tick, zone }: EvidenceSectionsProps): ReactElement {
  const { event } = timeline;
  const reply = useReply(`evidence ${event.id} ${asOf ?? 'live'}`, async () => ({
    id: event.id,
    evidence: await call('event:evidence', { id: event.id, ...asOfArgs(asOf) }),
  }));
  if (reply.error)
    return (
      <ErrorState
        what="The evidence could not be read."
        then={`${reply.error.message} Nothing was changed.`}
        action={<Button onClick={reply.reload}>Try again</Button>}
      />
    );
  // The answer of the event before stays until the next one is there: it is not shown below another event.
  if (reply.value?.id !== event.id) return <Skeleton rows={6} label="Reading the evidence" />;
  const { evidence } = reply.value;
  if (evidence === null)
    return <Lacking what="No evidence" why={`nothing to weigh is stored for ${event.instrument}`} />;
  const { confirmations, sources, intensity, absorption, cohorts, lacks } = evidence;
  return (
    <>
      <Confirmations confirmations={confirmations} sources={sources} event={event} zone={zone} />
      <Intensity intensity={intensity} lacks={lacks.intensity} timeline={timeline} zone={zone} />
      <Absorption stages={absorption} lacks={lacks.absorption} event={event} zone={zone} />
      <Cohorts cohorts={cohorts} lacks={lacks.cohorts} timeline={timeline} tick={tick} zone={zone} />
    </>
  );
}
