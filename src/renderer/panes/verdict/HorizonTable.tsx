import { useId, useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { HorizonResult, StudyResult } from '#core/evidence/types';
import type { Ms } from '#core/time/ms';
import { cx } from '../../lib/class-names';
import { copyRows } from '../../lib/copy';
import { formatBp, formatDuration, formatNumber, formatPercent } from '../../lib/format';
import { readLocal, writeLocal } from '../../lib/storage';
import { Button } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import { Plot } from '../../ui/plot/Plot';
import { useSize } from '../../ui/plot/use-size';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import { BECAUSE_WORDS, CONTROL_WORDS, decidingEffect, provenanceOf, VERDICT_WORDS } from '../shared/evidence/words';
import { VerdictWord } from '../shared/evidence/VerdictWord';
import { forestAxis, forestGround, forestRow, forestTicks } from './forest';
import { horizonGrid } from '../shared/evidence/horizon-grid';
import { ControlMark } from './ControlMark';
import styles from './verdict.module.css';

interface HorizonTableProps {
  readonly result: StudyResult;
  readonly selected: Ms;
  readonly onSelect: (h: Ms) => void;
}

const COLUMNS = [
  { title: 'Horizon', definition: 'Time from the decision to the end of what is measured.', word: true },
  { title: 'Verdict', definition: 'One of four words, by the interval of the effect against the deciding control.', word: true },
  { title: 'Event less control, bp', brief: 'Less control, bp', definition: 'Mean forward return of the events less that of their controls, with its interval. The axis is linear within 10 bp and logarithmic beyond.' },
  { title: 'Effect, 95 %', definition: 'Effect against the control that decides, and its interval, in basis points.' },
  { title: 'Base rate', definition: 'Share of random times after which the low held.', leaves: true },
  { title: 'n', definition: 'Events whose horizon lies within the data.', leaves: true },
  { title: 'Clusters', definition: 'Days with at least one of these events: what counts as independent.' },
] as const; // prettier-ignore

/** Every horizon with its word, its effect against both controls and what stands behind it. */
export function HorizonTable({ result, selected, onSelect }: HorizonTableProps): ReactElement {
  const { spec } = result;
  const [isHiding, setHiding] = useState(() => readLocal(HIDING) === true);
  const unmeasured = result.horizons.filter(isUnmeasured);
  const horizons = isHiding
    ? result.horizons.filter((row) => !isUnmeasured(row) || row.h === selected)
    : result.horizons;
  const [plotCell, { width }] = useSize<HTMLDivElement>();
  const [firstRow, { height }] = useSize<HTMLDivElement>();
  const axis = useMemo(() => forestAxis(horizons, width), [horizons, width]);
  const id = useId();
  const at = horizons.findIndex(({ h }) => h === selected);
  const move = (to: number): void => {
    const row = horizons[Math.min(horizons.length - 1, Math.max(0, to))];
    if (row) onSelect(row.h);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: horizons.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if ((event.ctrlKey || event.metaKey) && event.key === 'c' && !getSelection()?.toString())
      void copyRows(horizonGrid(result));
  };
  const title = (text: string): string => text.replace('95', formatNumber(spec.level * 100));
  return (
    <>
      {unmeasured.length > 0 && unmeasured.length < result.horizons.length && (
        <p className={styles['unmeasured']}>
          <span>{`Not measurable, shorter than the stored bars: ${unmeasured.map(({ h }) => formatDuration(h)).join(', ')}`}</span>
          <Button
            tone="quiet"
            onClick={() => {
              writeLocal(HIDING, !isHiding);
              setHiding(!isHiding);
            }}
          >
            {isHiding ? 'Show' : 'Hide'}
          </Button>
        </p>
      )}
      <div
        className={styles['horizons']}
        role="grid"
        aria-label="Horizons"
        aria-rowcount={horizons.length + 1}
        aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={styles['head']} role="row">
          {COLUMNS.map((column) => (
            <Tooltip key={column.title} card={<TipCard title={title(column.title)} definition={column.definition} />}>
              <div
                role="columnheader"
                className={cx(
                  styles['cell'],
                  'word' in column && styles['words'],
                  'leaves' in column && styles['leaves'],
                )}
                ref={column.title === COLUMNS[2].title ? plotCell : undefined}
              >
                {'brief' in column ? (
                  <>
                    <span className={styles['long']}>{column.title}</span>
                    <span className={styles['brief']}>{column.brief}</span>
                  </>
                ) : (
                  title(column.title)
                )}
              </div>
            </Tooltip>
          ))}
        </div>
        {horizons.map((row, i) => (
          <div
            key={i} // by place: the first one is measured, whatever it shows
            id={`${id}-${i}`}
            ref={i === 0 ? firstRow : undefined}
            role="row"
            aria-selected={i === at}
            data-horizon={row.h}
            className={cx(styles['row'], i === at && styles['selected'])}
            onClick={() => onSelect(row.h)}
          >
            <HorizonCells result={result} row={row}>
              <Plot
                width={width}
                height={height}
                label={plotLabel(row)}
                shapes={[...forestGround(axis, spec, height), forestRow(axis, row, height)]}
              />
            </HorizonCells>
          </div>
        ))}
        <div className={styles['axis']} aria-hidden>
          <span className={styles['legend']}>
            <span>
              <ControlMark control="placebo" /> placebo
            </span>
            <span>
              <ControlMark control="matched" /> matched
            </span>
          </span>
          <Plot width={width} height={18} shapes={forestTicks(axis)} />
          <span className={styles['legend']} data-end>
            <span>
              <i className={styles['band']} /> within {formatNumber(spec.equivalenceBp)} bp
            </span>
          </span>
        </div>
      </div>
    </>
  );
}

const HIDING = 'verdict.hideUnmeasured';
const isUnmeasured = ({ because }: HorizonResult): boolean => because === 'noBars';

const plotLabel = (row: HorizonResult): string =>
  `Placebo ${formatBp(row.effectPlaceboBp.value, { sign: true })}, matched ${formatBp(row.effectMatchedBp.value, { sign: true })}`;

function HorizonCells({
  result,
  row,
  children,
}: {
  readonly result: StudyResult;
  readonly row: HorizonResult;
  readonly children: ReactElement;
}): ReactElement {
  const from = provenanceOf(result);
  return (
    <>
      <div role="gridcell" className={cx(styles['cell'], styles['words'], styles['mono'])}>
        {formatDuration(row.h)}
      </div>
      <Tooltip
        card={
          <TipCard
            title={VERDICT_WORDS[row.verdict].word}
            definition={VERDICT_WORDS[row.verdict].definition}
            method={`${BECAUSE_WORDS[row.because]}, against ${CONTROL_WORDS[row.decidedBy]}`}
            source={from.source}
            window={from.window}
          />
        }
      >
        <div role="gridcell" className={cx(styles['cell'], styles['words'])}>
          <VerdictWord verdict={row.verdict} />
        </div>
      </Tooltip>
      {isUnmeasured(row) ? (
        <div role="gridcell" className={cx(styles['cell'], styles['rest'])} aria-colspan={COLUMNS.length - 2}>
          <Missing why={`no bars of ${formatDuration(row.h)} or finer`} />
        </div>
      ) : (
        <Measured result={result} row={row}>
          {children}
        </Measured>
      )}
    </>
  );
}

function Measured({
  result,
  row,
  children,
}: {
  readonly result: StudyResult;
  readonly row: HorizonResult;
  readonly children: ReactElement;
}): ReactElement {
  const { spec } = result;
  const from = provenanceOf(result);
  const effect = decidingEffect(row);
  const few = row.because === 'tooFewClusters' || !Number.isFinite(effect.value);
  const bp = (value: number): string => formatNumber(value, { sign: true });
  const held = 1 - row.undercut.base;
  return (
    <>
      <div role="gridcell" className={styles['plot']}>
        {children}
      </div>
      <div role="gridcell" className={styles['cell']}>
        {few ? (
          <Figure
            label="Effect"
            value={BECAUSE_WORDS[row.because]}
            missing
            definition={`At least ${spec.minClusters} clusters are asked for.`}
            focusable={false}
            {...from}
          />
        ) : (
          <>
            <ControlMark control={row.decidedBy} />
            <Figure
              label={`Effect against ${CONTROL_WORDS[row.decidedBy]}`}
              value={bp(effect.value)}
              full={formatBp(effect.value, { sign: true, decimals: 1 })}
              interval={`${formatNumber(effect.lo)}, ${formatNumber(effect.hi)}`}
              definition={`Events less controls. Percentile interval ${formatNumber(effect.percentileLo)} to ${formatNumber(effect.percentileHi)}, sign-flip p ${formatNumber(effect.p, { decimals: 3 })}, ${formatNumber(effect.controls)} controls. Mean of the events ${formatBp(row.meanBp, { sign: true })}, after costs ${formatBp(row.meanNetBp, { sign: true })}.`}
              focusable={false}
              {...from}
            />
          </>
        )}
      </div>
      <div role="gridcell" className={cx(styles['cell'], styles['leaves'])}>
        <Figure
          label="Base rate"
          value={formatPercent(held, { decimals: 0, missing: 'not known' })}
          missing={!Number.isFinite(held)}
          definition={`Share of random times after which it held. After these events: ${formatPercent(1 - row.undercut.rate, { decimals: 0 })}; after matched declines: ${formatPercent(1 - row.undercut.matched, { decimals: 0, missing: 'not known' })}.`}
          focusable={false}
          {...from}
        />
      </div>
      <div role="gridcell" className={cx(styles['cell'], styles['leaves'])}>
        <Figure
          label="Events"
          value={formatNumber(row.n)}
          definition={`${formatNumber(row.censored)} more are censored: their horizon runs past the data.`}
          focusable={false}
          source={from.source}
          window={from.window}
        />
      </div>
      <div role="gridcell" className={styles['cell']}>
        <Figure
          label="Clusters"
          value={formatNumber(row.clusters)}
          tone={row.clusters < spec.minClusters ? 'warning' : undefined}
          definition={`Days with at least one of these events. Below ${formatNumber(spec.minClusters)} the word is always "cannot tell".`}
          focusable={false}
          source={from.source}
          window={from.window}
        />
      </div>
    </>
  );
}
