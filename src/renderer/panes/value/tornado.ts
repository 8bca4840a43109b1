import type { Answer, TornadoBar } from '#core/value/types';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { label, linear, upright, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { ANSWER_WORDS, answerText, inputTitle, printAnswer } from './words';

const ROW = 24;
const NAMES = 136;
const FIGURES = 64;
const TOP = 24;
/** Bars that are drawn, widest first. */
export const MOST_BARS = 10;

export const tornadoHeight = (bars: readonly TornadoBar[]): number =>
  TOP + Math.max(1, Math.min(MOST_BARS, bars.length)) * ROW + 4;

/** Bars of what an answer depends on, each from where the input is lower to where it is higher. */
export function drawTornado(answer: Pick<Answer, 'id' | 'value' | 'unit'>, all: readonly TornadoBar[], share: number, { width }: Size): Drawn {
  const { id, value, unit } = answer;
  const bars = all.slice(0, MOST_BARS);
  const ends = bars.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite);
  const reach = Math.max(...ends.map((end) => Math.abs(end - value)), Math.abs(value) * 1e-6, Number.MIN_VALUE);
  const x = linear(value - reach, value + reach, NAMES + FIGURES, width - 12 - FIGURES);
  const middle = x(value);
  const bottom = tornadoHeight(all) - 4;
  const print = (one: number): string => printAnswer(unit, one);
  const shapes: Shape[] = [
    label(middle, 10, answerText(unit, value), { align: 'middle', ink: 'text1' }),
  ];
  const spots: Spot[] = [];
  const percent = `${Math.round(share * 100)}\u00a0%`;
  bars.forEach(({ input, low, high, reason }, i) => {
    const y = TOP + i * ROW;
    const centre = y + ROW / 2;
    const name = inputTitle(input);
    shapes.push(label(12, centre, name, { words: true, ink: 'text2', size: 12 }));
    const side = (end: number, ink: 'series1' | 'series3', isLow: boolean): void => {
      if (Number.isNaN(end)) return;
      const to = x(end);
      const isRight = end > value || (end === value && !isLow);
      shapes.push({ kind: 'rect', x: Math.min(middle, to), y: y + 6, w: Math.max(1, Math.abs(to - middle)), h: ROW - 12, fill: ink });
      if (end !== value) shapes.push(label(isRight ? to + 6 : to - 6, centre, print(end), { align: isRight ? 'start' : 'end' }));
    };
    side(low, 'series3', true);
    side(high, 'series1', false);
    if (Number.isNaN(low) || Number.isNaN(high)) {
      const isOneSided = Number.isFinite(low) || Number.isFinite(high);
      const known = Number.isFinite(low) ? low : high;
      const [from, to] = !isOneSided || known >= value ? [NAMES + FIGURES, middle] : [middle, width - 12 - FIGURES];
      shapes.push({ kind: 'rect', x: from + 0.5, y: y + 6.5, w: Math.max(0, to - from - 1), h: ROW - 13, stroke: 'border2', dash: [2, 2] });
      shapes.push(label((from + to) / 2, centre, 'no answer', { align: 'middle', words: true }));
    }
    const words = `${percent} lower: ${Number.isNaN(low) ? 'no answer' : answerText(unit, low)}; ${percent} higher: ${Number.isNaN(high) ? 'no answer' : answerText(unit, high)}.`;
    spots.push({
      ...{ id: input, x: 0, y, w: width, h: ROW, name: `${name}: ${words}` },
      tip: { title: name, definition: reason === '' ? words : `${words} ${reason}.`, method: `${ANSWER_WORDS[id].title} with this figure moved alone` },
    });
  });
  shapes.push(upright(middle, TOP - 4, bottom, 'border2'));
  return { shapes, spots };
} // prettier-ignore
