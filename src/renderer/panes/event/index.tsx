import { useMemo, type ReactElement } from 'react';
import type { CascadeRow, CascadeTimeline } from '#shared/cascades';
import { call } from '../../lib/call';
import { formatTime, zoneName, type Zone } from '../../lib/format';
import { asOfArgs } from '../../state/clock';
import { syntheticWord } from '../../lib/synthetic-word';
import { useRestedAsOf } from '../../state/rested-clock';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { selectPaneGroup, selectPaneLink, useLink } from '../../state/link';
import { openCascade } from '../../state/open-cascade';
import { playCascade } from '../../state/scenario';
import { selectCascadeId, useSelection } from '../../state/selection';
import { selectZone, useSettings } from '../../state/settings';
import { useShown } from '../../state/shown';
import { useReply } from '../../state/use-reply';
import { Button, IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { coverageTone, Tag } from '../../ui/Tag';
import { ReplayBefore } from '../shared/replay/ReplayBefore';
import { EvidenceSections } from './EvidenceSections';
import styles from './event.module.css';
import { amounts, times, type EventField } from './fields';
import { cropped } from './plot';
import { TimelineSection } from './TimelineSection';

export function EventPane({ id }: { readonly id: string }): ReactElement {
  const selected = useSelection(selectCascadeId);
  const asOf = useRestedAsOf();
  const zone = useSettings(selectZone);
  const { instrument: instrumentId } = useLink(selectPaneGroup(id));
  const instrument = useInstruments(selectInstrument(instrumentId));
  const question = selected === null ? null : `event ${selected} ${asOf ?? 'live'}`;
  const reply = useReply(question, () => call('cascades:timeline', { id: selected ?? '', ...asOfArgs(asOf) }));
  const timeline = selected === null ? undefined : reply.value;
  useShown(id, timeline ? newestOf(timeline) : undefined);
  const shown = useMemo(() => timeline && cropped(timeline), [timeline]);
  const body = (): ReactElement => {
    if (selected === null) return <NothingSelected pane={id} instrument={instrumentId} />;
    if (reply.error)
      return (
        <ErrorState
          what="The event could not be read."
          then={`${reply.error.message} Nothing was changed.`}
          action={<Button onClick={reply.reload}>Try again</Button>}
        />
      );
    if (timeline === undefined) return <Skeleton rows={8} label="Loading the event" />;
    if (timeline === null || !shown)
      return <EmptyState text="This event was not known at the as-of instant, or its series has been deleted." />;
    const { event } = shown;
    const context = { zone, tick: instrument?.id === event.instrument ? instrument.tick : 0 };
    return (
      <>
        <div className={styles['fields']}>
          <FieldList fields={amounts(event, context)} event={event} />
          <FieldList fields={times(event, context)} event={event} />
        </div>
        <TimelineSection pane={id} timeline={shown} tick={context.tick} />
        <EvidenceSections timeline={shown} asOf={asOf} tick={context.tick} zone={zone} />
      </>
    );
  };
  return (
    <PaneFrame
      title="Event"
      sub={timeline ? subOf(timeline.event, zone) : ''}
      tools={
        <>
          <ReplayBefore event={timeline?.event} />
          <IconButton
            icon="play"
            label="Play this on today's price"
            disabled={!timeline && 'No event is selected.'}
            onClick={() => timeline && playCascade(timeline.event)}
          />
        </>
      }
      scroll
    >
      {body()}
    </PaneFrame>
  );
}

/** Its decision, or the last bin of its time line that is known. */
const newestOf = ({ event, t }: CascadeTimeline): number => Math.max(event.decision, t.at(-1) ?? -Infinity);

/** Which event this is: it stays when another instrument is chosen. */
function subOf(event: CascadeRow, zone: Zone): string {
  return `${event.instrument} ${event.side}, ${formatTime(event.start, zone)} ${zoneName(zone, event.start)}`;
}

function FieldList({
  fields,
  event,
}: {
  readonly fields: readonly EventField[];
  readonly event: CascadeRow;
}): ReactElement {
  return (
    <dl className={styles['list']}>
      {fields.map(({ id, strong, ...field }) => (
        <div key={id} className={styles['field']}>
          <dt className={strong ? styles['strong'] : undefined}>{field.label}</dt>
          <dd data-field={id} title={id === 'priceSource' ? field.full : undefined}>
            {id === 'coverage' ? (
              <span className={styles['tags']}>
                {event.coverage === null ? (
                  <Missing why="not stated" />
                ) : (
                  <Tag tone={coverageTone(event.coverage)} title={field.definition}>
                    {event.coverage}
                  </Tag>
                )}
                {event.synthetic && <Tag tone="estimate">{syntheticWord(event.instrument)}</Tag>}
              </span>
            ) : (
              <Figure {...field} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The one action that fills the pane: the largest event there is. */
function NothingSelected({
  pane,
  instrument,
}: {
  readonly pane: string;
  readonly instrument: string | null;
}): ReactElement {
  const letter = useLink(selectPaneLink(pane));
  const asOf = useRestedAsOf();
  const question = instrument === null ? null : `cascades ${instrument} ${asOf ?? 'live'}`;
  const reply = useReply(question, () => call('cascades:list', { instrument: instrument ?? '', ...asOfArgs(asOf) }));
  const size = (row: CascadeRow): number => Math.max(row.notionalLongUsd || 0, row.notionalShortUsd || 0, 0);
  const largest = (reply.value ?? []).reduce<CascadeRow | undefined>(
    (a, b) => (a && size(a) >= size(b) ? a : b),
    undefined,
  );
  if (!largest) return <EmptyState text="No event is selected." hint="Choose a row in Cascades." />;
  return (
    <EmptyState
      text="No event is selected."
      hint="Choose a row in Cascades, or a band on the chart."
      action={<Button onClick={() => openCascade(largest, letter, pane)}>Show the largest</Button>}
    />
  );
}
