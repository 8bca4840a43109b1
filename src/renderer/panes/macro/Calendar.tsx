import { useMemo, useState, type ReactElement, type Ref } from 'react';
import type { MacroCalendarReply, MacroEvent, MacroSeriesInfo } from '#shared/macro';
import { formatTimeZoned, type Zone } from '../../lib/format';
import { centreOn } from '../../state/centre';
import type { LinkId } from '../../state/link';
import { macroView } from '../../state/macro';
import { IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { EmptyState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { ReplayBefore } from '../shared/replay/ReplayBefore';
import { comingOf, eventKey, nextOfEach, pastOf, standsAt, type Standing } from './calendar';
import { calendarColumns, type Side } from './calendar-columns';
import { Coming } from './Coming';
import styles from './macro.module.css';
import { tableHeight } from './table-height';

interface CalendarProps {
  readonly pane: string;
  readonly letter: LinkId;
  /** Whether the market that is looked at is a simulated one. */
  readonly synthetic: boolean;
  readonly reply: MacroCalendarReply;
  readonly at: Standing;
  /** Rows that are seen at once. */
  readonly most: number;
  readonly zone: Zone;
  readonly rowOf: (series: string) => MacroSeriesInfo | undefined;
  readonly table: Ref<TableHandle>;
  readonly onSave: () => void;
}

const SIDES: readonly Side[] = ['past', 'coming'];

/** What comes, with the time left, and what the last releases told. A past one centres the linked panes. */
export function Calendar({ pane, letter, synthetic, reply, at, most, zone, rowOf, table, onSave }: CalendarProps): ReactElement {
  const [side, setSide] = useState<Side>('past');
  const [chosen, setChosen] = useState<string>();
  const coming = useMemo(() => comingOf(reply, at), [reply, at]);
  const past = useMemo(() => pastOf(reply, at), [reply, at]);
  const rows = side === 'coming' ? coming : past;
  const columns = useMemo(() => calendarColumns({ side, zone, at, kindOf: rowOf }), [side, zone, at, rowOf]);
  const selected = past.find((event) => eventKey(event) === chosen);
  const open = (event: MacroEvent): void => {
    setChosen(eventKey(event));
    // A series of dates alone has nothing to be drawn.
    if (rowOf(event.series)?.state) macroView.getState().show({ series: event.series });
    if (event.t <= standsAt(at, event)) centreOn(event.t, letter, pane);
  };
  const counted = coming.some(({ synthetic }) => synthetic) && at.asOf === null && Number.isFinite(at.simulatedEnd);
  const words = [
    ...(counted ? [`Synthetic dates are counted from the end of the sample market, ${formatTimeZoned(at.simulatedEnd, zone)}.`] : []),
    ...reply.words,
  ]; // prettier-ignore
  return (
    <section aria-label="Calendar" className={styles['part']}>
      <Coming next={nextOfEach(coming, synthetic)} zone={zone} at={at} kindOf={rowOf} />
      <Section
        title="Calendar"
        end={
          <>
            <Segmented label="Releases shown" value={side} segments={SIDES.map((value) => ({ value, label: `${value} ${value === 'past' ? past.length : coming.length}` }))} onChange={setSide} />
            <ReplayBefore event={selected && { start: selected.t }} />
            <IconButton icon="save" label="Save CSV of the calendar" disabled={rows.length === 0 && 'It is empty.'} onClick={onSave} />
          </>
        }
      />
      <div className={styles['table']} style={{ height: tableHeight(rows.length, 0, most) }}>
        <Table<MacroEvent>
          ref={table}
          label={side === 'past' ? 'Past releases' : 'Coming releases'}
          columns={columns}
          rows={rows}
          rowKey={eventKey}
          selected={chosen ?? null}
          onSelect={open}
          onActivate={open}
          empty={<EmptyState text={side === 'past' ? 'No release is stored before the clock.' : 'No date is known ahead of the clock.'} />}
        />
      </div>
      {words.map((one) => (
        <p key={one} className={styles['note']}>
          {one}
        </p>
      ))}
    </section>
  );
} // prettier-ignore
