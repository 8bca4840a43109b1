import type { ReactElement, ReactNode } from 'react';
import type { SimulationResult } from '#core/hedge/simulation';
import { formatPercent } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Plot } from '../../ui/plot/Plot';
import { useSize } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { budgetWords, drawCost, splitCost } from './cost-split';
import styles from './simulation.module.css';
import { costWords, provenanceOf, yearsOf } from './words';

const HEIGHT = 26;

interface CostProps {
  readonly result: SimulationResult;
  readonly budget: number;
  /** Of a second plan, its name is printed. */
  readonly name?: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** What the layers cost a year against the budget of the plan, layer by layer. */
export function Cost({ result, budget, name, children }: CostProps): ReactElement {
  const [host, { width }] = useSize<HTMLDivElement>();
  const split = splitCost(result);
  const percent = (share: number): string => formatPercent(share, { decimals: 2 });
  return (
    <section aria-label={name ? `Cost per year, ${name}` : 'Cost per year'}>
      <Section title="Cost per year" sub={name ?? 'net of resale'} end={<span>of {percent(budget)} budget</span>} />
      <div ref={host} style={{ height: HEIGHT }}>
        {width > 0 && (
          <Plot
            width={width}
            height={HEIGHT}
            shapes={drawCost(split, budget, { width })}
            label={`Cost per year by layer, ${costWords(split.net)} of a budget of ${percent(budget)}`}
          />
        )}
      </div>
      <dl className={styles['parts']}>
        {split.parts.map(({ id, name: layer, cost, premium, ink }) => (
          <div key={id}>
            <dt>
              <Plot width={8} height={8} shapes={[{ kind: 'rect', x: 0, y: 0, w: 8, h: 8, ...(cost > 0 ? { fill: ink } : { stroke: ink }) }]} />
              <span title={layer}>{layer}</span>
            </dt>
            <dd>
              <Figure
                label={`Cost per year, ${layer}`}
                value={costWords(cost)}
                estimate={result.modelled.length > 0}
                definition={
                  cost < 0
                    ? 'It earned more than it cost: it is not in the bar.'
                    : 'Lost a year net of what was sold and settled, as a share of the book.'
                }
                method={`Mean over the paths; premium paid ${percent(premium)} a year`}
                {...provenanceOf(result)}
              />
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles['budget']}>
        <p>{budgetWords(split, budget, yearsOf(result))}</p>
        {children}
      </div>
    </section>
  );
} // prettier-ignore
