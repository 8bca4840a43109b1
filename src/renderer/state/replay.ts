import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';

/** How far one step leads: to the next close of bars of this length, or to the next event. */
export type ReplayStep = Ms | 'event';
export const REPLAY_STEPS: readonly { readonly step: ReplayStep; readonly label: string }[] = [
  { step: MS_PER_MINUTE, label: '1m' },
  { step: 5 * MS_PER_MINUTE, label: '5m' },
  { step: 15 * MS_PER_MINUTE, label: '15m' },
  { step: MS_PER_HOUR, label: '1h' },
  { step: 4 * MS_PER_HOUR, label: '4h' },
  { step: MS_PER_DAY, label: '1d' },
  { step: 'event', label: 'Event' },
];

/** Steps a second. At the last one frames show only the last of several. */
export const REPLAY_SPEEDS = [
  { speed: 1, label: '1×' },
  { speed: 5, label: '5×' },
  { speed: 20, label: '20×' },
  { speed: 60, label: '60×' },
  { speed: 1_000, label: 'Max' },
] as const;

/** How the past is walked through; where the clock stands is told by `clock`. */
export interface ReplayState {
  readonly playing: boolean;
  readonly step: ReplayStep;
  /** Steps a second, 1 to 1,000. */
  readonly speed: number;
  readonly setPlaying: (playing: boolean) => void;
  readonly setStep: (step: ReplayStep) => void;
  readonly setSpeed: (speed: number) => void;
}

export const createReplay = () =>
  createStore<ReplayState>()((set) => ({
    playing: false,
    step: MS_PER_HOUR,
    speed: 5,
    setPlaying: (playing) => set((s) => (s.playing === playing ? s : { playing })),
    setStep: (step) => set({ step }),
    setSpeed: (speed) => set({ speed: Math.min(1_000, Math.max(1, speed)) }),
  }));

export const replay = createReplay();
export const useReplay = <T>(select: (state: ReplayState) => T): T => useStore(replay, select);
export const selectPlaying = (s: ReplayState): boolean => s.playing;
export const selectStep = (s: ReplayState): ReplayStep => s.step;
export const selectSpeed = (s: ReplayState): number => s.speed;
