import type { Answer, AnswerId } from '#core/value/types';
import type { Ms } from '#core/time/ms';
import type { Entity } from '#shared/value';
import { plainJson, type CitedFigure } from '../shared/value/card';
import { whenWords } from '../shared/value/instant';
import { basisOf, type ValueModel } from './model';
import { ANSWER_WORDS, answerText, readWords } from './words';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** What an answer reads, in words: at most so many, the rest are in the card. */
const MOST_READS = 6;

/** An answer of the valuation in words that can stand alone, with everything it rests on. */
export function answerFigure(entity: Entity, model: ValueModel, answer: Answer, asOf: Ms): CitedFigure {
  const { title } = ANSWER_WORDS[answer.id];
  const { inputs, args } = model;
  const reads = answer.reads.slice(0, MOST_READS).map((one) => readWords(one, inputs, args.assumptions, args.capm.beta));
  const more = answer.reads.length > MOST_READS ? ` and ${answer.reads.length - MOST_READS} more` : '';
  const diluted = Number.isFinite(answer.diluted) ? `, ${answerText(answer.unit, answer.diluted)} fully diluted` : '';
  return {
    title: `${title} of ${entity.name}`,
    words: plain(`${title} of ${entity.name} is ${answerText(answer.unit, answer.value)}${diluted}, ${whenWords(entity, asOf)}, on ${reads.join(', ')}${more}.${answer.estimated ? ' It rests on an estimate.' : ''}`),
    asOf,
    basis: {
      entity: entity.name,
      ...(plainJson(basisOf(model, answer)) as CitedFigure['basis']),
      answer: plainJson(answer),
    },
  };
} // prettier-ignore

/** Any other figure of the pane. */
export const otherFigure = (
  title: string,
  words: string,
  asOf: Ms,
  parts: { readonly inputs: unknown; readonly assumptions: unknown; readonly answer: unknown },
): CitedFigure => ({
  ...{ title, asOf, words: plain(words) },
  basis: {
    inputs: plainJson(parts.inputs),
    assumptions: plainJson(parts.assumptions),
    answer: plainJson(parts.answer),
  },
});

/** Answers whose worth is that of one token or share, to be held against its price. */
export const IS_PER_UNIT: ReadonlySet<AnswerId> = new Set(['gordon', 'twoStage', 'hModel']);
