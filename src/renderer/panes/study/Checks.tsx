import type { ReactElement } from 'react';
import type { StudyResult } from '#core/evidence/types';
import { formatCount, formatDuration, formatNumber } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Section } from '../../ui/Section';
import { decidingEffect, provenanceOf } from '../shared/evidence/words';
import { cellInUse } from './heat';
import styles from './study.module.css';

interface Check {
  readonly label: string;
  readonly value: string;
  readonly definition: string;
  readonly method?: string;
  readonly tone?: 'warning' | undefined;
  readonly missing?: boolean;
}

/** What could be wrong with the answer, each with what was found. */
export function checksOf(result: StudyResult): readonly Check[] {
  const { horizons, lookahead, sensitivity } = result;
  const one = horizons.find(({ h }) => h === sensitivity?.horizonMs) ?? horizons[Math.floor(horizons.length / 2)];
  const longest = horizons.at(-1);
  const cell = sensitivity ? cellInUse(result, sensitivity) : undefined;
  const tested = sensitivity?.cells.filter(({ p }) => Number.isFinite(p)).length ?? 0;
  const inflation = Math.max(...horizons.map(({ plainTInflation }) => plainTInflation).filter(Number.isFinite));
  const p = one ? decidingEffect(one).p : Number.NaN;
  return [
    {
      label: 'Lookahead test',
      value: `${formatNumber(lookahead.changed.length)} of ${formatNumber(lookahead.checked)}`,
      tone: lookahead.clean ? undefined : 'warning',
      definition: 'Decisions that change when the rule is run on data cut at the decision. One is a fault: the rule knew what was not known.',
      method: lookahead.changed.slice(0, 3).map(({ instrument, what }) => `${instrument}: ${what}`).join('; '),
    },
    {
      label: 'Planted leak found',
      value: lookahead.plantedCaught ? 'yes' : 'no',
      tone: lookahead.plantedCaught ? undefined : 'warning',
      definition: 'The same test on this rule with a leak put in on purpose. If it is not found, the test itself is blind.',
    },
    {
      label: `Permutation p, ${one ? formatDuration(one.h) : ''}`,
      value: formatNumber(p, { decimals: 3, missing: 'too few clusters' }),
      missing: !Number.isFinite(p),
      definition: 'Two-sided sign-flip test of the effect, by cluster.',
    },
    {
      label: tested > 0 ? `After ${formatCount(tested, 'rule')} (BH)` : 'After other rules (BH)',
      value: formatNumber(cell?.pAdjusted ?? Number.NaN, { decimals: 2, missing: cell ? 'too few clusters' : sensitivity ? 'rule not in the grid' : 'no grid' }),
      missing: !Number.isFinite(cell?.pAdjusted ?? Number.NaN),
      definition: 'The same p after Benjamini-Hochberg over every rule of the grid: trying many rules finds small p by chance.',
    },
    {
      label: 'Plain t against clustered',
      value: `${formatNumber(inflation, { decimals: 1, missing: 'not known' })}${Number.isFinite(inflation) ? ' x' : ''}`,
      missing: !Number.isFinite(inflation),
      tone: inflation >= 1.5 ? 'warning' : undefined,
      definition: 'By how much a t-value that takes events as independent overstates, at the horizon where it is worst. Only clustered figures are used here.',
    },
    {
      label: `Censored at ${longest ? formatDuration(longest.h) : 'the longest'}`,
      value: formatNumber(longest?.censored ?? Number.NaN),
      definition: 'Events whose longest horizon runs past the data: out of its rate, and censored in the curve of lows.',
    },
  ]; // prettier-ignore
}

export function Checks({ result }: { readonly result: StudyResult }): ReactElement {
  const { source, window } = provenanceOf(result);
  return (
    <section className={styles['cell']} aria-label="Checks">
      <Section title="Checks" />
      <dl className={styles['checks']}>
        {checksOf(result).map((check) => (
          <div key={check.label}>
            <dt>{check.label}</dt>
            <dd>
              <Figure {...check} source={source} window={window} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
