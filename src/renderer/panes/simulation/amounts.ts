import type { SimulationResult } from '#core/hedge/simulation';
import { moneyUnit, type MoneyUnit } from '../shared/hedge/money';

/** One unit for the whole pane: a hundredth of the book has at least two digits in it. @param currency quote of the asset */
export const unitOf = ({ book }: Pick<SimulationResult, 'book'>, currency: string): MoneyUnit =>
  moneyUnit(Math.abs(book) / 10, currency);
