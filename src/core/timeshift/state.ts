import { pointAt, staleAfter } from '../evidence/as-of';
import { evaluateSignal, signalLacks } from '../evidence/signals';
import type { StudyEvent, StudyMarket } from '../evidence/types';
import { lastIndexAtOrBefore } from '../series/search';
import { INGREDIENT_INFO, type IngredientInfo } from './ingredients';
import { INGREDIENTS, type Ingredient } from './types';

type Read = (event: StudyEvent) => number;

/**
 * States of events at their decisions: what does not depend on the event is computed once.
 * @returns of an event, shape (INGREDIENTS), in the units of `INGREDIENT_INFO`; NaN unknown
 */
export function stateReader(market: StudyMarket): (event: StudyEvent) => Float64Array {
  const reads = INGREDIENTS.map((ingredient) => reader(market, ingredient));
  return (event) => Float64Array.from(reads, (read) => read(event));
}

/** Which data an ingredient lacks on the whole of a market; '' when it lacks none. */
export function ingredientLacks(market: StudyMarket, ingredient: Ingredient): string {
  const { signal, points }: IngredientInfo = INGREDIENT_INFO[ingredient];
  if (signal) return signalLacks(market, signal);
  return points && market[points.of] === undefined ? (refusalOf(market, points.of) ?? points.title) : '';
}

/** Why a stored figure of the economy is not read; undefined where it is not there. */
function refusalOf({ refused }: StudyMarket, of: NonNullable<IngredientInfo['points']>['of']): string | undefined {
  return of === 'breadth' ? undefined : refused?.[of];
}

function reader(market: StudyMarket, ingredient: Ingredient): Read {
  const { signal, points }: IngredientInfo = INGREDIENT_INFO[ingredient];
  if (signal) {
    const { columns, interval } = market.bars;
    const values = evaluateSignal(market, signal);
    const stale = staleAfter(interval, interval);
    return ({ decision }) => {
      const i = lastIndexAtOrBefore(columns.t, decision - interval);
      return i >= 0 && columns.t[i] + interval >= decision - stale ? values[i] : NaN;
    };
  }
  if (!points) return ({ dropBp }) => dropBp;
  const { of, stale, change } = points;
  const series = market[of];
  if (!series) return () => NaN;
  return ({ decision }) => {
    const now = pointAt(series, decision, stale);
    if (!change) return now;
    const before = pointAt(series, decision - change.over, stale);
    return change.as === 'difference' ? now - before : now / before - 1;
  };
}
