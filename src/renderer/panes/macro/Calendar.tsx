import { useMemo, useState, type ReactElement, type Ref } from 'react';
import type { MacroCalendarReply, MacroEvent } from '#shared/macro';
import { formatTimeZoned, type Zone } from '../../lib/format';
import { centreOn } from '../../state/centre';
import type { LinkId } from '../../state/link';
import { macroView } from '../../state/macro';
import { IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { EmptyState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { ReplayBefore } from '../shared/replay/ReplayBefore';
import { comingOf, eventKey, nextOfEach, pastOf, standsAt, type Standing } from './calendar';
import { calendarColumns } from './calendar-columns';
import { Coming } from './Coming';
import styles from './macro.module.css';
import { tableHeight } from './table-height';

interface CalendarProps {
  readonly pane: string;
  readonly letter: LinkId;
  readonly reply: MacroCalendarReply;
  readonly at: Standing;
  readonly zone: Zone;
  readonly frequencyOf: (series: string) => string;
  readonly table: Ref<TableHandle>;
  readonly onSave: () => void;
}

const MOST_ROWS = 8;

/** What comes, with the time left, and what the last releases told. A past one centres the linked panes. */
export function Calendar({ pane, letter, reply, at, zone, frequencyOf, table, onSave }: CalendarProps): ReactElement {
  const [chosen, setChosen] = useState<string>();
  const coming = useMemo(() => comingOf(reply, at), [reply, at]);
  const past = useMemo(() => pastOf(reply, at), [reply, at]);
  const rows = useMemo(() => [...coming, ...past], [coming, past]);
  const columns = useMemo(() => calendarColumns({ zone, at, frequencyOf }), [zone, at, frequencyOf]);
  const selected = past.find((event) => eventKey(event) === chosen);
  const open = (event: MacroEvent): void => {
    setChosen(eventKey(event));
    macroView.getState().show({ series: event.series });
    if (event.t <= standsAt(at, event)) centreOn(event.t, letter, pane);
  };
  const counted = coming.some(({ synthetic }) => synthetic) && at.asOf === null && Number.isFinite(at.simulatedEnd);
  const words = [
    ...(counted ? [`Synthetic dates are counted from the end of the sample market, ${formatTimeZoned(at.simulatedEnd, zone)}.`] : []),
    ...reply.words,
  ]; // prettier-ignore
  return (
    <section aria-label="Calendar" className={styles['part']}>
      <Coming next={nextOfEach(coming)} zone={zone} at={at} frequencyOf={frequencyOf} />
      <Section
        title="Calendar"
        sub={rows.length > 0 ? `${coming.length} coming, ${past.length} of the last weeks` : ''}
        end={
          <>
            <ReplayBefore event={selected && { start: selected.t }} />
            <IconButton icon="save" label="Save CSV of the calendar" disabled={rows.length === 0 && 'It is empty.'} onClick={onSave} />
          </>
        }
      />
      <div className={styles['table']} style={{ height: tableHeight(rows.length, (coming.length > 0 ? 1 : 0) + (past.length > 0 ? 1 : 0), MOST_ROWS) }}>
        <Table<MacroEvent>
          ref={table}
          label="Releases"
          columns={columns}
          rows={rows}
          rowKey={eventKey}
          selected={chosen ?? null}
          onSelect={open}
          onActivate={open}
          grouping={{
            of: (event) => (event.t > standsAt(at, event) ? 'Coming' : 'Past'),
            heading: (name) => name,
          }}
          empty={<EmptyState text="No release is stored within weeks of the clock." />}
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
