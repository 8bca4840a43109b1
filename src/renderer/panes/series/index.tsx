import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { SeriesSummary } from '#shared/market';
import { call } from '../../lib/call';
import { formatCount } from '../../lib/format';
import { asOfArgs } from '../../state/clock';
import { useRestedAsOf } from '../../state/rested-clock';
import { runCommand } from '../../state/commands';
import { selectZone, useSettings } from '../../state/settings';
import { useReply } from '../../state/use-reply';
import { Button, IconButton } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState, ErrorState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { Tag } from '../../ui/Tag';
import { TextField } from '../../ui/TextField';
import { exportSeries } from './actions';
import { nameOf, seriesColumns, syntheticSources } from './columns';
import { DeleteSeries } from './DeleteSeries';
import { StripLegend } from './StripLegend';
import styles from './series.module.css';

const NONE: readonly SeriesSummary[] = [];

export function SeriesPane(): ReactElement {
  const zone = useSettings(selectZone);
  const asOf = useRestedAsOf();
  const list = useReply(`series ${asOf ?? 'live'}`, () => call('series:list', asOfArgs(asOf)));
  const map = useReply(`coverage ${asOf ?? 'live'}`, () => call('series:coverage', asOfArgs(asOf)));
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<number>();
  const [deleting, setDeleting] = useState<SeriesSummary>();
  const table = useRef<TableHandle>(null);
  const all = list.value ?? NONE;
  const wholly = useMemo(() => syntheticSources(all), [all]);
  const columns = useMemo(() => seriesColumns(zone, map.value, wholly), [zone, map.value, wholly]);
  const rows = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return all.filter((row) => {
      const seen = `${nameOf(row)} ${row.source} ${row.kind}`.toLowerCase();
      return words.every((word) => seen.includes(word));
    });
  }, [all, text]);
  const chosen = all.find((row) => row.id === selected);
  const why = chosen ? undefined : 'Choose a series first.';
  const actions: readonly MenuEntry[] = [
    { label: 'Export CSV', icon: 'save', disabled: why, onSelect: () => chosen && void exportSeries(chosen, 'csv') },
    {
      label: 'Export Parquet',
      icon: 'save',
      disabled: why,
      onSelect: () => chosen && void exportSeries(chosen, 'parquet'),
    },
    { label: 'Delete series', icon: 'trash', danger: true, disabled: why, onSelect: () => setDeleting(chosen) },
  ];
  return (
    <PaneFrame
      title="Series"
      sub={
        rows.length === all.length
          ? `${formatCount(all.length, 'series', 'series')}, coverage by month`
          : `${rows.length} of ${all.length}, coverage by month`
      }
      menu={actions}
      tools={
        <>
          <TextField label="Filter" placeholder="Filter" icon="filter" width={120} value={text} onChange={setText} />
          <Menu
            trigger={
              <Button tone="quiet" menu>
                Series
              </Button>
            }
            entries={actions}
          />
          <IconButton icon="save" label="Save CSV of this table" onClick={() => table.current?.saveCsv()} />
          <Button icon="plus" onClick={() => runCommand('data.import')}>
            Import
          </Button>
        </>
      }
    >
      <div className={styles['pane']}>
        <Table
          ref={table}
          label="Series"
          columns={columns}
          rows={rows}
          rowKey={(row) => String(row.id)}
          selected={selected === undefined ? undefined : String(selected)}
          onSelect={(row) => setSelected(row.id)}
          grouping={{
            of: (row) => row.source || 'no source',
            heading: (key, members) => (
              <>
                {key}, {formatCount(members.length, 'series', 'series')}
                {wholly.has(key) && <Tag tone="estimate">synthetic</Tag>}
              </>
            ),
          }}
          loading={list.loading}
          empty={
            asOf !== null && all.length === 0 ? (
              <EmptyState text="Nothing was known by the instant of the clock." />
            ) : all.length > 0 ? (
              <EmptyState
                text="No series passes the filter."
                action={<Button onClick={() => setText('')}>Clear the filter</Button>}
              />
            ) : (
              <EmptyState
                text="Nothing is stored yet."
                action={
                  <Button tone="primary" onClick={() => runCommand('data.import')}>
                    Import files
                  </Button>
                }
              />
            )
          }
          error={
            list.error && (
              <ErrorState
                what="The series could not be listed."
                then={`${list.error.message} Nothing was changed.`}
                action={<Button onClick={list.reload}>Try again</Button>}
              />
            )
          }
        />
        {all.length > 0 && <StripLegend />}
      </div>
      <DeleteSeries series={deleting} onClose={() => setDeleting(undefined)} />
    </PaneFrame>
  );
}
