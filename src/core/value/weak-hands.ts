import { VALUE_DEFAULTS } from './defaults';
import { percent } from './words';

/** What a levered loop earned on own money, and what capital cost, at one instant [per year]. */
export interface Carry {
  readonly loopYield: number;
  readonly wacc: number;
  /** Standard error of the cost of capital, where it is known. */
  readonly error?: number;
}

export interface FlushOut {
  readonly verdict: 'flushed' | 'notFlushed' | 'cannotTell';
  /** Loop yield less cost of capital. */
  readonly before: number;
  readonly after: number;
  /** A sentence with the figures. */
  readonly words: string;
}

/**
 * Have weak hands been flushed out? A loop that earns less than capital costs is held for a rise of the price alone: a weak hand. They are
 * flushed where such loops stood before the cascade and what is left after it earns its capital; not flushed where loops fall short after it.
 * A difference inside the band, or inside 1.96 standard errors of the cost of capital, tells nothing.
 */
export function flushOut({ before, after }: { readonly before: Carry; readonly after: Carry }, band = VALUE_DEFAULTS.flushBand): FlushOut {
  const spread = ({ loopYield, wacc }: Carry): number => loopYield - wacc;
  const side = (carry: Carry): number => {
    const width = Math.max(band, 1.96 * (carry.error ?? 0));
    const gap = spread(carry);
    return Math.abs(gap) > width ? Math.sign(gap) : 0;
  };
  const [was, is] = [side(before), side(after)];
  const figures = `loops earned ${percent(before.loopYield)} before and ${percent(after.loopYield)} after, capital cost ${percent(before.wacc)} and ${percent(after.wacc)}`; // prettier-ignore
  const say = (verdict: FlushOut['verdict'], words: string): FlushOut => ({ verdict, before: spread(before), after: spread(after), words }); // prettier-ignore
  const lacks = (['before', 'after'] as const).filter((when) => !Number.isFinite(spread({ before, after }[when])));
  if (lacks.length > 0) return say('cannotTell', `Cannot tell: yield or cost of capital ${lacks.join(' and ')} the cascade is not known.`);
  if ([before.error, after.error].some((error) => error !== undefined && !(error >= 0 && error < Infinity))) return say('cannotTell', 'Cannot tell: the error of the cost of capital is not known.'); // prettier-ignore
  if (is < 0) return say('notFlushed', `Not flushed: ${figures}. What is left still earns less than its capital costs.`);
  if (is === 0) return say('cannotTell', `Cannot tell: ${figures}. After the cascade the two are too close.`);
  if (was < 0) return say('flushed', `Flushed: ${figures}. What is left earns its capital.`);
  return say('cannotTell', `Cannot tell: ${figures}. Loops did not fall short before the cascade, so that this says nothing of weak hands.`);
} // prettier-ignore
