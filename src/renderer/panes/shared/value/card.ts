import { canonicalJson, type Json } from '#core/plan/canonical';
import type { EvidenceCard } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import { copyText } from '../../../lib/copy';
import { notify } from '../../../state/notices';
import { citeInPlan } from '../plan/cite';

/** Tells a card of one figure from that of a study. */
export const FIGURE_CARD = 'figure';
const VERSION = 1;

/** A figure with all that it rests on. */
export interface CitedFigure {
  readonly title: string;
  /** One or two sentences that can stand alone, with the figure, its unit and its date. */
  readonly words: string;
  readonly asOf: Ms;
  /** Inputs, assumptions and answer. Not a number is null. */
  readonly basis: { readonly [key: string]: Json };
}

/** As JSON has it: what is not known is null. */
export function plainJson(value: unknown): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value !== 'object') return null;
  const known = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(known.map(([key, one]) => [key, plainJson(one)]));
}

/** SHA-256 over the canonical JSON of what a figure rests on, lower-case hexadecimal. */
export async function fingerprintOf({ basis }: Pick<CitedFigure, 'basis'>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(basis)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As a plan keeps it. */
export const evidenceCard = async (figure: CitedFigure): Promise<EvidenceCard> => ({
  fingerprint: await fingerprintOf(figure),
  title: figure.title,
  verdict: null,
  words: figure.words,
});

/** As it is copied: everything that a reader needs to judge it and to compute its fingerprint again. */
export async function cardText(figure: CitedFigure): Promise<string> {
  const { title, words, asOf, basis } = figure;
  const card = {
    kind: 'ballast evidence card',
    version: VERSION,
    subject: FIGURE_CARD,
    note: 'Research tool, not advice.',
    fingerprint: await fingerprintOf(figure),
    asOf: new Date(asOf).toISOString(),
    ...{ title, words, basis },
  };
  return JSON.stringify(card, null, 2);
}

export async function copyFigureCard(figure: CitedFigure): Promise<void> {
  const isCopied = await copyText(await cardText(figure));
  if (isCopied) notify({ tone: 'info', title: 'The evidence card was copied as JSON', detail: figure.title });
  else notify({ tone: 'warning', title: 'The clipboard took nothing' });
}

export const citeFigure = async (figure: CitedFigure): Promise<void> => citeInPlan(await evidenceCard(figure));
