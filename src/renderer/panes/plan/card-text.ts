import { VERDICTS, type Verdict } from '#core/evidence/types';
import type { EvidenceCard } from '#core/plan/types';
import { VERDICT_WORDS } from '#shared/evidence-words';
import { FIGURE_CARD } from '../shared/value/card';

const KIND = 'ballast evidence card';
const MOST_TITLE = 200;
const MOST_WORDS = 20_000;

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** By the word that a card prints, or by the name it has in a plan. */
const verdictOf = (word: string): Verdict | null =>
  VERDICTS.find((one) => one === word || VERDICT_WORDS[one] === word) ?? null;

/** A figure with its words, as the Value and Pools panes copy it. */
const figureCard = (card: Fields, fingerprint: string): EvidenceCard => ({
  fingerprint,
  title: (textOf(card['title']) || 'Figure').slice(0, MOST_TITLE),
  verdict: null,
  words: textOf(card['words']).slice(0, MOST_WORDS),
});

/** The card of a text that the Verdict, Value or Pools pane copied. @returns what is wrong with it, as a sentence */
export function readCard(text: string): EvidenceCard | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return 'This is no JSON. Copy an evidence card in the Verdict, Value or Pools pane, then paste it here.';
  }
  const card = fieldsOf(parsed);
  if (card['kind'] !== KIND) return 'This is JSON, but not an evidence card of Ballast.';
  const fingerprint = textOf(card['fingerprint']);
  if (!/^[0-9a-f]{64}$/.test(fingerprint))
    return 'The card has no fingerprint, so that nobody could find what it is of.';
  if (card['subject'] === FIGURE_CARD) return figureCard(card, fingerprint);
  const rule = fieldsOf(card['rule']);
  const headline = fieldsOf(card['headline']);
  const instruments = Array.isArray(card['instruments']) ? card['instruments'].filter((one) => typeof one === 'string') : []; // prettier-ignore
  const title = textOf(rule['name']) || textOf(rule['words']) || instruments.join(', ') || 'Study';
  const horizon = textOf(headline['horizon']);
  const sentence = textOf(headline['sentence']);
  return {
    fingerprint,
    title: title.slice(0, MOST_TITLE),
    verdict: verdictOf(textOf(headline['verdict'])),
    words: [horizon && `At ${horizon}.`, sentence].filter((part) => part !== '').join(' ').slice(0, MOST_WORDS), // prettier-ignore
  };
}
