import type { PathSpec, SimulationResult } from '#core/hedge/simulation';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { formatCount, formatDuration, formatNumber, formatPercent, formatTime } from '../../lib/format';
import type { PathKind } from '../../state/simulation';

export const KIND_WORDS: Readonly<Record<PathKind, { readonly title: string; readonly means: string }>> = {
  history: { title: 'History', means: 'What the market did between two days, as it was recorded.' },
  drawn: { title: 'Drawn', means: 'A line drawn by hand from today on.' },
  analog: { title: 'Analog', means: 'What the market did from a past instant on, pasted on the price of today.' },
  gbm: { title: 'GBM', means: 'Random walk of one volatility: no jumps, no fat tails. The mildest of all.' },
  jump: { title: 'Jumps', means: 'Random walk with jumps that come independently of one another.' },
  bootstrap: { title: 'Bootstrap', means: 'Blocks of days of the stored past, put together anew.' },
  hawkes: { title: 'Hawkes', means: 'Jumps that set off jumps, as forced sales do.' },
};

/** Inside a sentence. */
export const kindWords = (kind: PathKind): string =>
  kind === 'gbm' || kind === 'hawkes' ? KIND_WORDS[kind].title : KIND_WORDS[kind].title.toLowerCase();

export const isSingle = (path: PathSpec): boolean => !('paths' in path) || path.paths === 1;
const YEAR_DAYS = 365;

/** `1 yr`, `60 d`: the length of a run. */
export function lengthWords(ms: Ms): string {
  const days = ms / MS_PER_DAY;
  const years = days / YEAR_DAYS;
  return Math.abs(years - Math.round(years)) < 0.005 && years >= 0.995
    ? `${Math.round(years)}\u00a0yr`
    : formatDuration(ms);
}

const lengthOf = (path: PathSpec): Ms =>
  path.kind === 'history'
    ? path.to - path.from
    : (path.kind === 'drawn' ? (path.points.at(-1)?.day ?? 0) : path.days) * MS_PER_DAY;

/** A question in one line: `bootstrap, 2,000 paths, 1 yr, seed 7`. */
export function pathWords(path: PathSpec): string {
  const length = lengthWords(lengthOf(path));
  switch (path.kind) {
    case 'history':
      return `${formatTime(path.from, 'utc', 'day')} to ${formatTime(path.to, 'utc', 'day')}, steps of ${formatDuration(path.step)}`;
    case 'analog':
      return `as from ${formatTime(path.from, 'utc', 'minute')} UTC, ${length}, steps of ${formatDuration(path.step)}`;
    case 'drawn':
      return `${formatCount(path.points.length, 'point')}, ${length}, steps of ${formatDuration(path.step)}`;
    default:
      return `${formatCount(path.paths, 'path')}, ${length}, ${volWords(path)}, seed ${path.seed}`;
  }
}

const volWords = (path: Extract<PathSpec, { paths: number }>): string =>
  path.kind === 'bootstrap'
    ? `blocks of ${formatNumber(path.block)} d`
    : `vol ${path.vol === null ? 'of the surface' : formatPercent(path.vol, { decimals: 0 })}`;

/** Years that a run lasts. */
export const yearsOf = ({ step, steps }: Pick<SimulationResult, 'step' | 'steps'>): number =>
  (step * steps) / (YEAR_DAYS * MS_PER_DAY);

/** Where figures of a run come from, for their cards. */
export function provenanceOf(result: SimulationResult): { readonly source: string; readonly window: string } {
  const end = result.start + result.step * result.steps;
  return {
    source: result.source,
    window: `${formatTime(result.start, 'utc', 'day')} to ${formatTime(end, 'utc', 'day')} UTC, ${formatCount(result.paths, 'path')}`,
  };
}

const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  volatility: 'the volatility index',
  slope: 'the slope of the term structure',
  skew: 'the skew',
  exhaustion: 'exhaustion',
  ivOverRealized: 'implied over realised volatility',
  drawdown: 'the drawdown',
};

/** What a run does not show, one sentence each: said beside the figures, never only in a manual. */
export function limitsOf(result: SimulationResult): readonly string[] {
  const { paths, unknown, layers, capital } = result;
  const blind = unknown.map((name) => SIGNAL_WORDS[name] ?? name);
  const refused = layers.reduce((sum, one) => sum + one.refused, 0);
  return [
    paths === 1
      ? 'One path is one story: it has no CVaR, no quantiles and no odds.'
      : `The worst 5 % are ${formatCount(Math.max(1, Math.round(paths * 0.05)), 'path')} of the ${formatNumber(paths)}: the tail is as good as the model that made it.`,
    ...(blind.length > 0 ? [`No path knows ${blind.join(', ')}: what asks for it goes on as without it.`] : []),
    ...(refused >= 0.5
      ? [
          `${paths === 1 ? formatCount(Math.round(refused), 'opening') : `${formatNumber(refused, { decimals: 1 })} openings a path`} could not be: no expiry, no strike, or over a cap.`,
        ]
      : []),
    ...(capital ? [] : ['The plan has no capital rule: margin calls and forced sales are not in these figures.']),
    ...(result.unhedged.worstDrawdown < -1 || result.hedged.worstDrawdown < -1
      ? ['Some paths end below nothing: what is owed beyond the book is counted, nobody is shown to pay it.']
      : []),
    'Betas carry no noise of their own: what a position does apart from the asset is not in the paths.',
    'Prices of options follow the surface rule of the plan; queues, halts and defaults of a venue are not simulated.',
  ];
}

/** A cost a year: `2.19 %`, and `gain 2.19 %` where the layers earned, since a cost below 0 reads as a loss. */
export function costWords(share: number): string {
  const text = formatPercent(Math.abs(share), { decimals: 2 });
  return share < 0 && /[1-9]/.test(text) ? `gain ${text}` : text;
}
