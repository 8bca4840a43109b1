import type { Ms } from '#core/time/ms';
import { scaled } from '../../importers/emit/column-reader';

/** First hour of the volatility index. */
export const DVOL_BEGAN: Ms = Date.UTC(2021, 2, 24);

/** Volatility points (65 = 65 %) as a decimal, to the digit as in a file; a zero says that there is none. */
export const fromPoints = (points: number): number => (points > 0 ? scaled(points, 0.01) : Number.NaN);
