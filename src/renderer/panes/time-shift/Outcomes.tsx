import { useMemo, type ReactElement } from 'react';
import type { HorizonResult } from '#core/evidence/types';
import type { TimeShiftResult } from '#core/timeshift/types';
import { sideOf } from '#core/timeshift/align';
import { formatInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import { formatBp, formatDuration, formatNumber, formatPercent } from '../../lib/format';
import { timeShift } from '../../state/time-shift';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { Missing } from '../../ui/Missing';
import { Table, type Column } from '../../ui/table';
import { phraseText, sentence } from '../shared/evidence/sentence';
import { VerdictWord } from '../shared/evidence/VerdictWord';
import { BECAUSE_WORDS, CONTROL_WORDS, decidingEffect, provenanceOf, sideWords, VERDICT_WORDS } from '../shared/evidence/words'; // prettier-ignore
import { coverageWords, fanWarning } from './coverage';
import styles from './time-shift.module.css';
import { answeredOf } from './words';

interface OutcomesProps {
  readonly result: TimeShiftResult;
  readonly horizonMs: Ms;
}

/** What came after all instances before the present, against random times and like declines. */
export function Outcomes({ result, horizonMs }: OutcomesProps): ReactElement {
  const columns = useMemo(() => outcomeColumns(result), [result]);
  const row = result.outcomes.find(({ h }) => h === horizonMs);
  return (
    <div className={styles['outcomes']}>
      <div
        className={styles['rows']}
        style={{
          height: `calc(var(--height-column-header) + ${result.outcomes.length || 2} * var(--height-row) + 2px)`,
        }}
      >
        <Table
          label="Outcomes of the time-shift"
          columns={columns}
          rows={result.outcomes}
          rowKey={({ h }) => String(h)}
          selected={String(horizonMs)}
          onSelect={({ h }) => timeShift.getState().set({ horizonMs: h })}
          empty={<p className={styles['note']}>No outcome could be measured.</p>}
        />
      </div>
      {row && (
        <p className={styles['sentence']} data-copyable data-testid="time-shift-sentence">
          {phraseText(sentence(answeredOf(result), row))}
        </p>
      )}
      <Honesty result={result} horizonMs={horizonMs} brief={false} />
    </div>
  );
}

const exact = (value: number): string => (Number.isFinite(value) ? String(value) : '');

function outcomeColumns(result: TimeShiftResult): readonly Column<HorizonResult>[] {
  const { spec } = result;
  const { extreme, decline } = sideWords(sideOf(spec.align));
  const from = provenanceOf(result);
  const percent = (value: number): string => formatPercent(value, { decimals: 0, missing: 'not known' });
  const isThin = ({ because }: HorizonResult): boolean => because === 'tooFewClusters' || because === 'noBars';
  const count = (id: 'n' | 'clusters', title: string, definition: string, width: number): Column<HorizonResult> => ({
    ...{ id, title, definition, width, kind: 'figure', leave: id === 'n' ? 3 : 2 },
    value: (row) => row[id],
    text: (row) => formatNumber(row[id]),
  });
  return [
    {
      id: 'horizon',
      title: 'Horizon',
      definition: 'Time from the decision to the end of what is measured.',
      kind: 'time',
      width: 64,
      value: ({ h }) => h,
      text: ({ h }) => formatDuration(h),
      exact: ({ h }) => formatInterval(h),
    },
    {
      id: 'verdict',
      title: 'Verdict',
      definition: 'One of four words, by the interval of the effect against the deciding control.',
      kind: 'word',
      width: 112,
      value: ({ verdict }) => VERDICT_WORDS[verdict].word,
      text: ({ verdict }) => VERDICT_WORDS[verdict].word,
      cell: ({ verdict }) => (
        <span className={styles['held']}>
          <VerdictWord verdict={verdict} />
        </span>
      ),
    },
    {
      id: 'effect',
      title: `Effect, bp, ${formatNumber(spec.level * 100)} %`,
      definition: `Mean forward return less that of the control that decides (like ${decline}s where there are some, else random times), and its interval.`,
      kind: 'figure',
      width: 140,
      grow: true,
      value: (row) => decidingEffect(row).value,
      text: (row) => (isThin(row) ? BECAUSE_WORDS[row.because] : effectWords(row)),
      exact: (row) => exact(decidingEffect(row).value),
      cell: (row) =>
        isThin(row) ? (
          <Missing why={BECAUSE_WORDS[row.because]} />
        ) : (
          <Figure
            label={`Effect against ${CONTROL_WORDS[row.decidedBy]}`}
            value={formatNumber(decidingEffect(row).value, { sign: true })}
            interval={intervalWords(row)}
            full={`${formatBp(decidingEffect(row).value, { sign: true })}, ${intervalWords(row)}`}
            definition={`${BECAUSE_WORDS[row.because]}. Against placebo ${formatBp(row.effectPlaceboBp.value, { sign: true, missing: 'not known' })}, against matched ${decline}s ${formatBp(row.effectMatchedBp.value, { sign: true, missing: 'not known' })}.`}
            focusable={false}
            {...from}
          />
        ),
    },
    {
      id: 'undercut',
      title: extreme === 'low' ? 'Undercut' : 'Overrun',
      definition: `Share after which the ${extreme} was passed by more than ${formatNumber(spec.undercutBp)} bp; in brackets the same share at random times.`,
      kind: 'figure',
      width: 104,
      value: ({ undercut }) => undercut.rate,
      text: ({ undercut }) => `${percent(undercut.rate)} (${percent(undercut.base)})`,
      exact: ({ undercut }) => exact(undercut.rate),
      cell: ({ undercut }) => (
        <Figure
          label={`${extreme === 'low' ? 'Undercut' : 'Overrun'} against the base rate`}
          value={percent(undercut.rate)}
          interval={Number.isFinite(undercut.base) ? `(${percent(undercut.base)})` : undefined}
          missing={!Number.isFinite(undercut.rate)}
          definition={`Interval ${percent(undercut.lo)} to ${percent(undercut.hi)}; at random times ${percent(undercut.base)}, after matched ${decline}s ${percent(undercut.matched)}.`}
          focusable={false}
          {...from}
        />
      ),
    },
    count('n', 'n', 'Instances whose horizon lies within what is known.', 44),
    count('clusters', 'Clusters', 'Days with at least one of them: what counts as independent.', 66),
    {
      id: 'honesty',
      title: 'In 50 / 90 % band',
      definition: 'Share of outcomes that fell into the bands of a fan drawn from earlier instances alone.',
      kind: 'figure',
      width: 116,
      leave: 1,
      value: ({ h }) => result.coverage.find((one) => one.h === h)?.in90.share ?? NaN,
      text: ({ h }) => shares(result, h),
      cell: ({ h }) => {
        const coverage = result.coverage.find((one) => one.h === h);
        const isTested = coverage !== undefined && coverage.n > 0;
        return (
          <Figure
            label="Honesty of the fan"
            value={shares(result, h)}
            missing={!isTested}
            tone={isTested && fanWarning(coverage) ? 'warning' : undefined}
            definition={coverageWords(coverage, h)}
            method="Each outcome against quantiles of instances whose outcomes were known at its decision; Wilson intervals"
            focusable={false}
          />
        );
      },
    },
  ];
}

const intervalWords = (row: HorizonResult): string => {
  const { lo, hi } = decidingEffect(row);
  return `${formatNumber(lo, { sign: true })} to ${formatNumber(hi, { sign: true })}`;
};
const effectWords = (row: HorizonResult): string => `${formatNumber(decidingEffect(row).value, { sign: true })}, ${intervalWords(row)}`; // prettier-ignore

function shares({ coverage }: TimeShiftResult, h: Ms): string {
  const found = coverage.find((one) => one.h === h);
  if (!found || found.n === 0) return 'not tested';
  const whole = (value: number): string => formatNumber(value * 100);
  return `${whole(found.in50.share)} / ${whole(found.in90.share)}`;
}

/** How honest the fan was, below everything that stands on it. */
interface HonestyProps extends OutcomesProps {
  /** Said only where it keeps the fan from being believed. */
  readonly brief: boolean;
}

export function Honesty({ result, horizonMs, brief }: HonestyProps): ReactElement | null {
  // prettier-ignore
  const coverage = result.coverage.find(({ h }) => h === horizonMs);
  const warning = coverage && fanWarning(coverage);
  if (brief && warning === undefined) return null;
  return (
    <p className={styles['honesty']} data-warns={warning !== undefined} data-copyable data-testid="time-shift-honesty">
      {warning !== undefined && <Icon name="warning" size={14} />}
      <span>
        {brief ? '' : coverageWords(coverage, horizonMs)} {warning}
      </span>
    </p>
  );
}
