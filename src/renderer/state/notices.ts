import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface NoticeInput {
  readonly tone: 'info' | 'warning' | 'error';
  /** What happened. */
  readonly title: string;
  /** What was kept, and what to do. */
  readonly detail?: string;
  /** Error code of the contract, so that a report can name it. */
  readonly code?: string;
  /** Offered as a button: a command of the registry. */
  readonly action?: { readonly label: string; readonly command: string };
}
export interface Notice extends NoticeInput {
  readonly id: number;
  readonly at: number;
  /** How often it came in a row. */
  readonly count: number;
}

export interface NoticesState {
  /** Shown now, newest last. */
  readonly shown: readonly Notice[];
  /** Newest error since the start; the status bar repeats it. */
  readonly lastError: Notice | null;
  readonly push: (notice: NoticeInput) => void;
  /** For the status bar alone: whoever asked shows it already. */
  readonly record: (error: Omit<NoticeInput, 'tone'>) => void;
  readonly dismiss: (id: number) => void;
  readonly forgetError: () => void;
}

const MOST_SHOWN = 4;

export const createNotices = (clock: () => number = Date.now) =>
  createStore<NoticesState>()((set) => {
    let nextId = 1;
    return {
      shown: [],
      lastError: null,
      push: (input) =>
        set((s) => {
          const last = s.shown.at(-1);
          const repeats = last?.title === input.title && last.detail === input.detail && last.tone === input.tone;
          const notice: Notice = { ...input, id: nextId++, at: clock(), count: repeats ? last.count + 1 : 1 };
          const shown = [...(repeats ? s.shown.slice(0, -1) : s.shown), notice].slice(-MOST_SHOWN);
          return input.tone === 'error' ? { shown, lastError: notice } : { shown };
        }),
      record: (error) => set({ lastError: { ...error, tone: 'error', id: nextId++, at: clock(), count: 1 } }),
      dismiss: (id) => set((s) => ({ shown: s.shown.filter((notice) => notice.id !== id) })),
      forgetError: () => set({ lastError: null }),
    };
  });

export const notices = createNotices();
export const useNotices = <T>(select: (state: NoticesState) => T): T => useStore(notices, select);
export const selectShown = (s: NoticesState): readonly Notice[] => s.shown;
export const selectLastError = (s: NoticesState): Notice | null => s.lastError;

export const notify = (notice: NoticeInput): void => notices.getState().push(notice);
