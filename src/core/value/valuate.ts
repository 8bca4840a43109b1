import { VALUE_DEFAULTS } from './defaults';
import { withOverrides } from './inputs';
import { FORMULAS } from './formulas';
import { Reader, type ValuationArgs } from './reader';
import { ANSWERS, ITEMS, type Answer, type AnswerId, type Figure, type Item, type TornadoBar } from './types';
import { unknown } from './words';

/** Every answer, in the order of `ANSWERS`: a number, or NaN and the reason why there is none. */
export const valuate = (args: ValuationArgs): readonly Answer[] => ANSWERS.map((id) => answerOf(args, id));

export function answerOf(args: ValuationArgs, id: AnswerId): Answer {
  const { unit, of } = FORMULAS[id];
  const read = new Reader(args, false);
  const { value, reason } = of(read);
  const diluted = read.isDilutable ? of(new Reader(args, true)) : unknown('');
  const notes = [...read.notes, ...(diluted.reason === '' || diluted.reason === reason ? [] : [`Fully diluted: ${diluted.reason}`])]; // prettier-ignore
  return { id, value, unit, reason, diluted: diluted.value, notes, estimated: read.estimated, reads: [...read.reads] };
}

/**
 * What an answer depends on: each figure that it reads is moved down and up by a share of itself, the others stay. Widest reach first, a side
 * without an answer has none. Figures that are left open are not moved, those that stand in for them are. None where there is no answer.
 */
export function tornado(args: ValuationArgs, id: AnswerId, share = VALUE_DEFAULTS.tornado): readonly TornadoBar[] {
  const { value, reads } = answerOf(args, id);
  if (Number.isNaN(value)) return [];
  const bars = reads.flatMap((input): TornadoBar[] => {
    const [low, high] = [1 - share, 1 + share].map((factor) => {
      const moved = scaled(args, input, factor);
      return moved && answerOf(moved, id);
    });
    return low && high ? [{ input, low: low.value, high: high.value, reason: low.reason || high.reason }] : [];
  });
  const reach = ({ low, high }: TornadoBar): number =>
    [low, high].reduce((most, side) => (Number.isNaN(side) ? most : Math.max(most, Math.abs(side - value))), 0);
  return bars.sort((a, b) => reach(b) - reach(a));
}

/** @returns null for what is not one number. */
function scaled(args: ValuationArgs, input: TornadoBar['input'], factor: number): ValuationArgs | null {
  if (input === 'beta') return { ...args, capm: { ...args.capm, beta: args.capm.beta * factor } };
  if (input in ITEMS) {
    const item = input as Item;
    return { ...args, inputs: withOverrides(args.inputs, { [item]: args.inputs[item].value * factor }) };
  }
  const value = args.assumptions[input as keyof typeof args.assumptions];
  if (typeof value !== 'number') return null;
  return { ...args, assumptions: { ...args.assumptions, [input]: value * factor } };
}

/** A dividend discount model over growth for ever (rows) and discount rates (columns). */
export const sensitivity = (
  args: ValuationArgs,
  id: 'gordon' | 'twoStage' | 'hModel',
  growths: readonly number[],
  discounts: readonly number[],
): readonly (readonly Figure[])[] =>
  growths.map((growth) =>
    discounts.map((discount): Figure => {
      const { value, reason } = answerOf({ ...args, assumptions: { ...args.assumptions, growth, discount } }, id);
      return { value, reason };
    }),
  );
