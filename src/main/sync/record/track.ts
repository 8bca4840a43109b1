import { MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Range } from '#core/time/ranges';
import type { Page, QuarantinedRow, SettledSpan } from '#main/store/types';
import type { RecordingState } from '#shared/sync';
import { addressOf, proxyAgent } from './agent';
import { datasetCursor, datasetName } from '../dataset-cursor';
import { asideRow, pageOf } from './batch';
import type { Catalogue } from './catalogue';
import type { Feed, FeedAside, FeedMessage, FeedPrint } from './feed';
import { datasetOf, marketOf } from './gaps';
import type { Line } from './line';
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
/** Texts that could not be read are kept for a look; a flood of them is only counted. */
const MOST_UNREAD_KEPT = 100;

export function createTrack(options: TrackOptions): Track {
  const { feed, catalogue, now, pace } = options;
  const address = addressOf(feed.url, options.address);
  const dataset = datasetOf(feed.source, options.instruments.join(' ') || marketOf(feed));
  const path = datasetName(dataset);
  const wanted = new Set(options.instruments);
  const lines = new Set<Held>();
  const clock = createVenueClock();
  const recent = createRecent();

  let isStopped = true;
  let isOpening = false;
  let failures = 0;
  let waiting: NodeJS.Timeout | undefined;
  let batches: NodeJS.Timeout | undefined;

  let prints: FeedPrint[] = [];
  let rows: QuarantinedRow[] = [];
  let ranges: Range[] = [];
  let storing: Promise<void> | undefined;
  let stored = now();

  const seen = { prints: 0, last: null as Ms | null, gaps: 0, unread: 0, aside: 0 };
  let trouble = '';
  let storeTrouble = '';

  const subscribed = (): Held[] => [...lines].filter(({ stretch }) => !Number.isNaN(stretch.from));
  const skew = (): Ms => [clock.skew(), options.skew()].find((value) => Number.isFinite(value)) ?? 0;

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
      if (prints.length > MOST_WAITING) throw new Error('what was recorded is not being stored');
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
          onWord: (at) => {
            held.stretch.word(at);
            retire();
          },
          onMessage: (message, at) => take(held, message, at),
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
    const range = held.stretch.take(skew());
    if (range) ranges.push(range);
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
      prints.push(print);
      seen.last = Math.max(seen.last ?? 0, print.t);
    }
    for (const aside of message.aside.filter(isWanted)) setAside(aside);
    if (prints.length >= pace.rows && storeTrouble === '') store();
    if (prints.length > MOST_WAITING) for (const one of [...lines]) drop(one);
  }

  function drop(held: Held): void {
    held.line?.close();
    lost(held, 'what was recorded is not being stored');
  }

  function setAside({ t, reason, detail, ...rest }: FeedAside): void {
    seen.aside++;
    rows.push(asideRow(path, t, { reason, detail }, JSON.stringify({ t, ...rest })));
    if (feed.list === 'contracts') void catalogue.refresh().catch(() => undefined);
  }

  function unread(text: string, why: string): void {
    if (++seen.unread > MOST_UNREAD_KEPT) return;
    const detail = `a message of the feed could not be read: ${why.slice(0, 300)}`;
    rows.push(asideRow(path, Number.NaN, { reason: 'unparseable', detail }, text));
  }

  // --- to the store

  function spansOf(at: Ms): SettledSpan[] {
    const names = options.instruments.length > 0 ? options.instruments : [marketOf(feed)];
    return names.flatMap((name) =>
      ranges.map((range) => ({ ...datasetOf(feed.source, name), ...range, state: 'fetched' as const, at })),
    );
  }

  function isDue(): boolean {
    if (prints.length + rows.length > 0) return true;
    return ranges.length > 0 && now() - stored >= pace.empty;
  }

  /** One page at a time; what comes meanwhile waits for the next. */
  function store(isLast = false): void {
    if (storing) return;
    for (const { stretch } of subscribed()) {
      const range = stretch.take(skew());
      if (range) ranges.push(range);
    }
    if (!isDue() && !isLast) return;
    const sent = [prints.length, rows.length, ranges.length] as const;
    const at = now();
    const cursor = datasetCursor(dataset, { series: feed.source, kind: 'liquidations', offset: at, done: isLast });
    const page = pageOf({ prints, aside: rows, settled: spansOf(at) }, cursor, at + skew());
    const kept = page.blocks.reduce((sum, { line }) => sum + line.length, 0);
    storing = options
      .onPage(page)
      .then(() => {
        prints = prints.slice(sent[0]);
        rows = rows.slice(sent[1]);
        ranges = ranges.slice(sent[2]);
        seen.prints += kept;
        storeTrouble = '';
        stored = now();
      })
      .catch((cause: unknown) => {
        storeTrouble = `not stored yet: ${cause instanceof Error ? cause.message : String(cause)}`;
        if (isLast) throw cause;
      })
      .finally(() => {
        storing = undefined;
        options.onChange();
      });
    if (!isLast) storing.catch(() => undefined);
  }

  function message(): string {
    const parts = [
      storeTrouble,
      trouble,
      seen.unread > 0 ? `${seen.unread} messages could not be read` : '',
      seen.aside > 0 ? `${seen.aside} liquidations set aside` : '',
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
      stored = now();
      batches = setInterval(() => store(), pace.batch);
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
      await storing;
      store(true);
      await storing;
    },
    state: () => ({
      state: stateNow(),
      prints: seen.prints,
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
