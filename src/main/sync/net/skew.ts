import { MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';

/** A source's clock against ours, from replies that carry a date. */
export interface SkewMeter {
  /** @param sent @param answered around the instant at which the source wrote the date, by our clock */
  note(date: string | undefined, sent: Ms, answered: Ms): void;
  /** Its clock minus ours [ms]; NaN before a date was seen. */
  value(): Ms;
}

interface Span {
  readonly low: Ms;
  readonly high: Ms;
  readonly at: Ms;
}

const KEPT = 9;
const FRESH: Ms = 30 * MS_PER_MINUTE;

/**
 * A date has whole seconds: the clock stood anywhere in the second, at any moment of the round trip. Each reply thus
 * gives a span; where the most of the last few overlap (Marzullo 1984) the difference must be. Its middle is the answer,
 * wrong by up to half a second plus half a round trip after one reply, by less after several; one false date is outvoted.
 */
export function createSkewMeter(): SkewMeter {
  let spans: Span[] = [];
  let middle: Ms | undefined = Number.NaN;
  return {
    note(date, sent, answered) {
      const stamp = Date.parse(date ?? '');
      if (Number.isNaN(stamp) || answered < sent) return; // our clock was set back meanwhile
      const span = { low: stamp - answered, high: stamp + MS_PER_SECOND - sent, at: answered };
      spans = [span, ...spans.filter(({ at }) => Math.abs(answered - at) < FRESH)].slice(0, KEPT);
      middle = undefined;
    },
    value: () => (middle ??= middleOfMost(spans)),
  };
}

/** Newest first: of two places with as many, the one that the newer replies speak for. */
function middleOfMost(spans: readonly Span[]): Ms {
  let best = { count: 0, middle: Number.NaN };
  for (const { low: start } of spans) {
    const over = spans.filter(({ low, high }) => low <= start && start <= high);
    const middle = (start + Math.min(...over.map(({ high }) => high))) / 2;
    if (over.length > best.count) best = { count: over.length, middle };
  }
  return best.middle;
}
