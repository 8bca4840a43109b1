import { useCallback, type ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import type { MacroSeriesInfo } from '#shared/macro';
import { formatTime, type Zone } from '../../lib/format';
import { saveCsv } from '../../lib/save';
import { centreOn } from '../../state/centre';
import type { LinkId } from '../../state/link';
import { macroView, selectMacroView, SPAN_MS, SPANS, useMacroView } from '../../state/macro';
import { Button, IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import type { Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { ErrorState, Skeleton } from '../../ui/States';
import { Compare } from '../shared/chart/Compare';
import { decimalsIn, print, said } from './figures';
import { BasisTag, DirectionMark } from './marks';
import { FIGURES, knownWords, sourceOf, StateValue } from './state-columns';
import styles from './macro.module.css';
import { TimeChart } from './TimeChart';
import { useMacroReading } from './use-macro';
import { drawVintages, readVintage, vintageGrid } from './vintages';
import { DEFINITIONS, METHOD, WHY } from './words';

interface SeriesSectionProps {
  readonly pane: string;
  readonly letter: LinkId;
  readonly row: MacroSeriesInfo;
  readonly asOf: Ms | null;
  readonly zone: Zone;
  readonly height: number;
}

const STEPS = [['3 months', 91], ['1 year', 365], ['5 years', 1_826]] as const; // prettier-ignore
const HINT = 'Every figure as it was known by then is laid over what is known now.';
const SEGMENTS = SPANS.map((value) => ({ value, label: value.replace('y', '\u00a0y') }));

/** One series: its state as a card, and what was known of it first, then and now. */
export function SeriesSection({ pane, letter, row, asOf, zone, height }: SeriesSectionProps): ReactElement {
  const { span, then: wanted } = useMacroView(selectMacroView);
  const instant = row.state?.known ?? NaN;
  // A clock that was set back behind it leaves nothing to compare with, and without releases nothing can be.
  const past = wanted !== null && row.basis !== 'latest' && wanted < (asOf ?? Infinity) ? wanted : null;
  const length = SPAN_MS[span];
  const from = length === null ? row.from : Math.max(row.from, row.to - length);
  const reply = useMacroReading(row.id, { from, to: row.to + 1 }, past, asOf);
  const reading = reply.value;
  const draw = useCallback((size: Size) => drawVintages(reading!, zone, size), [reading, zone]);
  const lacks = row.lacks || reading?.lacks || '';
  const empty = lacks !== '' || (reading !== undefined && reading.period.length === 0);
  const title = row.label;
  const sub = [row.unit, row.frequency, sourceOf(row)].filter(Boolean).join(', ');
  const tools = (
    <>
      <Segmented label="Span of the charts" value={span} segments={SEGMENTS} onChange={(next) => macroView.getState().show({ span: next })} />
      {row.basis !== 'latest' && <Compare now={instant} past={past} zone={zone} hint={HINT} steps={STEPS} onChange={(t) => macroView.getState().show({ then: t })} />}
      <IconButton
        icon="save"
        label={`Save CSV of ${title}`}
        disabled={(!reading || empty) && 'Nothing is drawn yet.'}
        onClick={() => reading && void saveCsv(`macro ${row.id}`, vintageGrid(row, reading, past))}
      />
    </>
  );
  return (
    <div className={styles['part']}>
      {reading && !empty ? (
        <TimeChart
          title={title}
          sub={[sub, reading.revisions > 0 ? `${reading.revisions} revised` : ''].filter(Boolean).join(', ')}
          tools={tools}
          file={`macro ${row.id}`}
          height={height}
          describe={`${title} over time: first print, as known now${past === null ? '' : `, as known ${formatTime(past, zone, 'day')}`}. Arrows read it.`}
          draw={draw}
          readingAt={(i) => readVintage(reading, row, past, zone, i)}
          onChoose={(i) => {
            const t = reading.known[i]!;
            if (Number.isFinite(t)) centreOn(t, letter, pane);
          }}
        />
      ) : (
        <section aria-label={title}>
          <Section title={title} sub={sub} />
          {reply.error ? (
            <ErrorState what="The series could not be read." then={`${reply.error.message} Nothing was changed.`} action={<Button onClick={reply.reload}>Try again</Button>} />
          ) : lacks !== '' || reading ? (
            <p className={styles['note']}>{row.basis === 'latest' && row.lacks !== '' ? row.basisWords : `It says nothing here: ${lacks || WHY.noState}.`}</p>
          ) : (
            <Skeleton label={`Reading ${title}`} rows={5} />
          )}
        </section>
      )}
      {row.state && <SeriesCard row={row} zone={zone} />}
    </div>
  );
} // prettier-ignore

/** State of one series, figure by figure. */
function SeriesCard({ row, zone }: { readonly row: MacroSeriesInfo; readonly zone: Zone }): ReactElement {
  const { state, unit } = row;
  const revised = state && Number.isFinite(state.first) && state.first !== state.value;
  const decimals = state ? decimalsIn(row, unit, state.value, state.first, state.consensus) : 0;
  return (
    <dl className={styles['card']} aria-label={`State of ${row.label}`}>
      {Object.entries(FIGURES).map(([id, figure]) => (
        <div key={id}>
          <dt>{figure.title}</dt>
          <dd>
            <StateValue row={row} figure={figure} zone={zone} focusable />
          </dd>
        </div>
      ))}
      <div>
        <dt>Direction</dt>
        <dd>
          <DirectionMark direction={state?.direction ?? null} />
        </dd>
      </div>
      <div>
        <dt>Consensus</dt>
        <dd>
          <Figure
            label="Consensus"
            value={said(print(state?.consensus ?? NaN, unit, decimals, 'none stored'))}
            missing={!Number.isFinite(state?.consensus)}
            definition={DEFINITIONS.consensus}
            source={row.consensus ?? ''}
          />
        </dd>
      </div>
      <div>
        <dt>First print</dt>
        <dd>
          <Figure
            label="First print"
            value={revised ? said(print(state.first, unit, decimals, '')) : row.basis === 'latest' ? WHY.untold : 'not revised'}
            missing={!revised}
            definition="What was first told of the newest period."
            method={METHOD.vintages}
            source={sourceOf(row)}
          />
        </dd>
      </div>
      <div>
        <dt>Known since</dt>
        <dd>
          <Figure label="Known since" value={knownWords(state?.known ?? NaN, zone)} definition={DEFINITIONS.known} method={row.basisWords} />
        </dd>
      </div>
      <div>
        <dt>Basis</dt>
        <dd>
          <BasisTag basis={row.basis} words={row.basisWords} />
        </dd>
      </div>
    </dl>
  );
} // prettier-ignore
