import { useMemo, useRef, type ReactElement } from 'react';
import type { BookLeg } from '#core/hedge/replay/types';
import { formatCount } from '../../lib/format';
import { IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Table, type TableHandle } from '../../ui/table';
import type { MoneyUnit } from '../shared/hedge/money';
import { legColumns, legRows } from './leg-rows';
import styles from './replay-book.module.css';

const ROW = 24;
const HEADER = 24;
const MOST = 8;

interface LegsProps {
  readonly legs: readonly BookLeg[];
  readonly unit: MoneyUnit;
}

/** What is open, with its marks. */
export function Legs({ legs, unit }: LegsProps): ReactElement {
  const table = useRef<TableHandle>(null);
  const rows = useMemo(() => legRows(legs), [legs]);
  const columns = useMemo(() => legColumns(unit), [unit]);
  return (
    <section aria-label="Open legs">
      <Section
        title="Open legs"
        sub={formatCount(legs.length, 'leg')}
        end={<IconButton icon="save" label="Save open legs as CSV" onClick={() => table.current?.saveCsv()} />}
      />
      {legs.length === 0 ? (
        <p className={styles['note']}>Nothing is open.</p>
      ) : (
        <div className={styles['table']} style={{ height: HEADER + ROW * Math.min(MOST, legs.length) + 1 }}>
          <Table ref={table} label="Open legs" columns={columns} rows={rows} rowKey={({ key }) => key} rowHeight={ROW} />
        </div>
      )}
    </section>
  ); // prettier-ignore
}
