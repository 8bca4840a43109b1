import { playLine } from '#core/scenario/line';
import { shockPoints } from '#core/scenario/shock';
import type { Args, Reply } from '#shared/ipc/contract';
import { END } from './fake-market';
import type { ScenarioFacts } from '#shared/scenario';

type ScenarioChannel = 'scenarios:list' | 'scenarios:preview' | 'scenarios:delete';
type Answers = { readonly [C in ScenarioChannel]: (args: Args<C>) => Reply<C> };

/** Previews of shocks and drawn lines on a price of 100,000; nothing is ever stored. */
export function createFakeScenarios(): Answers {
  return {
    'scenarios:list': () => [],
    'scenarios:delete': () => undefined,
    'scenarios:preview': ({ asset, step, path }) => {
      const points = path.kind === 'drawn' ? path.points.map((one) => ({ ...one, vol: one.vol ?? null })) : path.kind === 'shock' ? shockPoints({ ...path, vol: path.vol ?? null }) : [{ day: 0, spot: 1, vol: null }, { day: path.hours / 24, spot: 0.9, vol: null }]; // prettier-ignore
      const { bars, vol } = playLine({ points, volBeta: 1, start: END, step, price: 100_000, vol: 0.5, deviation: 0.004, seed: 7 }); // prettier-ignore
      const facts: ScenarioFacts = {
        ...{ asset, start: END, end: END + bars.t.length * step, step, price: 100_000, liquidated: NaN },
        low: Math.min(...bars.l),
        high: Math.max(...bars.h),
        last: bars.c.at(-1)!,
        vol: { start: 0.5, high: Math.max(...vol['c']!), last: vol['c']!.at(-1)! },
        words: ['Bars: the line itself, without wicks.'],
      };
      return { ...facts, bars, vol30: { t: vol.t, value: vol['c']! } };
    },
  };
}
