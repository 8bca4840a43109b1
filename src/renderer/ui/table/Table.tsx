import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, MouseEvent, ReactElement, ReactNode, Ref } from 'react';
import { copyRows } from '../../lib/copy';
import { saveCsv } from '../../lib/save';
import { Skeleton } from '../States';
import type { MenuEntry } from '../Menu';
import { columnEntries, headerEntries } from './column-menu';
import { fitColumns, gridTemplate, toGrid, widthOf } from './columns';
import { HeaderCell } from './HeaderCell';
import { toItems, withDetail, type Detail, type Grouping } from './items';
import { moveTo } from './keys';
import { TableRow } from './Row';
import { nextSort, sortRows } from './sort';
import styles from './Table.module.css';
import type { Column, Sort } from './types';
import { useColumnPrefs } from './use-column-prefs';
import { useGrown } from './use-grown';
import { useRoom } from './use-room';

export interface TableHandle {
  /** Everything the table holds, in its present order, with whole figures. */
  readonly saveCsv: () => void;
  /** Entries for the pane menu: columns shown, widths reset, CSV. */
  readonly menu: () => readonly MenuEntry[];
  readonly scrollToKey: (key: string) => void;
  readonly focus: () => void;
}

export interface TableProps<Row> {
  /** Its name: read aloud, used for files, and its columns are remembered under it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selected?: string | null | undefined;
  readonly onSelect?: (row: Row) => void;
  /** Enter or double click. */
  readonly onActivate?: (row: Row) => void;
  readonly defaultSort?: Sort;
  readonly grouping?: Grouping<Row>;
  /** Right and Left open and close it. */
  readonly detail?: Detail<Row>;
  readonly isOff?: (row: Row) => boolean;
  /** Pixels; default follows the density setting. */
  readonly rowHeight?: number;
  readonly loading?: boolean;
  /** In place of rows when there are none. */
  readonly empty?: ReactNode;
  /** In place of rows when they could not be read. */
  readonly error?: ReactNode;
  readonly ref?: Ref<TableHandle>;
}

const HEADER = 24;

export function Table<Row>(props: TableProps<Row>): ReactElement {
  const {
    label,
    columns,
    rows,
    rowKey,
    selected,
    onSelect,
    onActivate,
    defaultSort,
    grouping,
    detail,
    isOff,
    loading,
    empty,
    error,
    ref,
  } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { room, rowHeight: density } = useRoom(scroller);
  const rowHeight = props.rowHeight ?? density;
  const [stored, updatePrefs] = useColumnPrefs(label);
  const [grown, learnWidths] = useGrown();
  const prefs = useMemo(() => ({ ...stored, grown }), [stored, grown]);
  const [sort, setSort] = useState(defaultSort);
  const [ownCursor, setCursor] = useState<string>();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');

  const sorted = useMemo(() => {
    const column = sort && columns.find((one) => one.id === sort.column);
    return column && sort ? sortRows(rows, column, sort.direction) : rows;
  }, [rows, columns, sort]);
  const opened = detail?.open;
  const items = useMemo(
    () => withDetail(toItems(sorted, rowKey, grouping), opened),
    [sorted, rowKey, grouping, opened],
  );
  const places = useMemo(() => items.flatMap((item, i) => (item.kind === 'row' ? [i] : [])), [items]);
  const shown = useMemo(() => fitColumns(columns, prefs, room), [columns, prefs, room]);
  const template = gridTemplate(shown, prefs);
  const least = shown.reduce((sum, column) => sum + widthOf(column, prefs), 0);

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => ({ group: HEADER, detail: detail?.height ?? 0, row: rowHeight })[items[i]?.kind ?? 'row'],
    getItemKey: (i) => items[i]?.key ?? i,
    overscan: 8,
    scrollPaddingEnd: HEADER, // the header stands in the flow above the rows: they end that much lower than is reckoned
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight, items, detail?.height]);

  const cursor = selected ?? ownCursor;
  const cursorPlace = useMemo(() => {
    const at = items.findIndex((item) => item.kind === 'row' && item.key === cursor);
    return at < 0 ? -1 : places.indexOf(at);
  }, [items, places, cursor]);

  const rowAt = useCallback(
    (place: number): { readonly key: string; readonly row: Row } | undefined => {
      const item = items[places[place] ?? -1];
      return item?.kind === 'row' ? item : undefined;
    },
    [items, places],
  );
  const go = useCallback(
    (place: number) => {
      const found = rowAt(place);
      if (!found) return;
      setCursor(found.key);
      onSelect?.(found.row);
      virtual.scrollToIndex(places[place]!, { align: 'auto' });
    },
    [rowAt, onSelect, virtual, places],
  );

  const copy = async (): Promise<void> => {
    const chosen =
      marked.size > 0
        ? sorted.filter((row) => marked.has(rowKey(row)))
        : sorted.filter((row) => rowKey(row) === cursor);
    if (chosen.length === 0) return;
    const done = await copyRows(toGrid(shown, chosen, false));
    setSaid(
      done ? `${chosen.length} ${chosen.length === 1 ? 'row' : 'rows'} copied` : 'The clipboard did not take the rows',
    );
  };
  const toggleMark = (place: number): void => {
    const found = rowAt(place);
    if (!found) return;
    setMarked((before) => {
      const after = new Set(before);
      if (!after.delete(found.key)) after.add(found.key);
      return after;
    });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget) return;
    const mod = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = mod ? undefined : moveTo(event.key, cursorPlace, places.length, page);
    if (next !== undefined) {
      if (event.shiftKey) toggleMark(next);
      go(next);
    } else if (mod && event.key.toLowerCase() === 'c') {
      if (String(getSelection()) !== '') return; // a text was selected: the system copies it
      void copy();
    } else if (mod && event.key.toLowerCase() === 'a') setMarked(new Set(sorted.map(rowKey)));
    else if (event.key === 'Enter') {
      const found = rowAt(cursorPlace);
      if (found) onActivate?.(found.row);
    } else if (detail && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const found = rowAt(cursorPlace);
      if (found && (found.key === opened) === (event.key === 'ArrowLeft')) detail.onToggle(found.row);
    } else if (event.key === ' ') toggleMark(cursorPlace);
    else if (event.key === 'Escape' && marked.size > 0) setMarked(new Set());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const placeOf = (event: MouseEvent): number => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    return row ? Number(row.dataset['index']) : -1;
  };

  const save = useCallback(() => void saveCsv(label, toGrid(columns, sorted, true)), [label, columns, sorted]);
  const common = useMemo(
    () => columnEntries({ columns, prefs, updatePrefs, save }),
    [columns, prefs, updatePrefs, save],
  );
  useImperativeHandle(ref, () => ({
    saveCsv: save,
    menu: () => common,
    scrollToKey: (key) => {
      const at = items.findIndex((item) => item.key === key);
      if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    },
    focus: () => scroller.current?.focus(),
  }));

  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), 2_000);
    return () => clearTimeout(timer);
  }, [said]);

  const body = (): ReactNode => {
    if (error) return <div className={styles['instead']}>{error}</div>;
    if (items.length > 0) return null;
    return <div className={styles['instead']}>{loading ? <Skeleton label={`Loading ${label}`} /> : empty}</div>;
  };
  const activeId = cursorPlace >= 0 ? `${id}-${cursor}` : undefined;
  const drawn = virtual.getVirtualItems();
  const [firstDrawn, lastDrawn] = [drawn[0]?.key, drawn.at(-1)?.key];
  useLayoutEffect(() => learnWidths(scroller.current), [learnWidths, firstDrawn, lastDrawn, items, shown]);
  const isActiveDrawn = drawn.some((one) => one.key === cursor);

  return (
    <div className={styles['table']}>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        className={styles['scroller']}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={shown.length}
        aria-busy={loading || undefined}
        aria-activedescendant={isActiveDrawn ? activeId : undefined}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const place = placeOf(event);
          if (place < 0) return;
          if (event.ctrlKey || event.metaKey) toggleMark(place);
          go(place);
        }}
        onDoubleClick={(event) => {
          const found = rowAt(placeOf(event));
          if (found) onActivate?.(found.row);
        }}
        style={{ '--columns': template, '--least': `${least}px` } as CSSProperties}
      >
        <div role="rowgroup" className={styles['head']}>
          <div role="row" aria-rowindex={1} className={styles['header']}>
            {shown.map((column, i) => (
              <HeaderCell
                key={column.id}
                column={column}
                index={i}
                sort={sort}
                width={widthOf(column, prefs)}
                menu={headerEntries({ column, isFirst: i === 0, setSort, updatePrefs, common })}
                onSort={() => setSort((before) => nextSort(before, column))}
                onResize={(width) =>
                  updatePrefs((before) => ({ ...before, widths: { ...before.widths, [column.id]: Math.round(width) } }))
                }
              />
            ))}
          </div>
        </div>
        {body() ?? (
          <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
            {drawn.map(({ index, start, size, key }) => {
              const item = items[index];
              if (!item) return null;
              if (item.kind === 'group')
                return (
                  <div
                    key={key}
                    role="row"
                    className={styles['group']}
                    style={{ height: size, transform: `translateY(${start}px)` }}
                  >
                    <div role="gridcell" aria-colspan={shown.length} className={styles['groupCell']}>
                      {item.heading}
                    </div>
                  </div>
                );
              if (item.kind === 'detail')
                return (
                  <div
                    key={key}
                    role="row"
                    className={styles['group']}
                    style={{ height: size, transform: `translateY(${start}px)` }}
                  >
                    <div
                      role="gridcell"
                      aria-colspan={shown.length}
                      className={styles['detail']}
                      style={{ width: room }}
                    >
                      {detail?.content(item.row)}
                    </div>
                  </div>
                );
              return (
                <TableRow
                  key={key}
                  id={`${id}-${item.key}`}
                  row={item.row}
                  index={item.index}
                  columns={shown}
                  top={start}
                  height={size}
                  selected={item.key === cursor}
                  marked={marked.has(item.key)}
                  off={isOff?.(item.row) ?? false}
                />
              );
            })}
          </div>
        )}
      </div>
      <span role="status" className={said ? styles['said'] : styles['silent']}>
        {said}
      </span>
    </div>
  );
}
