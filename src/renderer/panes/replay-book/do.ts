import { clock } from '../../state/clock';
import { hedge } from '../../state/hedge';
import { replayActs } from '../../state/replay-acts';
import { whyNotOff, whyNotOn } from './acts';

// What a person does at the clock, as everything stands when it is done.

export const noOnNow = (): string | false => whyNotOn(hedge.getState().plan, replayActs.getState().acts, clock.getState().asOf); // prettier-ignore
export const noOffNow = (): string | false => whyNotOff(replayActs.getState().acts, clock.getState().asOf);

/** The plan of the builder, from the next bar on. */
export function putOn(): void {
  const { asOf } = clock.getState();
  if (asOf !== null && !noOnNow()) replayActs.getState().act(asOf, hedge.getState().plan);
}

export function takeOff(): void {
  const { asOf } = clock.getState();
  if (asOf !== null && !noOffNow()) replayActs.getState().act(asOf, null);
}
