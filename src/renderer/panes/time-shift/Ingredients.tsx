import type { ReactElement } from 'react';
import { INGREDIENTS, type Analog, type TimeShiftResult } from '#core/timeshift/types';
import { formatNumber, formatPercent } from '../../lib/format';
import { Missing } from '../../ui/Missing';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import { Actions, type AnalogActions } from './Actions';
import styles from './time-shift.module.css';
import { formatIngredient, ingredientWords } from './words';

const ROW = 20;
/** Head, actions and space around. */
const FRAME = 72;
export const DETAIL_HEIGHT = FRAME + ROW * INGREDIENTS.length;

interface IngredientsProps {
  readonly result: TimeShiftResult;
  readonly analog: Analog;
  readonly actions: AnalogActions;
}

/** What the distance of an analog is made of: each part of the state, now and then. */
export function Ingredients({ result, analog, actions }: IngredientsProps): ReactElement {
  const { present, spec } = result;
  return (
    <div className={styles['ingredients']}>
      <Actions analog={analog} actions={actions} withWords />
      <table aria-label="Ingredients of the distance">
        <thead>
          <tr>
            <th>Ingredient</th>
            <th>Now</th>
            <th>Then</th>
            <th>z</th>
            <th>Share of distance</th>
          </tr>
        </thead>
        <tbody>
          {INGREDIENTS.map((one, i) => {
            const { title, unit, definition } = ingredientWords(one);
            const weight = spec.weights[one] ?? 1;
            const [now, then] = [present?.state[i] ?? NaN, analog.state[i] ?? NaN];
            const [z, share] = [analog.z[i] ?? NaN, analog.share[i] ?? NaN];
            const why = weight === 0 ? 'left out' : Number.isFinite(z) ? '' : 'does not count';
            return (
              <tr key={one} data-off={weight === 0 || undefined}>
                <th>
                  <Tooltip card={<TipCard title={title} definition={definition} method="Difference over 1.4826 MAD of the present and its past, as known at the present's decision" />}>
                    <span>
                      {title}
                      {unit !== '' && <small> {unit}</small>}
                    </span>
                  </Tooltip>
                </th>
                <td>{Number.isFinite(now) ? formatIngredient(one, now) : <Missing why="not known" />}</td>
                <td>{Number.isFinite(then) ? formatIngredient(one, then) : <Missing why="not known" />}</td>
                <td>{why === '' ? formatNumber(z, { decimals: 2, sign: true }) : <Missing why={why} />}</td>
                <td>
                  {Number.isFinite(share) && why === '' && (
                    <span className={styles['share']}>
                      <i style={{ width: `${Math.round(share * 100)}%` }} />
                      {formatPercent(share, { decimals: 0 })}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
} // prettier-ignore
