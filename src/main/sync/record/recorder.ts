import type { Ms } from '#core/time/ms';
import type { Page } from '#main/store/types';
import type { Recording, RecordingState, SourceInstrument } from '#shared/sync';
import { createCatalogue } from './catalogue';
import type { Feed } from './feed';
import { FEEDS } from './feeds';
import { PACE, createTrack, type Pace, type TrackState } from './track';

export interface RecorderOptions {
  readonly recording: Recording;
  /** Base that stands in for the venue's own: `ws://127.0.0.1:8080`. */
  readonly address?: string | undefined;
  readonly proxy: string | null;
  /** What the venue lists: names to ask for, and what a contract is worth. Asked only where a feed needs it. */
  readonly instruments: () => Promise<readonly SourceInstrument[]>;
  /** Stores a page and settles when it is committed. One at a time for each market; a page that fails comes again. */
  readonly onPage: (page: Page) => Promise<unknown>;
  readonly onState: (state: RecordingState) => void;
  /** Venue's clock minus ours [ms] by other means, NaN when unknown: used until the feed tells. */
  readonly skew?: () => Ms;
  /** For tests: other feeds, clock, randomness and pace. */
  readonly feeds?: readonly Feed[];
  readonly now?: () => Ms;
  readonly random?: () => number;
  readonly pace?: Partial<Pace>;
}

/** Liquidation feeds of one venue, written as prints while it runs. */
export interface Recorder {
  start(): void;
  /** Settles when all that was taken is stored. @throws the store's error when it could not be. */
  stop(): Promise<void>;
  state(): RecordingState;
  /** Venue's clock minus ours [ms], as the feeds tell; NaN until they did. */
  skew(): Ms;
  /** By market. */
  tracks(): readonly TrackState[];
}

export function createRecorder(options: RecorderOptions): Recorder {
  const { recording } = options;
  const now = options.now ?? Date.now;
  const catalogue = createCatalogue(recording.source, options.instruments, now);
  const tell = (): void => options.onState(state());
  const tracks = (options.feeds ?? FEEDS[recording.source])
    .map((feed) => ({ feed, instruments: recording.instruments.filter((name) => feed.takes(name)) }))
    .filter(({ instruments }) => recording.instruments.length === 0 || instruments.length > 0)
    .map(({ feed, instruments }) =>
      createTrack({
        ...{ feed, instruments, catalogue, now },
        address: options.address,
        proxy: options.proxy,
        onPage: options.onPage,
        onChange: tell,
        skew: options.skew ?? (() => Number.NaN),
        random: options.random ?? Math.random,
        pace: { ...PACE, ...options.pace },
      }),
    );

  function state(): RecordingState {
    return { ...recording, ...combine(tracks.map((track) => track.state())) };
  }

  return {
    start() {
      for (const track of tracks) track.start();
      tell();
    },
    async stop() {
      const ended = await Promise.allSettled(tracks.map((track) => track.stop()));
      tell();
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
    },
    state,
    skew: () => tracks.map((track) => track.state().skew).find((value) => Number.isFinite(value)) ?? Number.NaN,
    tracks: () => tracks.map((track) => track.state()),
  };
}

type Part = Pick<RecordingState, 'state' | 'prints' | 'since' | 'last' | 'gaps' | 'message'>;

/** The least good of its markets decides: a venue records when all of them do. */
const ORDER: readonly RecordingState['state'][] = ['waiting', 'connecting', 'recording', 'stopped'];

function combine(parts: readonly Part[]): Part {
  const latest = (values: readonly (number | null)[]): number | null =>
    values.reduce((most, value) => (value === null ? most : Math.max(most ?? 0, value)), null);
  const isWhole = parts.every(({ since }) => since !== null);
  return {
    state: ORDER.find((word) => parts.some(({ state }) => state === word)) ?? 'stopped',
    prints: parts.reduce((sum, part) => sum + part.prints, 0),
    since: isWhole ? latest(parts.map(({ since }) => since)) : null,
    last: latest(parts.map(({ last }) => last)),
    gaps: parts.reduce((sum, part) => sum + part.gaps, 0),
    message: [...new Set(parts.map(({ message }) => message))].filter((text) => text !== '').join('; '),
  };
}
