import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import type { Entity } from '#shared/value';
import { formatCount, formatTimeZoned } from '../../lib/format';
import { addCommands } from '../../state/commands';
import { entities, selectChosen, useEntities, useEntityList } from '../../state/entities';
import { useRestedAsOf } from '../../state/rested-clock';
import { selectZone, useSettings } from '../../state/settings';
import { useShown } from '../../state/shown';
import { Button, IconButton } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { Section } from '../../ui/Section';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { EntityBar } from '../shared/value/EntityBar';
import { comparisonColumns } from './columns';
import { comparable, compare, tokensOf, type KnownPool } from './model';
import { OnePool } from './OnePool';
import styles from './pools.module.css';
import { useKnownPools, type ShownPool } from './use-known-pools';
import { useSale } from './use-sale';

const isPool = ({ kind }: Entity): boolean => kind === 'pool';
const NONE: readonly Entity[] = [];
const COLUMNS = comparisonColumns();

/** As it is known, else as it is typed. */
function reserveOf(pool: ShownPool | undefined): number {
  const known = pool?.inputs.reserveBase.value ?? Number.NaN;
  return Number.isNaN(known) ? (pool?.pool.reserveBase ?? Number.NaN) : known;
}

/** What a forced sale does to a pool of two tokens, and what others could take from it. */
export function PoolsPane({ id }: { readonly id: string }): ReactElement {
  const zone = useSettings(selectZone);
  const asOf = useRestedAsOf();
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const list = useEntityList();
  const pools = useMemo(() => list.value?.filter(isPool) ?? NONE, [list.value]);
  const wished = useEntities(selectChosen('pools'));
  const entity = pools.find((one) => one.id === wished) ?? pools[0];
  const known = useKnownPools(
    useMemo(() => comparable(pools, entity), [pools, entity]),
    asOf,
  );
  const shown = known.value?.find((one) => one.entity.id === entity?.id);
  const [sale, change] = useSale(entity?.id, reserveOf(shown));
  const table = useRef<TableHandle>(null);
  useShown(id, shown?.newest);
  usePoolCommands(table, pools.length, setDialog);
  const error = list.error ?? known.error;
  const bar = (
    <EntityBar place="pools" list={pools} current={entity} kind="pool" dialog={dialog} onDialog={setDialog} />
  );
  const body = (): ReactElement => {
    if (error) return <ErrorState what="The pools could not be read." then={`${error.message} Nothing stored was changed.`} action={<Button onClick={() => (list.reload(), known.reload())}>Read them again</Button>} />; // prettier-ignore
    if (!list.value || (pools.length > 0 && !known.value)) return <Skeleton label="Loading pools" />;
    if (!entity)
      return (
        <EmptyState
          text={asOf === null ? 'No pool is kept yet.' : 'No pool was known by then.'}
          hint="A pool is two reserves and a fee: typed in, or imported with its date."
          action={
            <Button tone="primary" onClick={() => setDialog('new')}>
              New pool
            </Button>
          }
        />
      );
    if (!shown) return <Skeleton label="Loading pools" />;
    return (
      <div className={styles['scroll']}>
        <OnePool key={entity.id} known={shown} all={known.value ?? []} sale={sale} onSale={change} zone={zone} asOf={asOf} />
        <Comparison pools={known.value ?? []} current={entity} size={sale.size} tolerance={sale.tolerance} table={table} />
      </div>
    ); // prettier-ignore
  };
  return (
    <PaneFrame
      title="Pools"
      sub={
        pools.length === 0
          ? ''
          : asOf === null
            ? formatCount(pools.length, 'pool')
            : `as known at ${formatTimeZoned(asOf, zone)}`
      }
      tools={<IconButton icon="save" label="Save the pools as CSV" disabled={pools.length === 0 && 'There are none.'} onClick={() => table.current?.saveCsv()} />} // prettier-ignore
    >
      <div className={styles['pane']}>
        <div className={styles['bar']}>{bar}</div>
        {body()}
      </div>
    </PaneFrame>
  );
}

interface ComparisonProps {
  readonly pools: readonly KnownPool[];
  readonly current: Entity;
  readonly size: number;
  readonly tolerance: number;
  readonly table: RefObject<TableHandle | null>;
}

const ROWS_SHOWN = 8;

function Comparison({ pools, current, size, tolerance, table }: ComparisonProps): ReactElement {
  const [base] = tokensOf(current);
  const rows = useMemo(() => compare(pools, size, tolerance), [pools, size, tolerance]);
  const choose = useCallback((row: (typeof rows)[number]) => entities.getState().choose('pools', row.known.entity.id), []); // prettier-ignore
  return (
    <section aria-label="Comparison of pools">
      <Section title="Pools beside each other" sub={`the same ${size.toLocaleString('en-US')} ${base} sold in each`} />
      <div className={styles['compare']} style={{ height: 25 + 28 * Math.min(ROWS_SHOWN, rows.length) }}>
        <Table
          ref={table}
          label="Pools"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ known }) => known.entity.id}
          selected={current.id}
          onSelect={choose}
          defaultSort={{ column: 'out', direction: 'descending' }}
        />
      </div>
    </section>
  );
} // prettier-ignore

function usePoolCommands(table: RefObject<TableHandle | null>, count: number, onDialog: (dialog: 'new') => void): void {
  useEffect(
    () =>
      addCommands([
        { id: 'pools.new', title: 'New pool', group: 'Evidence', also: 'liquidity reserves amm', run: () => onDialog('new') },
        { id: 'pools.saveCsv', title: 'Save the pools as CSV', group: 'Evidence', enabled: () => count > 0 || 'No pool is kept.', run: () => table.current?.saveCsv() },
      ]),
    [table, count, onDialog],
  );
} // prettier-ignore
