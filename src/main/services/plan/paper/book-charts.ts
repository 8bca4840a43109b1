import type { HedgeBook } from '#core/hedge/book';
import { breakEvens, lastExpiryDays, payoffOf } from '#core/hedge/payoff';
import { scenarioGrid } from '#core/hedge/scenario';
import { factorOf, MOVES, POINTS } from '#core/hedge/usual-scenarios';
import { gainAt } from '#core/plan/worst-case';
import type { PlanDocument } from '#core/plan/types';
import { MS_PER_DAY } from '#core/time/ms';
import { heatTable } from './heat-table';
import { html, type Markup } from './html';
import { payoffChart, type PayoffLine } from './payoff-chart';
import { day, figure } from './words';

/** The book of a plan as of its instant, or why there is none. */
export type PaperBook = HedgeBook | { readonly problem: string };

const [LOW, HIGH, STEPS] = [0.5, 1.5, 240];
const MONTH = 30;

/** Prices that are looked at, with every strike among them, so that kinks are where they are. */
function pricesAround(spot: number, strikes: readonly number[]): Float64Array {
  const even = Array.from({ length: STEPS + 1 }, (_, i) => spot * (LOW + ((HIGH - LOW) * i) / STEPS));
  const inside = strikes.filter((strike) => strike > LOW * spot && strike < HIGH * spot);
  return Float64Array.from([...even, ...inside]).sort();
}

const UNHEDGED = { stroke: 'var(--line-3)', width: 1.2, dash: '5 3' };
const LINES = [
  { stroke: 'var(--text-1)', width: 1, dash: '' },
  { stroke: 'var(--text-2)', width: 1.3, dash: '2 2' },
  { stroke: 'var(--text-1)', width: 2, dash: '' },
] as const;

/** Payoff and scenarios of the open layers, by the engine of the workstation. */
export function bookCharts(book: HedgeBook): Markup {
  const { spot, t } = book.market;
  const last = lastExpiryDays(book);
  const strikes = book.layers.flatMap(({ legs }) => legs.flatMap(({ on, strike }) => (on === 'asset' ? [strike] : [])));
  const spots = pricesAround(spot, strikes);
  const days = [0, ...(last > MONTH ? [MONTH] : []), ...(last > 0 ? [last] : [])];
  const { total, unhedged } = payoffOf(book, spots, days);
  const names = days.map((one) => (one === 0 ? 'today' : one === last ? `at the last expiry, ${day(t + last * MS_PER_DAY)}` : `in ${one} days`));
  const lines: PayoffLine[] = [
    { words: 'unhedged', gains: unhedged.at(-1)!, ...UNHEDGED },
    ...total.map((gains, i) => ({ words: names[i]!, gains, ...(i === days.length - 1 && i > 0 ? LINES[2] : LINES[i === 0 ? 0 : 1]) })),
  ];
  const even = [...breakEvens(book, LOW * spot, HIGH * spot, { vol: 1, days: last })].map(figure);
  const moves = Float64Array.from(MOVES, (move) => 1 + move);
  const columns = POINTS.map((points) => ({ vol: factorOf(book, points), days: 0 }));
  const grid = scenarioGrid(book, moves, columns);
  const turned = Float64Array.from(grid.total, (_, at) => grid.total[(at % MOVES.length) * columns.length + Math.floor(at / MOVES.length)]!);
  const bare = Float64Array.from(MOVES, (_, c) => grid.unhedged[c * columns.length + POINTS.indexOf(0)]!);
  return html`<figure><figcaption>Payoff of book and open layers against now, entered at the middle. ${even.length > 0 ? `Neither gain nor loss at the last expiry at ${even.join(', ')}.` : 'No price in view leaves it without gain or loss at the last expiry.'}</figcaption>
${payoffChart(spots, spot, lines)}</figure>
<figure><figcaption>Scenarios of book and open layers today, price by volatility.</figcaption>${heatTable({ total: turned, unhedged: bare })}</figure>`;
} // prettier-ignore

/** What the document alone can say: every order filled at its limit and held to its own expiry, fees left out. */
export function orderChart({ tickets, valuation: { spot, exposedUnits } }: PlanDocument): Markup {
  const orders = tickets.filter(({ on }) => on === 'asset');
  const spots = pricesAround(spot, orders.flatMap(({ strike }) => strike ?? []));
  const unhedged = spots.map((price) => exposedUnits * (price - spot));
  const total = spots.map((price, i) => unhedged[i]! + gainAt(orders, price));
  const lines: PayoffLine[] = [
    { words: 'exposure alone', gains: unhedged, ...UNHEDGED },
    { words: 'with every order filled, each at its expiry', gains: total, ...LINES[2] },
  ];
  const left = tickets.length - orders.length;
  return html`<figure><figcaption>From the orders alone, whatever their triggers say.${left > 0 ? ` ${left} orders on the volatility index are left out: the price of the asset does not settle them.` : ''}</figcaption>
${payoffChart(spots, spot, lines)}</figure>`;
} // prettier-ignore
