import { useCallback, useMemo, type ReactElement } from 'react';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { MacroSeriesInfo, PolicyRate } from '#shared/macro';
import { formatTimeZoned, type Zone } from '../../lib/format';
import { saveCsv } from '../../lib/save';
import { centreOn } from '../../state/centre';
import type { LinkId } from '../../state/link';
import { selectMacroView, SPAN_MS, useMacroView } from '../../state/macro';
import { Button, IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import type { Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { Select } from '../../ui/Select';
import { ErrorState, Skeleton } from '../../ui/States';
import { standsAt, type Standing } from './calendar';
import { BasisTag, DirectionMark } from './marks';
import styles from './macro.module.css';
import { differentialGrid, drawDifferential, pairOf, rateWords, readDifferential } from './rates';
import { FIGURES, knownWords, StateValue } from './state-columns';
import { TimeChart } from './TimeChart';
import { useDifferential } from './use-macro';
import { DEFINITIONS, METHOD } from './words';

interface RatesProps {
  readonly pane: string;
  readonly letter: LinkId;
  /** Whether the market that is looked at is a simulated one. */
  readonly synthetic: boolean;
  readonly rates: readonly PolicyRate[];
  readonly asOf: Ms | null;
  readonly at: Standing;
  readonly zone: Zone;
  readonly height: number;
}

const TITLE = 'Rate differential';

/** Policy rates of two currencies and their difference, with its turns. */
export function Rates({ pane, letter, synthetic, rates, asOf, at, zone, height }: RatesProps): ReactElement {
  const { span, a: wishedA, b: wishedB, show } = useMacroView(selectMacroView);
  const { a, b, partners } = useMemo(() => pairOf(rates, { a: wishedA, b: wishedB }, synthetic), [rates, wishedA, wishedB, synthetic]); // prettier-ignore
  const length = SPAN_MS[span];
  const isSample = a?.synthetic ?? false;
  const to = useMemo(() => standsAt(at, { synthetic: isSample }), [at, isSample]);
  const end = (Math.floor(to / MS_PER_DAY) + 1) * MS_PER_DAY; // the question stays the same for a day
  const range = { from: length === null ? 0 : end - length, to: end };
  const reply = useDifferential(a?.currency ?? null, b?.currency ?? null, range, asOf);
  const reading = reply.value;
  const draw = useCallback((size: Size) => drawDifferential(reading!, to, zone, size), [reading, to, zone]);
  if (!a || !b)
    return (
      <section aria-label={TITLE} className={styles['part']}>
        <Section title={TITLE} />
        <p className={styles['note']}>
          {a ? `Only the policy rate of ${a.currency} is stored: a differential needs two.` : 'No policy rate is stored: import two, or connect a source of them.'}
        </p>
      </section>
    );
  const optionsOf = (some: readonly PolicyRate[]) => some.map(({ currency, label }) => ({ value: currency, label: currency, hint: label })); // prettier-ignore
  const isShown = reading !== undefined && reading.known.length > 0;
  const tools = (
    <>
      <Select label="First currency" value={a.currency} options={optionsOf(rates)} onChange={(next) => show({ a: next, b: next === b.currency ? a.currency : b.currency })} />
      <span aria-hidden>−</span>
      <Select label="Second currency" value={b.currency} options={optionsOf(partners)} onChange={(next) => show({ a: a.currency, b: next })} />
      <IconButton
        icon="save"
        label="Save CSV of the differential"
        disabled={!isShown && 'Nothing is drawn.'}
        onClick={() => reading && void saveCsv(`rate differential ${a.currency} ${b.currency}`, differentialGrid(reading))}
      />
    </>
  );
  return (
    <div className={styles['part']}>
      {isShown ? (
        <TimeChart
          title={TITLE}
          sub="% a year, difference in pp"
          tools={tools}
          file={`rate differential ${a.currency} ${b.currency}`}
          height={height}
          describe={`Policy rate of ${a.currency} less that of ${b.currency} over time. Arrows read it.`}
          draw={draw}
          readingAt={(i) => readDifferential(reading, zone, i)}
          onChoose={(i) => centreOn(reading.known[i]!, letter, pane)}
        />
      ) : (
        <section aria-label={TITLE}>
          <Section title={TITLE} end={tools} />
          {reply.error ? (
            <ErrorState what="The differential could not be read." then={`${reply.error.message} Nothing was changed.`} action={<Button onClick={reply.reload}>Try again</Button>} />
          ) : reading ? (
            <p className={styles['note']}>{reading.lacks || 'Neither rate was known in this span.'}</p>
          ) : (
            <Skeleton label="Reading the differential" rows={4} />
          )}
        </section>
      )}
      <RateCard a={a} b={b} zone={zone} />
    </div>
  );
} // prettier-ignore

function RateCard({ a, b, zone }: { readonly a: PolicyRate; readonly b: PolicyRate; readonly zone: Zone }): ReactElement {
  const difference = a.rate - b.rate;
  const since = Math.max(a.since, b.since);
  return (
    <dl className={styles['card']} aria-label="Rates in force">
      <div>
        <dt>
          {a.currency} − {b.currency}
        </dt>
        <dd>
          <Figure
            label={`${a.currency} − ${b.currency}`}
            value={rateWords(difference, 'pp', 'needs both rates', true)}
            missing={!Number.isFinite(difference)}
            definition={DEFINITIONS.differential}
            method={METHOD.differential}
            knownAt={formatTimeZoned(since, zone)}
          />
        </dd>
      </div>
      {[a, b].map((rate) => (
        <div key={rate.currency}>
          <dt>{rate.label || rate.currency}</dt>
          <dd>
            <Figure
              label={`Policy rate of ${rate.currency}`}
              value={rateWords(rate.rate, '%', rate.lacks || 'not known')}
              missing={!Number.isFinite(rate.rate)}
              definition="Rate that the central bank sets, per year, as known at the clock."
              source={[rate.series, rate.synthetic ? 'synthetic' : ''].filter(Boolean).join(', ')}
              knownAt={formatTimeZoned(rate.since, zone)}
            />{' '}
            {rate.basis === 'latest' && <BasisTag basis={rate.basis} words={rate.lacks} />}
          </dd>
        </div>
      ))}
    </dl>
  );
} // prettier-ignore

interface RealRateProps {
  /** Currency behind the quote of the instrument; undefined where it is none. */
  readonly fiat: string | undefined;
  readonly quote: string;
  readonly row: MacroSeriesInfo | undefined;
  readonly zone: Zone;
}

/** The real exchange rate of the money that the instrument is quoted in. */
export function RealRate({ fiat, quote, row, zone }: RealRateProps): ReactElement {
  const why =
    quote === '' ? 'No instrument is chosen.'
    : fiat === undefined ? `${quote} stands for no currency.`
    : `No real effective exchange rate of ${fiat} is stored.`; // prettier-ignore
  return (
    <section aria-label="Real exchange rate" className={styles['part']}>
      <Section title="Real exchange rate" sub={fiat === undefined ? '' : quote === fiat ? fiat : `${fiat}, behind ${quote}`} />
      {row ? (
        <dl className={styles['card']} aria-label={row.label}>
          {(['level', 'year', 'change'] as const).map((id) => (
            <div key={id}>
              <dt>{id === 'year' ? '12 months' : FIGURES[id].title}</dt>
              <dd>
                <StateValue row={row} figure={{ ...FIGURES[id], definition: id === 'level' ? DEFINITIONS.reer : FIGURES[id].definition }} zone={zone} focusable />
              </dd>
            </div>
          ))}
          <div>
            <dt>Direction</dt>
            <dd>{row.state ? <DirectionMark direction={row.state.direction} /> : <Missing why="not known" />}</dd>
          </div>
          <div>
            <dt>Known since</dt>
            <dd>
              <Figure label="Known since" value={knownWords(row.state?.known ?? NaN, zone)} missing={!row.state} definition={DEFINITIONS.known} method={row.basisWords} />
            </dd>
          </div>
          <div>
            <dt>Basis</dt>
            <dd>
              <BasisTag basis={row.basis} words={row.basisWords} />
            </dd>
          </div>
        </dl>
      ) : (
        <p className={styles['note']}>{why}</p>
      )}
    </section>
  );
} // prettier-ignore
