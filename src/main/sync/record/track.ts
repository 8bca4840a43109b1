import { MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Range } from '#core/time/ranges';
import type { Page } from '#main/store/types';
import type { RecordingState } from '#shared/sync';
import { datasetName } from '../dataset-cursor';
import { addressOf, proxyAgent } from './agent';
import { asideRow } from './batch';
import type { Catalogue } from './catalogue';
import { createStepWatch } from './clock-step';
import type { Feed, FeedAside, FeedMessage } from './feed';
import { datasetOf, marketOf } from './gaps';
import type { Line } from './line';
import { createOutbox } from './outbox';
import { createRecent } from './recent';
import { Stretch } from './stretch';
import { createVenueClock } from './venue-clock';

/** How often what is held in memory goes to the store, and how soon a lost line is opened again. */
export interface Pace {
  /** With prints. */
  readonly batch: Ms;
  /** Without: only to say that nothing was missed. */
  readonly empty: Ms;
  readonly rows: number;
  /** First wait before a line is opened again; doubled with each failure, up to `mostWait`. */
  readonly firstWait: Ms;
  readonly mostWait: Ms;
  /** A line that lasted this long was a good one: the next wait is short again. */
  readonly steady: Ms;
}

export const PACE: Pace = {
  batch: 2 * MS_PER_SECOND,
  empty: 5 * MS_PER_SECOND,
  rows: 2_000,
  firstWait: 500,
  mostWait: MS_PER_MINUTE,
  steady: 30 * MS_PER_SECOND,
};

export interface TrackOptions {
  readonly feed: Feed;
  /** Instruments of the feed that are recorded; empty = the whole market. */
  readonly instruments: readonly string[];
  readonly catalogue: Catalogue;
  /** Base that stands in for the feed's own. */
  readonly address: string | undefined;
  readonly proxy: string | null;
  /** Stores a page; what it holds is kept here until then, and handed over again when it fails. */
  readonly onPage: (page: Page) => Promise<unknown>;
  readonly onChange: () => void;
  /** Venue's clock minus ours where the feed does not tell; NaN when unknown. */
  readonly skew: () => Ms;
  readonly now: () => Ms;
  readonly random: () => number;
  readonly pace: Pace;
}

export interface TrackState extends Pick<RecordingState, 'state' | 'prints' | 'since' | 'last' | 'gaps' | 'message'> {
  /** Venue's clock minus ours [ms], NaN until it was measured. */
  readonly skew: Ms;
  /** Messages that could not be read. */
  readonly unread: number;
  readonly aside: number;
  /** Prints that came again after a reconnection or on a second line. */
  readonly repeated: number;
}

/** One feed, recorded: lines one after the other, what they bring, and where nobody listened. */
export interface Track {
  start(): void;
  /** Settles when what was taken is stored. @throws when it could not be. */
  stop(): Promise<void>;
  state(): TrackState;
}

interface Held {
  readonly stretch: Stretch;
  line: Line | undefined;
  /** Another line is to take its place. */
  isAgeing: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** More than a store that answers ever leaves waiting: a bound for memory, not a size. */
const MOST_WAITING = 50_000;
const NOT_STORED = 'what was recorded is not being stored';
/** Texts that could not be read are kept for a look; a flood of them is only counted. */
const MOST_UNREAD_KEPT = 100;

const counted = (count: number, what: string, how: string): string =>
  count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'} ${how}`;

export function createTrack(options: TrackOptions): Track {
  const { feed, catalogue, now, pace } = options;
  const address = addressOf(feed.url, options.address);
  const claimed = options.instruments.length > 0 ? options.instruments : [marketOf(feed)];
  const run = datasetOf(feed.source, claimed.join(' '));
  const path = datasetName(run);
  const wanted = new Set(options.instruments);
  const lines = new Set<Held>();
  const clock = createVenueClock();
  const recent = createRecent();
  const hasStepped = createStepWatch(now, () => performance.now());
  const outbox = createOutbox({
    ...{ run, now, skew, onPage: options.onPage, onSent: options.onChange, empty: pace.empty },
    datasets: claimed.map((name) => datasetOf(feed.source, name)),
  });

  let isStopped = true;
  let isOpening = false;
  let failures = 0;
  let waiting: NodeJS.Timeout | undefined;
  let batches: NodeJS.Timeout | undefined;

  const seen = { last: null as Ms | null, gaps: 0, unread: 0, aside: 0 };
  let trouble = '';

  const subscribed = (): Held[] => [...lines].filter(({ stretch }) => !Number.isNaN(stretch.from));

  function skew(): Ms {
    return [clock.skew(), options.skew()].find((value) => Number.isFinite(value)) ?? 0;
  }

  // --- lines

  function ensureLine(): void {
    if (isStopped || isOpening || waiting !== undefined || [...lines].some(({ isAgeing }) => !isAgeing)) return;
    const wait = failures === 0 ? 0 : Math.min(pace.mostWait, pace.firstWait * 2 ** (failures - 1));
    waiting = setTimeout(
      () => {
        waiting = undefined;
        void open();
      },
      wait * (0.5 + options.random() / 2),
    );
  }

  function failed(why: string): void {
    trouble = why;
    failures++;
    ensureLine();
    options.onChange();
  }

  async function open(): Promise<void> {
    isOpening = true;
    try {
      if (outbox.prints.length > MOST_WAITING) throw new Error(NOT_STORED);
      const texts = feed.hello(await names());
      const [{ openLine }, agent] = await Promise.all([import('./line'), proxyAgent(options.proxy)]);
      isOpening = false;
      if (isStopped) return;
      const held: Held = { stretch: new Stretch(feed.delay), line: undefined, isAgeing: false, timer: undefined };
      lines.add(held);
      held.line = openLine(
        { feed, address, agent, texts, contractOf: (name) => catalogue.contractOf(name), now },
        {
          onSubscribed: (at) => begin(held, at),
          onAnswered: (asked) => {
            checkClock();
            vouch(held, asked);
          },
          onMessage: (message, at) => {
            checkClock();
            take(held, message, at);
          },
          onUnread: unread,
          onEnd: (why) => lost(held, why),
        },
      );
    } catch (cause) {
      isOpening = false;
      if (!isStopped) failed(cause instanceof Error ? cause.message : String(cause));
    }
  }

  async function names(): Promise<readonly string[]> {
    if (feed.list !== 'none') await catalogue.refresh();
    if (options.instruments.length > 0 || feed.list !== 'names') return options.instruments;
    const all = catalogue.namesOf(feed);
    if (all.length === 0) throw new Error('the venue lists no contract of this market');
    return all;
  }

  function begin(held: Held, at: Ms): void {
    held.stretch.begin(at);
    held.timer = setTimeout(() => age(held), feed.life);
    trouble = '';
    retire();
    options.onChange();
  }

  /** A new line first, then the old one is dropped: see `retire`. */
  function age(held: Held): void {
    held.isAgeing = true;
    ensureLine();
  }

  /** Drops lines whose successor has listened since before they are sure to be complete: nothing falls between the two. */
  function retire(): void {
    const successor = subscribed().find(({ isAgeing }) => !isAgeing);
    if (!successor) return;
    for (const held of subscribed())
      if (held.isAgeing && held.stretch.to >= successor.stretch.from) {
        release(held);
        held.line?.close();
      }
  }

  function release(held: Held): void {
    clearTimeout(held.timer);
    lines.delete(held);
    settle(held);
    for (const { stretch } of subscribed()) keep(stretch.follow(held.stretch));
  }

  const settle = ({ stretch }: Held): void => keep(stretch.take(skew()));

  function keep(range: Range | undefined): void {
    if (range) outbox.ranges.push(range);
  }

  function lost(held: Held, why: string): void {
    const hadBegun = !Number.isNaN(held.stretch.from);
    release(held);
    if (hadBegun && !subscribed().some(({ stretch }) => stretch.from <= held.stretch.to)) seen.gaps++;
    if (hadBegun && now() - held.stretch.from >= pace.steady) failures = 0;
    failed(why);
  }

  // --- what they bring

  function take(held: Held, message: FeedMessage, at: Ms): void {
    if (message.kind === 'closing' && !held.isAgeing) age(held);
    if (message.kind !== 'prints') return;
    clock.note(message.sent, at);
    const isWanted = ({ instrument }: { instrument: string }): boolean => wanted.size === 0 || wanted.has(instrument);
    for (const print of recent.unseen(message.prints.filter(isWanted))) {
      outbox.prints.push(print);
      seen.last = Math.max(seen.last ?? 0, print.t);
    }
    for (const aside of message.aside.filter(isWanted)) setAside(aside);
    vouch(held, Math.min(at, message.sent - skew()));
    if (outbox.prints.length >= pace.rows && outbox.trouble === '') store();
    if (outbox.prints.length > MOST_WAITING) dropAll(NOT_STORED);
  }

  /**
   * The venue has said on this line what it had to say by then. When that was read is no measure: it may have waited
   * for this thread while the line was already dead. @param at by our clock; NaN: the venue does not say
   */
  function vouch(held: Held, at: Ms): void {
    if (!lines.has(held)) return;
    held.stretch.word(at);
    retire();
  }

  function dropAll(why: string): void {
    for (const held of [...lines]) {
      held.line?.close();
      lost(held, why);
    }
  }

  /** Stretches are told by a clock that goes on: where it does not, they end, and what lies between is a gap. */
  function checkClock(): void {
    if (!hasStepped()) return;
    dropAll('the clock of this computer was set, or it slept');
    clock.reset();
  }

  function setAside({ t, reason, detail, ...rest }: FeedAside): void {
    seen.aside++;
    outbox.aside.push(asideRow(path, t, { reason, detail }, JSON.stringify({ t, ...rest })));
    if (feed.list === 'contracts') void catalogue.refresh().catch(() => undefined);
  }

  function unread(text: string, why: string): void {
    if (++seen.unread > MOST_UNREAD_KEPT) return;
    const detail = `a message of the feed could not be read: ${why.slice(0, 300)}`;
    outbox.aside.push(asideRow(path, Number.NaN, { reason: 'unparseable', detail }, text));
  }

  // --- to the store

  function store(): void {
    for (const held of subscribed()) settle(held);
    outbox.send();
  }

  function message(): string {
    const parts = [
      outbox.trouble,
      trouble,
      counted(seen.unread, 'message', 'could not be read'),
      counted(seen.aside, 'liquidation', 'set aside'),
    ];
    return parts.filter((part) => part !== '').join('; ');
  }

  function stateNow(): RecordingState['state'] {
    if (isStopped) return 'stopped';
    if (subscribed().length > 0) return 'recording';
    return waiting === undefined || failures === 0 ? 'connecting' : 'waiting';
  }

  return {
    start() {
      if (!isStopped) return;
      isStopped = false;
      hasStepped();
      batches = setInterval(() => {
        checkClock();
        store();
      }, pace.batch);
      ensureLine();
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      clearTimeout(waiting);
      waiting = undefined;
      clearInterval(batches);
      for (const held of [...lines]) {
        release(held);
        held.line?.close();
      }
      await outbox.finish();
    },
    state: () => ({
      state: stateNow(),
      prints: outbox.stored,
      since: subscribed().reduce<Ms | null>((least, { stretch }) => Math.min(least ?? Infinity, stretch.from), null),
      last: seen.last,
      gaps: seen.gaps,
      message: message(),
      skew: clock.skew(),
      unread: seen.unread,
      aside: seen.aside,
      repeated: recent.repeated,
    }),
  };
}
