import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Ms } from '#core/time/ms';

/** Panes of one letter share an instrument, an interval and a time range. */
export const LINK_IDS = ['A', 'B', 'C', 'D'] as const;
export type LinkId = (typeof LINK_IDS)[number];
export const isLinkId = (value: unknown): value is LinkId => LINK_IDS.includes(value as LinkId);

export interface LinkGroup {
  readonly instrument: string | null;
  readonly interval: Ms;
  /** Settled range, NaN while nobody chose one. The range while a pane is being dragged is in `timeline`. */
  readonly from: Ms;
  readonly to: Ms;
}

export interface LinkState {
  /** Group that the top bar shows and changes. */
  readonly active: LinkId;
  readonly groups: Readonly<Record<LinkId, LinkGroup>>;
  /** Pane → letter; a pane that is not listed belongs to A. */
  readonly panes: Readonly<Record<string, LinkId>>;
  readonly setActive: (link: LinkId) => void;
  readonly setInstrument: (link: LinkId, instrument: string | null) => void;
  readonly setInterval: (link: LinkId, interval: Ms) => void;
  readonly setRange: (link: LinkId, from: Ms, to: Ms) => void;
  readonly linkPane: (pane: string, link: LinkId) => void;
  readonly setPanes: (panes: Readonly<Record<string, LinkId>>) => void;
}

const EMPTY: LinkGroup = { instrument: null, interval: 3_600_000, from: Number.NaN, to: Number.NaN };

export const createLink = () =>
  createStore<LinkState>()((set) => {
    const change = (link: LinkId, patch: Partial<LinkGroup>): void =>
      set((s) => {
        const before = s.groups[link];
        const same = Object.entries(patch).every(([key, value]) => Object.is(before[key as keyof LinkGroup], value));
        return same ? s : { groups: { ...s.groups, [link]: { ...before, ...patch } } };
      });
    return {
      active: 'A',
      groups: { A: EMPTY, B: EMPTY, C: EMPTY, D: EMPTY },
      panes: {},
      setActive: (active) => set({ active }),
      setInstrument: (link, instrument) => change(link, { instrument }),
      setInterval: (link, interval) => change(link, { interval }),
      setRange: (link, from, to) => change(link, { from, to }),
      linkPane: (pane, link) => set((s) => (s.panes[pane] === link ? s : { panes: { ...s.panes, [pane]: link } })),
      setPanes: (panes) => set((s) => ({ panes: { ...s.panes, ...panes } })),
    };
  });

export const link = createLink();
export const useLink = <T>(select: (state: LinkState) => T): T => useStore(link, select);

export const selectActiveLink = (s: LinkState): LinkId => s.active;
export const selectActiveGroup = (s: LinkState): LinkGroup => s.groups[s.active];
export const selectPaneLink =
  (pane: string) =>
  (s: LinkState): LinkId =>
    s.panes[pane] ?? 'A';
export const selectPaneGroup =
  (pane: string) =>
  (s: LinkState): LinkGroup =>
    s.groups[s.panes[pane] ?? 'A'];
