import { useMemo, useRef, type ReactElement } from 'react';
import type { BookEvent } from '#core/hedge/replay/types';
import { formatCount } from '../../lib/format';
import { centreOn } from '../../state/centre';
import { selectPaneLink, useLink } from '../../state/link';
import { selectZone, useSettings } from '../../state/settings';
import { IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Table, type TableHandle } from '../../ui/table';
import { logColumns, logRows, type LogRow } from './log-rows';
import styles from './replay-book.module.css';

const ROW = 24;
const HEADER = 24;
const MOST = 12;

interface LogProps {
  readonly pane: string;
  readonly events: readonly BookEvent[];
}

/** What was done up to the clock, the newest first. A click takes the linked panes to its time. */
export function Log({ pane, events }: LogProps): ReactElement {
  const zone = useSettings(selectZone);
  const letter = useLink(selectPaneLink(pane));
  const table = useRef<TableHandle>(null);
  const columns = useMemo(() => logColumns(zone), [zone]);
  const rows = useMemo(() => logRows(events), [events]);
  const go = ({ t }: LogRow): void => centreOn(t, letter, pane);
  return (
    <section aria-label="Log">
      <Section
        title="Log"
        sub={formatCount(events.length, 'event')}
        end={<IconButton icon="save" label="Save the log as CSV" onClick={() => table.current?.saveCsv()} />}
      />
      <div className={styles['table']} style={{ height: HEADER + ROW * Math.min(MOST, events.length) + 1 }}>
        <Table
          ref={table}
          label="Replay log"
          columns={columns}
          rows={rows}
          rowKey={({ place }) => String(place)}
          rowHeight={ROW}
          onSelect={go}
          onActivate={go}
          defaultSort={{ column: 'time', direction: 'descending' }}
        />
      </div>
    </section>
  );
}
