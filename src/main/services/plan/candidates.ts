import type { HorizonResult, StudyResult } from '#core/evidence/types';
import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { VERDICT_WORDS } from '#shared/evidence-words';
import type { EvidenceCandidate } from '#shared/plan-desk';
import type { StoredSimulation } from '../../store/types';
import type { Connections } from '../connections';
import { cutText } from '../cut-text';
import type { Studies } from '../studies';

/** Kept answers that a plan can cite, newest first. */
export interface Candidates {
  /** @param asOf only those that were asked as of it or before. */
  studies(asOf: Ms | undefined): EvidenceCandidate[];
  simulations(asOf: Ms | undefined): EvidenceCandidate[];
  /** An answer with this fingerprint is kept. */
  has(fingerprint: string): boolean;
}

const MOST_STUDIES = 50;
const LONGEST_TITLE = 200;

export const createCandidates = (connections: Connections, studies: Pick<Studies, 'kept'>): Candidates => ({
  studies: (asOf) =>
    studies.kept(MOST_STUDIES).flatMap(({ result, computedAt, stale }) => {
      const { spec, fingerprint } = result;
      const row = headline(result);
      const isLater = asOf !== undefined && (spec.asOf === null || spec.asOf > asOf);
      if (isLater || !row) return [];
      const title = cutText(`${spec.name || RULES[spec.rule.kind]}: ${spec.instruments.join(', ')}`, LONGEST_TITLE);
      return [{ ...{ fingerprint, title, verdict: row.verdict, words: wordsOf(result, row) }, computedAt, stale }];
    }),
  simulations: (asOf) =>
    connections.reader().simulations().filter((one) => asOf === undefined || knownBy(one) <= asOf).map(simulated), // prettier-ignore
  has: (fingerprint) => connections.reader().hasAnswer(fingerprint),
});

const RULES: Readonly<Record<StudyResult['spec']['rule']['kind'], string>> = {
  cascade: 'Cascades',
  absoluteMove: 'Absolute moves',
  proxy: 'Cascades by proxy',
  condition: 'Condition',
};

/** The horizon nearest to a day, which is what the window shows at first. */
const headline = ({ horizons }: StudyResult): HorizonResult | undefined =>
  horizons.toSorted((a, b) => Math.abs(Math.log(a.h / MS_PER_DAY)) - Math.abs(Math.log(b.h / MS_PER_DAY)))[0];

function wordsOf({ events, clusters, spec }: StudyResult, row: HorizonResult): string {
  const said = `${formatInterval(row.h)}: ${VERDICT_WORDS[row.verdict]}.`;
  if (row.because === 'noBars') return `${said} No stored bars are fine enough to measure it.`;
  const effect = row.decidedBy === 'matched' ? row.effectMatchedBp : row.effectPlaceboBp;
  const against = row.decidedBy === 'matched' ? 'matched declines' : 'random times';
  const found = Number.isFinite(effect.value) ? `Effect against ${against} ${bp(effect.value)} bp, ${100 * spec.level} % interval ${bp(effect.lo)} to ${bp(effect.hi)} bp; ` : ''; // prettier-ignore
  return `${said} ${found}${events} events on ${clusters} independent days.`;
}
const bp = (value: number): string => (Number.isFinite(value) ? `${value > 0 ? '+' : ''}${value.toFixed(1)}` : 'unknown'); // prettier-ignore

/** A single path may be a recorded one, which tells of the market up to its end. */
const knownBy = ({ start, step, steps, paths }: StoredSimulation): Ms => (paths === 1 ? start + steps * step : start);

function simulated({ fingerprint, computed, plan, start, step, steps, paths, source, costPerYear }: StoredSimulation): EvidenceCandidate {
  const cost = typeof costPerYear === 'number' ? ` The layers cost ${(100 * costPerYear).toFixed(2)} % of the book a year.` : '';
  const day = new Date(start).toISOString().slice(0, 10);
  return {
    ...{ fingerprint, title: cutText(`Simulation: ${plan}`, LONGEST_TITLE), verdict: null, computedAt: computed, stale: null },
    words: `${paths.toLocaleString('en-US')} ${paths === 1 ? 'path' : 'paths'} of ${steps} steps of ${formatInterval(step)} from ${day}. ${source}.${cost}`,
  };
} // prettier-ignore
