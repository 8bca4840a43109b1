import { memo, type ReactElement } from 'react';
import type { SimulationResult } from '#core/hedge/simulation';
import { Figure } from '../../ui/Figure';
import { factsOf } from './fact-rows';
import type { Side } from './sides';
import styles from './simulation.module.css';
import { provenanceOf } from './words';

interface FactsProps {
  readonly result: SimulationResult;
  readonly sides: readonly Side[];
}

/** The few figures of each side, one under the other. */
export const Facts = memo(function Facts({ result, sides }: FactsProps): ReactElement {
  const from = provenanceOf(result);
  const estimate = result.modelled.length > 0;
  return (
    <table className={styles['facts']} data-three={sides.length > 2 || undefined} aria-label="Hedged against unhedged">
      <thead>
        <tr>
          <td />
          {sides.map(({ id, title }) => (
            <th key={id} scope="col" title={title}>
              {sides.length > 2 ? title.replace('hedged ', '') : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {factsOf(result, sides).map(({ label, definition, method, cells }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {cells.map(({ side, value, missing, more }) => (
              <td key={side}>
                <Figure
                  label={`${label}, ${sides.find(({ id }) => id === side)?.title ?? ''}`}
                  value={value}
                  missing={missing}
                  estimate={estimate}
                  definition={more ? `${definition} ${more}` : definition}
                  method={method}
                  {...from}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
