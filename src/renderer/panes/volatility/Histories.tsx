import { useCallback, useMemo, useState, type ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import type { IndicesReply } from '#shared/options';
import { formatNumber, formatPercent } from '../../lib/format';
import type { Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { Select } from '../../ui/Select';
import { Chart } from '../shared/chart/Chart';
import type { OptionPane } from '../shared/options/use-option-pane';
import { drawHistory, type HistoryLine, type HistoryPlot } from './history';
import { riskReversalLine, slopeChoices } from './series';
import type { SpanChoice } from './SurfaceView';
import type { HistoryState } from './use-volatility';
import styles from './volatility.module.css';
import { DEFINITIONS, points, volatility } from './words';

interface HistoriesProps {
  readonly pane: OptionPane;
  readonly history: HistoryState;
  readonly indices: IndicesReply | undefined;
  readonly lines: readonly HistoryLine[];
  readonly past: Ms | null;
  readonly span: SpanChoice;
  readonly onPast: (t: Ms) => void;
  /** Of each chart [px]. */
  readonly height: number;
}

/** Risk reversal, slope and index over time, on one time axis. */
export function Histories({ pane, history, indices, lines, past, span, onPast, height }: HistoriesProps): ReactElement {
  const { zone, instrument } = pane;
  const [days, setDays] = useState(30);
  const [slopeId, setSlope] = useState('7/30 d');
  const surface = history.value;
  const choices = useMemo(() => slopeChoices(surface, indices), [surface, indices]);
  const slope = choices.find(({ id }) => id === slopeId) ?? choices[0];
  const slopeLines = useMemo(() => (slope ? [slope.line] : []), [slope]);
  const reversal = useMemo(() => {
    const line = surface ? riskReversalLine(surface, days) : undefined;
    return line ? [line] : [];
  }, [surface, days]);
  const all = [...lines, ...slopeLines, ...reversal];
  // It ends with what is known of the asset itself: an index of other options may be newer.
  const own = [indices?.own?.t ?? [], surface?.columns.t ?? []].filter(({ length }) => length > 0);
  const ends = (own.length > 0 ? own : all.map(({ t }) => t)).map((t) => t[t.length - 1] ?? -Infinity);
  const last = Math.max(...ends);
  const first = Math.min(...all.map(({ t }) => t[0] ?? Infinity));
  const to = pane.asOf ?? last;
  const from = span.ms === null ? first : Math.max(first, to - span.ms);
  const axis = useMemo(() => ({ zone, from, to, past, onChoose: onPast }), [zone, from, to, past, onPast]);
  const done = surface?.columns.t.length ?? 0;
  const pending = surface && surface.pending > 0 ? `fitting ${formatNumber(done)} of ${formatNumber(done + surface.pending)}` : ''; // prettier-ignore
  const tenors = surface?.columns.maturities.map((one) => one.days) ?? [];
  const fromChain = surface ? `${surface.instrument} options, ${surface.source}` : '';
  return (
    <div className={styles['three']}>
      {reversal.length > 0 ? (
        <HistoryChart
          title="Risk reversal"
          sub={['25 delta, pt', pending].filter(Boolean).join(', ')}
          height={height}
          file={`risk reversal ${instrument ?? ''}`}
          tools={
            <Select
              label="Maturity of the risk reversal"
              value={String(days)}
              options={tenors.map((one) => ({ value: String(one), label: `${one} d` }))}
              onChange={(value) => setDays(Number(value))}
            />
          }
          {...{ axis, lines: reversal, style: REVERSAL, source: fromChain }}
        />
      ) : (
        <Absent title="Risk reversal" why={history.error?.message ?? 'It needs stored captures of an option chain.'} />
      )}
      {slope ? (
        <HistoryChart
          title="Slope"
          sub={['front/back − 1', pending].filter(Boolean).join(', ')}
          height={height}
          file={`slope ${instrument ?? ''} ${slope.label}`}
          tools={
            <Select
              label="Slope"
              value={slope.id}
              options={choices.map(({ id, label }) => ({ value: id, label }))}
              onChange={setSlope}
            />
          }
          {...{ axis, lines: slopeLines, style: SLOPE, source: slope.label.includes('VIX') ? slope.label : fromChain }}
        />
      ) : (
        <Absent
          title="Slope"
          why="It needs expiries around two maturities, or two stored indices of different tenors."
        />
      )}
      {lines.length > 0 ? (
        <HistoryChart
          title="Volatility index"
          sub={lines.length === 1 ? lines[0]!.name : ''}
          keys={lines.length > 1 ? lines.map(({ name, ink, dash, width }) => ({ text: name, ink, ...(dash ? { dash } : {}), ...(width ? { width } : {}) })) : []} // prettier-ignore
          height={height}
          file={`volatility index ${instrument ?? ''}`}
          {...{ axis, lines, style: INDEX, source: lines.map(({ name }) => name).join(', ') }}
        />
      ) : (
        <Absent title="Volatility index" why={`None is stored for ${instrument ?? 'it'}.`} />
      )}
    </div>
  );
}

type Axis = Pick<HistoryPlot, 'zone' | 'from' | 'to' | 'past' | 'onChoose'>;
type Style = Pick<HistoryPlot, 'print' | 'tick' | 'zero' | 'definition'>;

const REVERSAL: Style = {
  print: points,
  tick: (v) => formatNumber(v * 100, { decimals: 1, sign: true }),
  zero: true,
  definition: DEFINITIONS.riskReversal,
};
const SLOPE: Style = {
  print: (v) => formatPercent(v, { sign: true }),
  tick: (v) => formatPercent(v, { decimals: 0, sign: true }),
  zero: true,
  definition: DEFINITIONS.slope,
};
const INDEX: Style = {
  print: volatility,
  tick: (v) => volatility(v, { decimals: 0 }),
  zero: false,
  definition: 'A venue or an exchange computes it from its own option quotes.',
};

interface HistoryChartProps extends Pick<
  Parameters<typeof Chart>[0],
  'title' | 'sub' | 'keys' | 'file' | 'tools' | 'height'
> {
  readonly axis: Axis;
  readonly style: Style;
  readonly lines: readonly HistoryLine[];
  readonly source: string;
}

function HistoryChart({ axis, style, lines, source, ...chart }: HistoryChartProps): ReactElement {
  const draw = useCallback(
    (size: Size) => drawHistory({ ...axis, ...style, lines, source }, size),
    [axis, style, lines, source],
  );
  const names = lines.map(({ name }) => name).join(', ');
  return <Chart {...chart} describe={`${chart.title} over time: ${names}`} draw={draw} />;
}

function Absent({ title, why }: { readonly title: string; readonly why: string }): ReactElement {
  return (
    <section aria-label={title}>
      <Section title={title} />
      <p className={styles['note']}>{why}</p>
    </section>
  );
}
