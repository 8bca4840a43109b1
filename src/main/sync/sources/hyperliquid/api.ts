import { NetError } from '../../net/types';
import type { SourceContext } from '../../source';
import { createVenue, type Params } from '../ccxt/venue';

const venue = createVenue('hyperliquid', 'hyperliquid');

/** The only questions that are ever put: all of them about the market, none about an account. */
const QUESTIONS = ['meta', 'candleSnapshot', 'fundingHistory'] as const;
export type Question = (typeof QUESTIONS)[number];

/** @param rows how many the answer holds: the venue counts them in what a request costs */
export async function ask(type: Question, params: Params, context: SourceContext, rows = 0): Promise<unknown> {
  if (!QUESTIONS.includes(type))
    throw new NetError('forbidden', `Hyperliquid is not asked for "${String(type)}". Nothing was sent.`);
  const weight = 20 + Math.ceil(rows / (type === 'candleSnapshot' ? 60 : 20));
  return venue.read('publicPostInfo', { ...params, type }, context, weight);
}
