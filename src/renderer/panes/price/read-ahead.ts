import type { Ms } from '#core/time/ms';
import type { BarsReply, Instrument } from '#shared/market';
import { call } from '../../lib/call';
import { instruments } from '../../state/instruments';
import { link } from '../../state/link';
import { BarWindow } from './bar-window';
import { BARS_PER_PAGE } from './pages';
import { FIRST_BARS, viewBefore, type TimeRange } from './viewport';

type Answer = Promise<BarsReply | null>;
interface Subject {
  readonly instrument: string;
  readonly asOf?: Ms;
}

/** Answers that nobody has come for by then are of no use any more. */
const KEPT_MS = 3_000;
/** Share of the window that a chart takes: enough to guess which bars it will be able to show. */
const CHART_SHARE = 0.6;

const waiting = new Map<string, Answer>();

interface Wanted extends TimeRange {
  readonly since?: Ms;
}

/** The question for the bars of some pages. */
export const barsQuestion = (subject: Subject, interval: Ms, { from, to, ...rest }: Wanted) => ({
  ...subject,
  interval,
  from,
  to,
  ...rest,
  maxBars: Math.min(20_000, Math.ceil((to - from) / interval) + BARS_PER_PAGE),
});

/** Reads bars, or takes the answer that is on its way already. */
export function readBars(subject: Subject, level: Ms, wanted: Wanted): Answer {
  const question = barsQuestion(subject, level, wanted);
  const key = JSON.stringify(question);
  const answer = waiting.get(key);
  waiting.delete(key);
  return answer ?? call('bars:read', question);
}

/** The first bars of the session are asked for: where the time to the first picture is counted from. */
export function markRequest(): void {
  if (performance.getEntriesByName('price:request').length === 0) performance.mark('price:request');
}

/** Asks for what a chart of this instrument will ask for first, by the chart's own rules. */
function askFor({ id, to: newest, barIntervals }: Instrument, interval: Ms): void {
  const read = (level: Ms, from: Ms, to: Ms): Answer => {
    const question = barsQuestion({ instrument: id }, level, { from, to });
    const answer = call('bars:read', question);
    answer.catch(() => undefined); // whoever takes it hears of it
    waiting.set(JSON.stringify(question), answer);
    return new Promise(() => undefined); // what follows from the answer is up to the chart
  };
  const bars = new BarWindow({ read, onChange: () => undefined }, interval);
  markRequest();
  bars.setStored(barIntervals);
  bars.setView({
    visible: viewBefore(newest, FIRST_BARS * interval),
    widthPx: innerWidth * CHART_SHARE,
    direction: 0,
  });
  bars.update();
  setTimeout(() => waiting.clear(), KEPT_MS);
}

/** At the start the instrument is known long before a chart stands: the bars come while the page is being built. */
export function readFirstBars(): void {
  const stop = link.subscribe(({ groups: { A } }) => {
    const instrument = A.instrument === null ? undefined : instruments.getState().byId.get(A.instrument);
    if (!instrument) return;
    stop();
    if (instrument.barIntervals.length > 0) askFor(instrument, A.interval);
  });
}
