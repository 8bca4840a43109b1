import { useCallback, useMemo, type ReactElement, type Ref } from 'react';
import type { Ms } from '#core/time/ms';
import type { IndicesReply, VolatilityReply } from '#shared/options';
import { formatNumber, formatTime, formatTimeZoned } from '../../lib/format';
import { useSize, type Size } from '../../ui/plot/use-size';
import { Table, type TableHandle } from '../../ui/table';
import { Tag } from '../../ui/Tag';
import { Chart, type Key } from '../shared/chart/Chart';
import type { OptionPane } from '../shared/options/use-option-pane';
import { sliceColumns } from './columns';
import { Headline } from './Headline';
import { Histories } from './Histories';
import { indexLines } from './series';
import { nearest, percentileOfLast, slicesOf, type Slice } from './slices';
import { drawSmile } from './smile';
import { drawTerm } from './term';
import type { HistoryState } from './use-volatility';
import styles from './volatility.module.css';
import { tenor, volatility } from './words';

export interface SpanChoice {
  readonly id: string;
  readonly label: string;
  readonly words: string;
  /** null: all. */
  readonly ms: Ms | null;
}

interface SurfaceViewProps {
  readonly pane: OptionPane;
  readonly table: Ref<TableHandle>;
  readonly now: VolatilityReply;
  /** The surface of the past instant, while there is one. */
  readonly then: VolatilityReply | undefined;
  readonly past: Ms | null;
  readonly history: HistoryState;
  readonly indices: IndicesReply | undefined;
  readonly slices: readonly Slice[];
  readonly chosen: Slice | undefined;
  readonly span: SpanChoice;
  readonly onChoose: (slice: Slice) => void;
  readonly onPast: (t: Ms) => void;
}

const ROW = 28;
const HEAD = 25;
const MOST_ROWS = 8;
/** Of the headline, the section heads and the frames between [px]. */
const FIXED = 45 + 2 * 28 + 4;
const CHART = { least: 200, most: 340 };
const HISTORY = { least: 140, most: 280 };
const HISTORY_SHARE = 0.42;

const clamp = (value: number, { least, most }: { least: number; most: number }): number => Math.round(Math.min(most, Math.max(least, value))); // prettier-ignore

export function SurfaceView(props: SurfaceViewProps): ReactElement {
  const { pane, table, now, then, past, history, indices, slices, chosen, span, onChoose, onPast } = props;
  const { instrument, zone } = pane;
  const before = useMemo(() => (past !== null && then ? slicesOf(then) : []), [past, then]);
  const pastInstant = past === null ? NaN : (then?.quoted?.t ?? then?.modelled?.t ?? NaN);
  const pastName = Number.isFinite(pastInstant) ? `${formatTime(pastInstant, zone, 'day')}${then?.quoted ? '' : ', modelled'}` : ''; // prettier-ignore
  const isModelled = now.quoted === null;
  const source = sourceOf(now, zone);
  const pastSlice = chosen && nearest(before, chosen.days);
  const chosenKey = chosen?.key;
  const term = useCallback(
    (size: Size) => drawTerm({ now: slices, past: before, pastName, chosen: chosenKey, onChoose, source }, size),
    [slices, before, pastName, chosenKey, onChoose, source],
  );
  const smile = useCallback(
    (size: Size) =>
      chosen ? drawSmile({ slice: chosen, past: pastSlice, pastName, source }, size) : { shapes: [], spots: [] },
    [chosen, pastSlice, pastName, source],
  );
  const columns = useMemo(
    () => sliceColumns({ zone, source, past: before, pastName }, isModelled),
    [zone, source, before, pastName, isModelled],
  );
  const lines = useMemo(() => indexLines(history.value, indices), [history.value, indices]);
  const [main] = lines;
  const index = main && { name: main.name, value: main.value[main.value.length - 1] ?? NaN, percentile: percentileOfLast(main.value), span: span.words }; // prettier-ignore
  const rows = Math.min(MOST_ROWS, Math.max(2, slices.length));
  const [host, { height }] = useSize<HTMLDivElement>();
  const free = height - FIXED - (now.modelled ? ROW : 0) - HEAD - ROW * rows;
  const historyHeight = clamp(HISTORY_SHARE * free, HISTORY);
  const chartHeight = clamp(free - historyHeight, CHART);
  return (
    <div ref={host} className={styles['scroll']}>
      {now.modelled && <Modelled instrument={instrument ?? ''} reply={now.modelled} isLive={pane.asOf === null} />}
      {past !== null && then && before.length === 0 && (
        <p
          className={styles['note']}
        >{`Nothing was known of ${instrument ?? ''} by ${formatTimeZoned(past, zone)}.`}</p>
      )}
      <Headline now={now} past={past === null ? undefined : then} pastName={pastName} source={source} index={index} />
      <div className={styles['pair']}>
        <Chart
          title="Term structure"
          sub="at the money"
          keys={keysOf(before.length > 0 ? pastName : '', isModelled)}
          file={`term structure ${instrument ?? ''}`}
          height={chartHeight}
          describe={`Volatility at the money by tenor${before.length > 0 ? `, now and on ${pastName}` : ''}. Arrows walk the expiries.`}
          walks
          draw={term}
        />
        <Chart
          title="Smile"
          sub={chosen ? smileName(chosen, zone) : ''}
          keys={keysOf(pastSlice ? `${pastName}, ${tenor(pastSlice.days)}` : '', isModelled)}
          tools={
            chosen?.isFlagged && (
              <Tag tone="warning" title={chosen.flags.join(', ')}>
                {chosen.flags[0]}
              </Tag>
            )
          }
          file={`smile ${instrument ?? ''} ${chosen ? smileName(chosen, zone) : ''}`}
          height={chartHeight}
          describe={`Implied volatility by strike${chosen ? `, ${tenor(chosen.days)}` : ''}${chosen && chosen.flags.length > 0 ? `: ${chosen.flags.join(', ')}` : ''}`}
          draw={smile}
        />
      </div>
      <div className={styles['expiries']} style={{ height: HEAD + ROW * rows }}>
        <Table
          ref={table}
          label={isModelled ? 'Tenors' : 'Expiries'}
          columns={columns}
          rows={slices}
          rowKey={({ key }) => key}
          selected={chosen?.key ?? null}
          onSelect={onChoose}
          rowHeight={ROW}
        />
      </div>
      <Histories {...{ pane, history, indices, lines, past, span, onPast, height: historyHeight }} />
    </div>
  );
}

const smileName = ({ expiry, days, key }: Slice, zone: OptionPane['zone']): string =>
  Number.isFinite(expiry) ? `${formatTime(expiry, zone, 'day')}, ${tenor(days)}` : key;

function keysOf(past: string, isModelled: boolean): readonly Key[] {
  const now: Key = isModelled
    ? { text: 'modelled', ink: 'estimate', dash: [1.5, 3], width: 1.75 }
    : { text: 'now', ink: 'series1', width: 1.75 };
  return past === '' ? (isModelled ? [now] : []) : [now, { text: past, ink: 'series2', dash: [5, 3] }];
}

function sourceOf({ quoted, modelled }: VolatilityReply, zone: OptionPane['zone']): string {
  if (quoted)
    return `${quoted.instrument} options, ${quoted.source}${quoted.synthetic ? ', synthetic' : ''}, quotes of ${formatTimeZoned(quoted.t, zone)}`;
  return (modelled?.levels ?? []).map(({ instrument, value, t }) => `${instrument} ${volatility(value)} at ${formatTimeZoned(t, zone)}`).join(', '); // prettier-ignore
}

interface ModelledProps {
  readonly instrument: string;
  readonly reply: NonNullable<VolatilityReply['modelled']>;
  readonly isLive: boolean;
}

/** Why nothing quoted is shown, and what stands behind what is. */
function Modelled({ instrument, reply, isLive }: ModelledProps): ReactElement {
  const { underlying, levels, shape } = reply;
  const figure = (value: number): string => formatNumber(value, { decimals: 2, sign: true });
  const given = levels.map((one) => `${one.instrument} ${volatility(one.value)}`).join(', ');
  return (
    <p className={styles['modelled']} role="note">
      <Tag tone="estimate">modelled smile</Tag>
      <span>
        {`No option chain of ${instrument} is stored${isLive ? '' : ' that was known by then'}: this is the smile of ${underlying} options as ${given} and a fixed form make it, skew ${figure(shape.skew)} and curvature ${figure(shape.curvature)} per deviation.`}
      </span>
    </p>
  );
}
