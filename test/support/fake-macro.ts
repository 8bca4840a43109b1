import type { Args, Channel, Reply } from '#shared/ipc/contract';

type Asked = Extract<Channel, `macro:${string}` | 'timeShift:read'>;
type Answers = { readonly [C in Asked]: (args: Args<C>) => Reply<C> };

const UNKNOWN = { series: '', label: '', basis: 'released', rate: NaN, since: NaN, lacks: 'no policy rate', synthetic: false } as const; // prettier-ignore

/** Nothing of the economy is stored. */
export const createFakeMacro = (): Answers => ({
  'macro:series': () => [],
  'macro:read': ({ series }) => {
    const none = new Float64Array();
    return { series, unit: '', basis: 'released', period: none, known: none, first: none, value: none, then: null, consensus: none, revisions: 0, lacks: 'nothing stored' }; // prettier-ignore
  },
  'macro:calendar': () => ({ events: [], next: [], words: [] }),
  'macro:rates': () => [],
  'macro:differential': ({ a, b }) => {
    const none = new Float64Array();
    return { a: { ...UNKNOWN, currency: a }, b: { ...UNKNOWN, currency: b }, known: none, rateA: none, rateB: none, value: none, turns: [], lacks: 'no policy rate' }; // prettier-ignore
  },
  'macro:put': () => undefined,
  'macro:remove': () => undefined,
  'timeShift:read': () => ({ result: null, stale: false, computedAt: null, problems: [] }),
});
