import type { ReactElement } from 'react';
import type { JournalScorecard } from '#shared/journal';
import { formatCount, formatPercent } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Plot } from '../../ui/plot/Plot';
import { useSize } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { drawCalibration } from './calibration';
import styles from './journal.module.css';
import { countWords, formatScore, skillWords } from './words';

/** Mean score beside that of the base rate. */
export function MeanScore({ card }: { readonly card: JournalScorecard }): ReactElement | null {
  if (card.n === 0) return null;
  const { lo, hi } = card.interval;
  return (
    <p className={styles['mean']}>
      <span>Brier</span>
      <Figure
        label="Mean Brier score"
        value={formatScore(card.brier)}
        interval={Number.isFinite(lo) ? `${formatScore(lo)} to ${formatScore(hi)}` : undefined}
        definition={`Mean squared distance of what was stated from what came, over ${formatCount(card.n, 'decision')}. Less is better.`}
        method="Brier (1950); 95 % percentile interval of a bootstrap of stretches of time whose horizons do not overlap"
      />
      <span>over {formatCount(card.n, 'decision')}, base rate</span>
      <Figure
        label="Brier score of the base rate"
        value={formatScore(card.baseBrier)}
        definition={`What stating ${formatPercent(card.baseRate)} each time would have got: the share of these very decisions that held. Nobody could have known it at the time.`}
        method="s (1 − s)"
      />
    </p>
  );
}

const HEIGHT = 132;

/** What was stated against what came. */
export function Calibration({ card }: { readonly card: JournalScorecard }): ReactElement {
  const [host, { width }] = useSize<HTMLDivElement>();
  const drawn = width > 0 && card.n > 0 ? drawCalibration(card, { width, height: HEIGHT }) : undefined;
  return (
    <section className={styles['calibration']} aria-label="Calibration">
      <Section title="Calibration" sub={`stated against held, ${countWords(card)}`} />
      <div ref={host}>
        {drawn && (
          <Plot
            width={width}
            height={HEIGHT}
            shapes={drawn.shapes}
            spots={drawn.spots}
            label="What was stated against what came, by fifths; the diagonal is perfect calibration"
          />
        )}
      </div>
      <p className={styles['skill']}>{skillWords(card)}</p>
    </section>
  );
}
