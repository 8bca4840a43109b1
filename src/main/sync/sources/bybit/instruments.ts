import type { SourceInstrument } from '#shared/sync';
import { contractSize } from '../../facts';
import { NetError } from '../../net/types';
import type { SourceContext } from '../../source';
import { instantAt, objectAt, rowsAt, textAt } from '../payload';
import { venue } from './api';

const MOST = 1_000;
/** Pages of one category: more than it can have. */
const PAGES = 20;

/** Contracts that are traded now. */
export async function readInstruments(context: SourceContext): Promise<readonly SourceInstrument[]> {
  return [...(await readCategory('linear', context)), ...(await readCategory('inverse', context))];
}

async function readCategory(category: 'linear' | 'inverse', context: SourceContext): Promise<SourceInstrument[]> {
  const found: SourceInstrument[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const reply = await venue.read('publicGetV5MarketInstrumentsInfo', { category, limit: MOST, cursor }, context);
    for (const row of rowsAt(reply, 'result', 'list')) found.push(...toInstrument(row, category));
    const next = objectAt(objectAt(reply, 'the answer')['result'], 'the result')['nextPageCursor'];
    if (typeof next !== 'string' || next === '') return found;
    cursor = next;
  }
  throw new NetError('broken', `The list of instruments of bybit has no end.`);
}

function toInstrument(value: unknown, category: 'linear' | 'inverse'): readonly SourceInstrument[] {
  const row = objectAt(value, 'an instrument');
  if (row['status'] !== 'Trading') return [];
  const id = textAt(row, 'symbol'), base = textAt(row, 'baseCoin'), quote = textAt(row, 'quoteCoin'); // prettier-ignore
  const type = textAt(row, 'contractType').endsWith('Perpetual') ? 'perpetual' : 'future';
  return [
    {
      id,
      label: `${base}/${quote} ${type}`,
      base,
      quote,
      type,
      offers: type === 'perpetual' ? ['bars', 'funding', 'oi'] : ['bars', 'oi'],
      contractSize: category === 'inverse' ? (contractSize(id, 'bybit') ?? 1) : null,
      margin: category,
      listed: instantAt(row, 'launchTime'),
    },
  ];
}
