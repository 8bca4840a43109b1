import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ms } from '#core/time/ms';
import { clock, type ClockState } from './clock';
import { replay } from './replay';

interface Rested {
  readonly asOf: Ms | null;
}

/** A clock that has not moved for so long has come to rest. */
const REST_MS = 300;

/**
 * The clock once it rests: for panes that need longer for an answer than a step takes. While it runs on they show what was known a
 * moment ago, and their headers say of when. A replay that is played comes to rest when it is paused. Set back, or live again, it is followed at once: nothing later may stay on screen.
 */
export function createRestedClock(
  from: Pick<StoreApi<ClockState>, 'getState' | 'subscribe'>,
  goesOn: () => boolean = () => false,
): StoreApi<Rested> {
  const rested = createStore<Rested>()(() => ({ asOf: from.getState().asOf }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pass = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { asOf } = from.getState();
    if (asOf !== rested.getState().asOf) rested.setState({ asOf });
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (goesOn() ? wait() : pass()), REST_MS);
  };
  from.subscribe(({ asOf }) => {
    const { asOf: shown } = rested.getState();
    const runsOn = asOf !== null && shown !== null && asOf >= shown;
    if (!runsOn) return pass();
    wait();
  });
  return rested;
}

export const restedClock = createRestedClock(clock, () => replay.getState().playing);

/** A clock that goes back is often dragged: what takes long is asked once it has stood for so long. */
const STANDS_MS = 120;
let setBack = -Infinity;
clock.subscribe(({ asOf }, { asOf: before }) => {
  if (asOf !== null && asOf < (before ?? Infinity)) setBack = performance.now();
});
/** How long a question has to wait yet [ms]; 0: the clock was not just set back. */
export const untilItStands = (): number => Math.max(0, setBack + STANDS_MS - performance.now());

const selectAsOf = ({ asOf }: Rested): Ms | null => asOf;
export const useRestedAsOf = (): Ms | null => useStore(restedClock, selectAsOf);
