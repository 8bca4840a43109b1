import { useCallback, useEffect, type ReactElement } from 'react';
import type { ModelResult, Sensitivity, StudyResult } from '#core/evidence/types';
import { fileName, type TextGrid } from '#shared/csv';
import { formatBp, formatCount, formatDuration, formatNumber, formatTime, ordinal } from '../../lib/format';
import { saveCsv, saveFile } from '../../lib/save';
import { addCommands } from '../../state/commands';
import { IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { PaneFrame } from '../../ui/PaneFrame';
import type { Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { StudyAbsent, StudyBanner, StudyProgress } from '../shared/evidence/StudyBanner';
import { useStudy, type StudyView } from '../shared/evidence/use-study';
import { decidingEffect, provenanceOf, sideWords } from '../shared/evidence/words';
import { Chart } from '../shared/chart/Chart';
import { horizonGrid } from '../shared/evidence/horizon-grid';
import { Checks } from './Checks';
import { drawFan } from './fan';
import { eventGrid, fanGrid, sensitivityGrid, survivalGrid, walkForwardGrid } from './grids';
import { cellInUse, drawHeat, heatHeight } from './heat';
import { Caveats, Inputs } from './Inputs';
import { drawReliability } from './reliability';
import styles from './study.module.css';
import { drawSurvival } from './survival';
import { WalkForward } from './WalkForward';

/** What stands behind the words: curves, grids and checks of one study. */
export function StudyPane({ id }: { readonly id: string }): ReactElement {
  const view = useStudy(id);
  const { result } = view;
  useStudyCommands(view);
  const exports = exportEntries(result);
  return (
    <PaneFrame
      title="Study"
      sub={
        result
          ? `${formatCount(result.events, 'event')}, ${formatCount(result.clusters, 'day cluster')}, seed ${result.spec.seed}`
          : ''
      }
      menu={exports}
      tools={
        <>
          <StudyProgress view={view} />
          <Menu trigger={<IconButton icon="save" label="Export" tooltip={false} />} entries={exports} />
        </>
      }
    >
      <StudyBanner view={view} />
      {result ? <Parts result={result} /> : <StudyAbsent view={view} />}
    </PaneFrame>
  );
}

const SURVIVAL_KEYS = [
  { text: 'events, band', ink: 'series1', width: 2 },
  { text: 'matched', ink: 'series2', dash: [5, 3] },
  { text: 'placebo', ink: 'series3' },
] as const;
const FAN_KEYS = [
  { text: 'events', ink: 'series1', width: 2 },
  { text: 'placebo', ink: 'series2', dash: [5, 3] },
] as const;
const HEAT_KEYS = [{ text: 'rule in use', ink: 'accent', box: true }] as const;

function Parts({ result }: { readonly result: StudyResult }): ReactElement {
  const { model, sensitivity, spec } = result;
  const { extreme } = sideWords(spec.rule.side);
  const survival = useCallback((size: Size) => drawSurvival(result, size), [result]);
  const fan = useCallback((size: Size) => drawFan(result, size), [result]);
  const name = `study ${spec.instruments[0] ?? ''}`;
  return (
    <div className={styles['scroll']}>
      <div className={styles['parts']}>
        <div className={styles['column']}>
          <Chart
            title={extreme === 'low' ? 'Low not undercut' : 'High not overrun'}
            keys={SURVIVAL_KEYS}
            file={`${name} survival`}
            height={280}
            describe={`Share of ${extreme}s not undercut over time, for events, matched declines and placebo`}
            draw={survival}
          />
          {sensitivity ? (
            <SensitivityChart result={result} grid={sensitivity} file={`${name} sensitivity`} />
          ) : (
            <section className={styles['cell']} aria-label="Sensitivity">
              <Section title="Sensitivity" />
              <p className={styles['note']}>No grid was asked for with this rule.</p>
            </section>
          )}
          <Chart
            title="Forward return"
            sub="bp, asinh axis"
            keys={FAN_KEYS}
            file={`${name} fan`}
            height={220}
            describe="Quantiles of the forward return by horizon, for events and placebo"
            draw={fan}
          />
        </div>
        <div className={styles['column']}>
          <Model result={result} model={model} file={`${name} reliability`} />
          <Checks result={result} />
          <Caveats result={result} />
        </div>
      </div>
      <Inputs result={result} />
    </div>
  );
}

function Model({
  result,
  model,
  file,
}: {
  readonly result: StudyResult;
  readonly model: ModelResult | null;
  readonly file: string;
}): ReactElement {
  const draw = useCallback((size: Size) => (model ? drawReliability(model, size) : { shapes: [], spots: [] }), [model]);
  if (!model)
    return (
      <section className={styles['cell']} aria-label="Reliability">
        <Section title="Reliability" />
        <p className={styles['note']}>{result.modelLacks || 'There are too few events of either outcome.'}</p>
      </section>
    );
  const three = (value: number): string => formatNumber(value, { decimals: 3 });
  return (
    <>
      <Chart
        title="Reliability"
        sub={`walk-forward, ${formatDuration(model.horizonMs)}`}
        file={file}
        height={196}
        describe="Stated probability against the share that held, out of sample"
        draw={draw}
      >
        <p className={styles['words']} data-beats={model.beatsBase} data-copyable>
          {model.beatsBase ? 'Beats the base rate out of sample.' : 'Not shown to beat the base rate out of sample.'}{' '}
          Brier <b>{three(model.brier)}</b>, base rate <b>{three(model.brierBase)}</b>, log loss{' '}
          <b>{three(model.logLoss)}</b> against <b>{three(model.logLossBase)}</b>, AUC{' '}
          <b>{formatNumber(model.auc, { decimals: 2 })}</b>. Gain{' '}
          <b>
            {three(model.brierGain.value)}, {three(model.brierGain.lo)} to {three(model.brierGain.hi)}
          </b>
          . {model.beatsBase ? 'A small edge is still an average.' : 'Do not size by it.'}
        </p>
      </Chart>
      <WalkForward result={result} model={model} />
    </>
  );
}

function SensitivityChart({
  result,
  grid,
  file,
}: {
  readonly result: StudyResult;
  readonly grid: Sensitivity;
  readonly file: string;
}): ReactElement {
  const draw = useCallback((size: Size) => drawHeat(result, grid, size), [result, grid]);
  const from = provenanceOf(result);
  const row = result.horizons.find(({ h }) => h === grid.horizonMs);
  const own = cellInUse(result, grid)?.effectBp ?? (row ? decidingEffect(row).value : Number.NaN);
  const rank = Math.round(grid.rankOfRule * 100);
  const percentile = rank === 0 ? 'the lowest of the cells' : `${ordinal(rank)} percentile of cells`;
  const median = formatBp(grid.medianBp, { sign: true, missing: 'no cell has enough' });
  const tested = grid.cells.filter(({ effectBp }) => Number.isFinite(effectBp)).length;
  if (tested === 0)
    return (
      <section className={styles['cell']} aria-label="Sensitivity">
        <Section title="Sensitivity" />
        <p className={styles['note']}>
          {`Not drawn: none of the ${formatNumber(grid.cells.length)} neighbouring rules has ${formatNumber(result.spec.minClusters)} clusters, the least for an effect.`}
        </p>
      </section>
    );
  const method = `${formatNumber(tested)} of ${formatNumber(grid.cells.length)} cells have enough clusters`;
  return (
    <Chart
      title="Sensitivity"
      sub={`effect at ${formatDuration(grid.horizonMs)} in bp, by rule`}
      keys={HEAT_KEYS}
      file={file}
      height={heatHeight(grid)}
      describe="Effect over a grid of neighbouring rules"
      perRow={grid.x.values.length}
      draw={draw}
    >
      <dl className={styles['checks']}>
        <div>
          <dt>Median of tested cells</dt>
          <dd>
            <Figure
              label="Median of tested cells"
              value={median}
              missing={!Number.isFinite(grid.medianBp)}
              definition="The figure to quote: it does not depend on which rule was picked."
              method={method}
              source={from.source}
              window={from.window}
            />
          </dd>
        </div>
        <div>
          <dt>Rule in use</dt>
          <dd>
            <Figure
              label="Rule in use"
              value={[
                formatBp(own, { sign: true, missing: 'too few clusters' }),
                ...(Number.isFinite(rank) ? [percentile] : []),
              ].join(', ')}
              missing={!Number.isFinite(own)}
              definition={`Share of tested cells whose effect is smaller than this rule's. A high figure may be a lucky cell: quote the median, ${median}, beside it.`}
              method={method}
              source={from.source}
              window={from.window}
            />
          </dd>
        </div>
      </dl>
    </Chart>
  );
}

function exportEntries(result: StudyResult | null): readonly MenuEntry[] {
  const disabled = result ? false : 'not computed yet';
  const subject = `study ${result?.spec.instruments[0] ?? ''}`;
  const csv = (label: string, part: string, grid: (result: StudyResult) => TextGrid): MenuEntry => ({
    label,
    disabled,
    onSelect: () => void (result && saveCsv(`${subject} ${part}`, grid(result))),
  });
  return [
    { kind: 'heading', label: 'Export' },
    csv('Horizons as CSV', 'horizons', horizonGrid),
    csv('Lows over time as CSV', 'survival', survivalGrid),
    csv('Forward returns as CSV', 'fan', fanGrid),
    csv('Sensitivity as CSV', 'sensitivity', sensitivityGrid),
    csv('Walk-forward as CSV', 'walk-forward', walkForwardGrid),
    csv('Events as CSV', 'events', eventGrid),
    {
      label: 'Whole study as JSON',
      disabled,
      onSelect: () =>
        void (
          result &&
          saveFile(
            fileName(subject, 'json', formatTime(Date.now(), 'utc', 'day')),
            JSON.stringify(result, plainColumns, 2),
          )
        ),
    },
  ];
}

/** A typed column would be written as an object of its indexes. */
const plainColumns = (_key: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value;

function useStudyCommands({ run, spec, result }: StudyView): void {
  useEffect(
    () =>
      addCommands([
        {
          id: 'study.run',
          title: result ? 'Run the study again' : 'Run the study',
          group: 'Evidence',
          also: 'compute verdict evidence',
          enabled: () => spec !== null || 'This instrument has no candles to measure on.',
          run,
        },
      ]),
    [run, spec, result],
  );
}
