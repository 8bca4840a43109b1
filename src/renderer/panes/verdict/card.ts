import type { Confirmation, HorizonResult, StudyResult } from '#core/evidence/types';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import { formatBp, formatCount, formatDuration, formatNumber, formatPercent, formatTime } from '../../lib/format';
import { across, label, type Shape } from '../../ui/plot/shapes';
import { BECAUSE_WORDS, decidingEffect, describeRule, horizonWords, VERDICT_WORDS } from '../shared/evidence/words';
import { cardInputs, cardStart } from '../shared/evidence/card';
import { contributions } from './contributions';
import { forestAxis, forestGround, forestRow, forestTicks } from './forest';
import { phraseText, sentence } from '../shared/evidence/sentence';

export interface CardSource {
  readonly result: StudyResult;
  /** Horizon of the headline. */
  readonly row: HorizonResult;
  /** '' for a rule that was not saved. */
  readonly ruleName: string;
  readonly computedAt: Ms | null;
  readonly event: CascadeRow | undefined;
  readonly confirmations: readonly Confirmation[] | undefined;
}

const iso = (t: Ms | null): string | null => (t === null || !Number.isFinite(t) ? null : new Date(t).toISOString());

/** Everything that a reader needs to judge and to repeat the answer. What is not known is null. */
export function cardJson({ result, row, ruleName, computedAt, event, confirmations }: CardSource): object {
  const { spec, model } = result;
  const sum =
    model && confirmations
      ? contributions(model, new Map(confirmations.map(({ id, state }) => [id, state])), spec.level)
      : undefined;
  return {
    ...cardStart({
      ...{ spec, result, computedAt, row, iso, instruments: spec.instruments, horizons: result.horizons },
      rule: { name: ruleName || null, words: describeRule(spec.rule), ...spec.rule },
      sentence: phraseText(sentence(result, row)),
    }),
    model: model && {
      horizonMs: model.horizonMs,
      n: model.n,
      brier: model.brier,
      brierBase: model.brierBase,
      auc: model.auc,
      beatsBase: model.beatsBase,
    },
    event: event && {
      id: event.id,
      instrument: event.instrument,
      start: iso(event.start),
      decision: iso(event.decision),
      coverage: event.coverage,
      confirmations,
      probabilityThatItHolds: sum?.probability,
    },
    lookahead: {
      clean: result.lookahead.clean,
      checked: result.lookahead.checked,
      plantedCaught: result.lookahead.plantedCaught,
    },
    inputs: cardInputs(result.inputs, iso),
    caveats: result.caveats,
  };
}

/** Width of a text in px. */
export type Measure = (text: string, size: number, words: boolean) => number;

/** Lines that fit a width; a word is never cut. */
export function wrap(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

const WIDTH = 760;
const PAD = 20;
const ROW = 28;
/** Left edge (words) or right edge (figures) of each column. */
const AT = {
  horizon: PAD,
  verdict: 76,
  plot: 190,
  plotEnd: 410,
  effect: 560,
  base: 628,
  n: 676,
  clusters: WIDTH - PAD,
};

/** The card as a picture: the same words and figures as on the screen, with what stands behind them. */
export function cardPicture(
  source: CardSource,
  measure: Measure,
): { readonly width: number; readonly height: number; readonly shapes: readonly Shape[] } {
  const { result, row, ruleName } = source;
  const { spec } = result;
  const shapes: Shape[] = [];
  let y = PAD;
  const words = (text: string, ink: 'text1' | 'text2' | 'text3', size: number, strong = false, step = 20): void => {
    for (const line of wrap(text, WIDTH - 2 * PAD, (one) => measure(one, size, true))) {
      shapes.push(label(PAD, y + step / 2, line, { ink, size, strong, words: true }));
      y += step;
    }
  };
  const ruleText = describeRule(spec.rule);
  words(ruleName && ruleName !== ruleText ? `${ruleName}: ${ruleText}` : ruleText, 'text2', 12);
  words(`${spec.instruments.slice(0, 6).join(', ')}${spec.instruments.length > 6 ? ` and ${spec.instruments.length - 6} more` : ''}; ${formatCount(result.events, 'event')} on ${formatCount(result.clusters, 'day')}; ${spec.asOf === null ? 'all that is stored' : `as of ${formatTime(spec.asOf)} UTC`}`, 'text3', 12); // prettier-ignore
  y += 8;
  words(`At ${horizonWords(row.h)}: ${VERDICT_WORDS[row.verdict].word}`, 'text1', 22, true, 32);
  words(phraseText(sentence(result, row)), 'text2', 13);
  y += 12;
  y = table(shapes, result, row, y);
  if (result.model && !result.model.beatsBase) words('The model of confirmations is not shown to beat the base rate out of sample. Do not size by it.', 'text2', 12); // prettier-ignore
  for (const caveat of result.caveats) words(caveat, 'text3', 11, false, 16);
  y += 6;
  for (const one of result.inputs.slice(0, 8))
    words(`${one.instrument} ${one.kind}, ${one.intervalMs > 0 ? formatDuration(one.intervalMs) : 'prints'}, ${one.source}, ${formatTime(one.from, 'utc', 'day')} to ${formatTime(one.to, 'utc', 'day')}, ${one.coverage.map(({ coverage }) => coverage).join(' then ') || 'coverage not stated'}${one.synthetic ? ', synthetic' : ''}`, 'text3', 11, false, 16); // prettier-ignore
  if (result.inputs.length > 8) words(`and ${result.inputs.length - 8} more series`, 'text3', 11, false, 16);
  y += 6;
  words(`Ballast evidence card, fingerprint ${result.fingerprint}. Research tool, not advice.`, 'text3', 11, false, 16);
  return { width: WIDTH, height: y + PAD, shapes };
}

function table(shapes: Shape[], result: StudyResult, headline: HorizonResult, top: number): number {
  const { horizons, spec } = result;
  let y = top;
  const head = (x: number, text: string, align: 'start' | 'middle' | 'end'): void =>
    void shapes.push(label(x, y + 12, text, { align, words: true }));
  const plotWidth = AT.plotEnd - AT.plot;
  const axis = forestAxis(horizons, plotWidth);
  head(AT.horizon, 'Horizon', 'start');
  head(AT.verdict, 'Verdict', 'start');
  head(AT.plot + plotWidth / 2, 'Event less control, bp', 'middle');
  head(AT.effect, `Effect, ${formatNumber(spec.level * 100)} %`, 'end');
  head(AT.base, 'Base rate', 'end');
  head(AT.n, 'n', 'end');
  head(AT.clusters, 'Clusters', 'end');
  y += 24;
  for (const row of horizons) {
    const middle = y + ROW / 2;
    const effect = decidingEffect(row);
    const few = row.because === 'tooFewClusters' || row.because === 'noBars';
    if (row === headline) shapes.push({ kind: 'rect', x: 0, y, w: WIDTH, h: ROW, fill: 'surfaceSelected' });
    shapes.push(
      across(0, WIDTH, y - 1, 'border1'),
      label(AT.horizon, middle, formatDuration(row.h), { ink: 'text1', size: 12 }),
      label(AT.verdict, middle, VERDICT_WORDS[row.verdict].word, { ink: verdictInk(row), size: 12, words: true }),
      { kind: 'group', x: AT.plot, y, shapes: [...forestGround(axis, spec, ROW), forestRow(axis, row, ROW)] },
      label(AT.effect, middle, few ? BECAUSE_WORDS[row.because] : `${formatNumber(effect.value, { sign: true })}  ${formatNumber(effect.lo)}, ${formatNumber(effect.hi)}`, { align: 'end', ink: few ? 'text3' : 'text1', size: 12, words: few }),
      label(AT.base, middle, formatPercent(1 - row.undercut.base, { decimals: 0, missing: 'not known' }), { align: 'end', ink: 'text1', size: 12 }),
      label(AT.n, middle, formatNumber(row.n), { align: 'end', ink: 'text1', size: 12 }),
      label(AT.clusters, middle, formatNumber(row.clusters), { align: 'end', ink: row.clusters < spec.minClusters ? 'warning' : 'text1', size: 12 }),
    ); // prettier-ignore
    y += ROW;
  }
  shapes.push(
    { kind: 'group', x: AT.plot, y, shapes: forestTicks(axis) },
    label(WIDTH - PAD, y + 9, `dot: placebo, diamond: matched declines, band: ${formatBp(spec.equivalenceBp)}`, { align: 'end', words: true }),
  ); // prettier-ignore
  return y + 30;
}

const verdictInk = ({ verdict }: HorizonResult) =>
  verdict === 'bounce' ? 'long' : verdict === 'continuation' ? 'short' : 'text2';
