import { MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Page } from '#main/store/types';
import type { Recording, RecordingState } from '#shared/sync';
import { createRecorder } from '../record/recorder';
import { PACE, type Pace } from '../record/track';
import type { Desk } from './desk';

export interface RecordingHooks {
  /** Base that stands in for the venue's own feeds. */
  readonly address: string | undefined;
  readonly proxy: string | null;
  /** What every wait is multiplied with. */
  readonly haste: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Settles when the page is in the store; one that is refused comes again. */
  readonly store: (page: Page) => Promise<void>;
  /** Once a second at most, unless the state is another one. */
  readonly onState: (state: RecordingState) => void;
}

const TELL_EVERY: Ms = MS_PER_SECOND;

/**
 * Records until the signal says so, and settles when the last batch is stored. It goes by the clock of this computer, which is
 * never put ahead as that of runs is: a step of it would end every stretch.
 * @throws the store's error when the last batch could not be stored
 */
export async function runRecording(desk: Desk, recording: Recording, hooks: RecordingHooks): Promise<void> {
  const { address, proxy, haste, signal, store, onState } = hooks;
  let latest: RecordingState | undefined;
  let told: RecordingState['state'] | undefined;
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!latest) return;
    told = latest.state;
    onState(latest);
    latest = undefined;
  };
  const recorder = createRecorder({
    recording,
    address,
    proxy,
    // asked anew, and not as runs do once for all: what is listed meanwhile is recorded too
    instruments: async () =>
      (await desk.source(recording.source)).instruments({ ...desk.context(recording.source, {}), signal }),
    skew: () => desk.sourceNow(recording.source) - desk.now(),
    onPage: store,
    onState: (state) => {
      latest = state;
      if (state.state !== told) tell();
      else timer ??= setTimeout(tell, TELL_EVERY * haste);
    },
    pace: hasty(haste),
  });
  recorder.start();
  try {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await recorder.stop();
  } finally {
    tell();
  }
}

function hasty(haste: number): Pace {
  const { rows, ...waits } = PACE;
  const shorter = Object.entries(waits).map(([name, ms]) => [name, ms * haste]);
  return { rows, ...(Object.fromEntries(shorter) as typeof waits) };
}
