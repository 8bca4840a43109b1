import { memo, useMemo, useRef, type ReactElement } from 'react';
import type { SimulationResult } from '#core/hedge/simulation';
import { formatCount } from '../../lib/format';
import { selectPaneLink, useLink } from '../../state/link';
import { centreOn } from '../../state/centre';
import { selectZone, useSettings } from '../../state/settings';
import { IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Table, type TableHandle } from '../../ui/table';
import { eventColumns, eventRows, type EventRow } from './event-rows';
import styles from './simulation.module.css';

interface EventsProps {
  readonly pane: string;
  readonly result: SimulationResult;
  /** Its times are those of the record: other panes can go there. */
  readonly dated: boolean;
}

/** What was done on a single path, oldest first. A click takes the linked panes to its time. */
export const Events = memo(function Events({ pane, result, dated }: EventsProps): ReactElement {
  const zone = useSettings(selectZone);
  const letter = useLink(selectPaneLink(pane));
  const table = useRef<TableHandle>(null);
  const columns = useMemo(() => eventColumns(zone), [zone]);
  const rows = useMemo(
    () => eventRows(result.events, new Map(result.layers.map(({ id, name }) => [id, name]))),
    [result],
  );
  const go = (row: EventRow): void => {
    if (dated) centreOn(row.t, letter, pane);
  };
  return (
    <section aria-label="Events">
      <Section
        title="Events"
        sub={formatCount(rows.length, 'event')}
        end={<IconButton icon="save" label="Save events as CSV" onClick={() => table.current?.saveCsv()} />}
      />
      {!dated && <p className={styles['note']}>These days have not been: other panes have nothing to show there.</p>}
      <div className={styles['events']}>
        <Table
          ref={table}
          label="Simulated events"
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
          rowHeight={28}
          onSelect={go}
          onActivate={go}
          defaultSort={{ column: 'time', direction: 'ascending' }}
          empty={<p className={styles['note']}>Nothing was opened on this path.</p>}
        />
      </div>
    </section>
  );
});
