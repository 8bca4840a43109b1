import type { Condor } from '#core/options/condor';
import { formatNumber, formatPrice } from '../../lib/format';
import { tickCount, ticks } from '../../lib/ticks';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { across, label, linear, through, upright, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { axisWords } from '../shared/chart/axis-words';
import { gainOf, legsOf } from './structure';

const LEFT = 64;
const RIGHT = 16;
const COLUMNS = 32;

/** Gain at expiry against the price: filled by its sign, with break-evens, strikes and the forward. */
export function drawPayoff(condor: Condor, { width, height }: Size): Drawn {
  const { strikes, forward, breakEvens, credit } = condor;
  const legs = legsOf(condor);
  const [low, high] = [strikes[0], strikes[3]];
  const margin = 0.12 * (high - low);
  const [from, to] = [Math.max(0, low - margin), high + margin];
  const bottom = height - 24;
  const x = linear(from, to, LEFT, width - RIGHT);
  const gain = (price: number): number => gainOf(condor, legs, price);
  const prices = [...new Set([from, ...strikes, ...breakEvens, to])].sort((a, b) => a - b);
  const least = Math.min(...prices.map(gain));
  const most = Math.max(credit, ...prices.map(gain));
  const room = 0.12 * (most - least || 1);
  const y = linear(least - room, most + room, bottom - 2, 14);
  const shapes: Shape[] = ticks(least - room, most + room, tickCount(height)).flatMap((v) => [
    across(LEFT, width - RIGHT, y(v), v === 0 ? 'border2' : 'grid'),
    label(LEFT - 8, y(v), formatNumber(v, { sign: true, decimals: Math.abs(most - least) < 20 ? 1 : 0 }), { align: 'end' }),
  ]); // prettier-ignore
  const area = (keep: (v: number) => number): string => {
    const line = prices.map((price): Point => [x(price), y(keep(gain(price)))]);
    return `${through(line)}L${x(to).toFixed(1)} ${y(0).toFixed(1)}L${x(from).toFixed(1)} ${y(0).toFixed(1)}Z`;
  };
  shapes.push(
    { kind: 'path', d: area((v) => Math.max(0, v)), fill: 'pos3', opacity: 0.55 },
    { kind: 'path', d: area((v) => Math.min(0, v)), fill: 'neg3', opacity: 0.55 },
    { kind: 'path', d: through(prices.map((price) => [x(price), y(gain(price))])), stroke: 'series1', width: 1.75 },
    upright(x(forward), 14, bottom, 'text3', { dash: [1.5, 3] }),
    label(x(forward) + 5, 12, `forward ${formatPrice(forward)}`, { words: true, ink: 'text2' }),
  );
  for (const at of breakEvens)
    shapes.push({ kind: 'circle', x: x(at), y: y(0), r: 3.5, fill: 'surface1', stroke: 'series1', width: 1.5 });
  const words = (places: ArrayLike<number>) =>
    Array.from(places, (price) => ({ x: x(price), text: formatNumber(price) }));
  shapes.push(...axisWords(words(strikes), bottom + 12));
  const step = (to - from) / COLUMNS;
  const spots = Array.from({ length: COLUMNS }, (_, i): Spot => {
    const price = from + (i + 0.5) * step;
    const value = formatNumber(gain(price), { sign: true, decimals: 1 });
    const title = `At ${formatNumber(price)} on expiry`;
    return {
      ...{ id: String(i), x: x(from + i * step), y: 4, w: x(from + step) - x(from), h: bottom - 4, name: `${title}: ${value}` },
      tip: { title, value, definition: `Gain per unit of the underlying, fees paid. Break-evens ${Array.from(breakEvens, (at) => formatNumber(at)).join(' and ')}.` },
    };
  }); // prettier-ignore
  return { shapes, spots };
}
