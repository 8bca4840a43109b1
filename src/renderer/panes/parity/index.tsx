import { useCallback, useMemo, useRef, useState, type ReactElement } from 'react';
import type { ParityRow } from '#core/options/parity';
import type { ParityReply } from '#shared/options';
import { call } from '../../lib/call';
import { formatCount, formatNumber, formatPercent, formatPrice, formatTime, type Zone } from '../../lib/format';
import { asOfArgs } from '../../state/clock';
import { useReply } from '../../state/use-reply';
import { useShown } from '../../state/shown';
import { Button, IconButton } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import type { Size } from '../../ui/plot/use-size';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { EmptyState, ErrorState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { Chart } from '../shared/chart/Chart';
import { NoChain } from '../shared/options/NoChain';
import { quotesWords } from '../shared/options/quotes-words';
import { useOptionPane } from '../shared/options/use-option-pane';
import { drawCarry } from './carry';
import { parityColumns } from './columns';
import styles from './parity.module.css';
import { filterParity, FIRST_FILTER, keyOf, type ParityFilter } from './rows';

const NONE: readonly ParityRow[] = [];

/** Conversions, reversals and boxes at executable quotes: the carry they lock after costs, or the words "not executable". */
export function ParityPane({ id }: { readonly id: string }): ReactElement {
  const pane = useOptionPane(id);
  const { instrument, asOf, zone } = pane;
  const [wished, setFilter] = useState(FIRST_FILTER);
  const [chosenKey, setChosen] = useState<string>();
  const table = useRef<TableHandle>(null);
  const question = instrument === null ? null : `parity ${instrument} ${asOf ?? 'live'}`;
  const reply = useReply(question, async () => ({
    instrument,
    value: await call('options:parity', { instrument: instrument ?? '', ...asOfArgs(asOf) }),
  }));
  const report = reply.value?.instrument === instrument ? reply.value?.value : undefined;
  useShown(id, report?.t);
  const all = report?.rows ?? NONE;
  const expiries = useMemo(() => [...new Set(all.map(({ expiry }) => expiry))], [all]);
  // An expiry that is not listed at this instant is no filter.
  const expiry = wished.expiry !== null && expiries.includes(wished.expiry) ? wished.expiry : null;
  const filter = useMemo(() => ({ ...wished, expiry }), [wished, expiry]);
  const rows = useMemo(() => filterParity(all, filter), [all, filter]);
  const columns = useMemo(() => (report ? parityColumns(report, zone) : []), [report, zone]);
  const chosen = all.find((row) => keyOf(row) === chosenKey);
  const shownExpiry = chosen?.expiry ?? filter.expiry ?? nearMonth(all);
  const isAbsent = report === null || instrument === null;
  return (
    <PaneFrame
      title="Parity"
      sub={report ? `${report.instrument}, ${quotesWords(report.t, asOf, zone)}` : ''}
      tools={<IconButton icon="save" label="Save CSV" onClick={() => table.current?.saveCsv()} />}
    >
      {isAbsent && !reply.error ? (
        <NoChain {...pane} />
      ) : (
        <div className={styles['pane']}>
          <Filters filter={filter} expiries={expiries} zone={zone} onChange={setFilter} />
          {report && <Summary reply={report} />}
          <div className={styles['table']}>
            <Table
              ref={table}
              label="Parity packages"
              columns={columns}
              rows={rows}
              rowKey={keyOf}
              selected={chosen ? keyOf(chosen) : null}
              onSelect={(row) => setChosen(keyOf(row))}
              defaultSort={{ column: 'edge', direction: 'descending' }}
              loading={report === undefined && reply.loading}
              empty={<EmptyState text="No package of this kind has both of its quotes." />}
              error={
                reply.error && (
                  <ErrorState
                    what="The packages could not be computed."
                    then={`${reply.error.message} Nothing was changed.`}
                    action={<Button onClick={reply.reload}>Try again</Button>}
                  />
                )
              }
            />
          </div>
          {report && Number.isFinite(shownExpiry) && (
            <Carry reply={report} expiry={shownExpiry} instrument={instrument ?? ''} zone={zone} />
          )}
        </div>
      )}
    </PaneFrame>
  );
}

/** The expiry nearest to 30 days. */
function nearMonth(rows: readonly ParityRow[]): number {
  const far = ({ tau }: ParityRow): number => Math.abs(Math.log(tau / (30 / 365)));
  return rows.reduce<ParityRow | undefined>((best, row) => (best && far(best) <= far(row) ? best : row), undefined)?.expiry ?? NaN; // prettier-ignore
}

interface FiltersProps {
  readonly filter: ParityFilter;
  readonly expiries: readonly number[];
  readonly zone: Zone;
  readonly onChange: (filter: ParityFilter) => void;
}

const EVERY = 'every';

function Filters({ filter, expiries, zone, onChange }: FiltersProps): ReactElement {
  return (
    <div className={styles['filters']} role="group" aria-label="Parity filters">
      <Segmented
        label="Package"
        value={filter.kind}
        segments={[
          { value: 'all', label: 'all' },
          { value: 'conversion', label: 'conversions' },
          { value: 'reversal', label: 'reversals' },
          { value: 'box', label: 'boxes' },
        ]}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <Select
        label="Expiry"
        value={filter.expiry === null ? EVERY : String(filter.expiry)}
        options={[
          { value: EVERY, label: 'every expiry' },
          ...expiries.map((expiry) => ({ value: String(expiry), label: formatTime(expiry, zone, 'day') })),
        ]}
        onChange={(value) => onChange({ ...filter, expiry: value === EVERY ? null : Number(value) })}
      />
      <Segmented
        label="Strikes"
        value={filter.best ? 'best' : 'all'}
        segments={[
          { value: 'best', label: 'best strike' },
          { value: 'all', label: 'every strike' },
        ]}
        onChange={(value) => onChange({ ...filter, best: value === 'best' })}
      />
    </div>
  );
}

function Summary({ reply }: { readonly reply: ParityReply }): ReactElement {
  const { rows, fees, index, funding } = reply;
  const executable = rows.filter((row) => row.executable).length;
  const given = Number.isFinite(funding) ? `Funding of the week before: ${formatPercent(funding, { decimals: 2, sign: true })} a year.` : 'No funding is stored.'; // prettier-ignore
  return (
    <p className={styles['summary']} data-copyable>
      <b>{executable === 0 ? 'None' : formatNumber(executable)}</b>
      {` of ${formatCount(rows.length, 'package')} ${executable > 1 ? 'are' : 'is'} executable after costs (${fees.name}, ${fees.asOf}). Index ${formatPrice(index)}. ${given}`}
    </p>
  );
}

const CARRY_KEYS = [
  { text: 'sold: conversion', ink: 'series1' },
  { text: 'bought: reversal', ink: 'series2' },
  { text: 'basis', ink: 'accent', dash: [5, 3] },
  { text: 'funding', ink: 'series3', dash: [1.5, 3] },
] as const;

function Carry({ reply, expiry, instrument, zone }: { readonly reply: ParityReply; readonly expiry: number; readonly instrument: string; readonly zone: Zone }): ReactElement {
  const { rows, funding } = reply;
  const draw = useCallback(
    (size: Size) => drawCarry(rows.filter((row) => row.expiry === expiry), funding, size),
    [rows, expiry, funding],
  );
  return (
    <div className={styles['carry']}>
      <Chart
        title="Carry by strike"
        sub={`${formatTime(expiry, zone, 'day')}, %/yr after costs`}
        keys={Number.isFinite(funding) ? CARRY_KEYS : CARRY_KEYS.slice(0, 3)}
        file={`carry ${instrument} ${formatTime(expiry, 'utc', 'day')}`}
        height={180}
        describe="Carry locked by conversions and reversals at each strike, with the basis of the future"
        draw={draw}
      />
    </div>
  );
} // prettier-ignore
