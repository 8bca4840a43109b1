import type { Ms } from '#core/time/ms';
import type { SourceInstrument } from '#shared/sync';
import type { SourceContext } from '../../source';
import { instantAt, numberAt, objectAt, rowsAt, textAt } from '../payload';
import { isCoinMargined, OPENED, venue } from './api';

/** What is said to have been listed by then was traded from the opening of the market on: its bars begin there. */
const FIRST_LISTED: Ms = Date.UTC(2019, 8, 25, 8);

/** Contracts of both futures markets that are traded now. */
export async function readInstruments(context: SourceContext): Promise<readonly SourceInstrument[]> {
  const replies = await Promise.all([
    venue.read('fapiPublicGetExchangeInfo', {}, context),
    venue.read('dapiPublicGetExchangeInfo', {}, context),
  ]);
  return replies.flatMap((reply) => rowsAt(reply, 'symbols').flatMap(toInstrument));
}

function toInstrument(value: unknown): readonly SourceInstrument[] {
  const row = objectAt(value, 'a symbol');
  if (row['status'] !== 'TRADING' && row['contractStatus'] !== 'TRADING') return [];
  const id = textAt(row, 'symbol'), base = textAt(row, 'baseAsset'), quote = textAt(row, 'quoteAsset'); // prettier-ignore
  const type = textAt(row, 'contractType').includes('PERPETUAL') ? 'perpetual' : 'future';
  const coin = isCoinMargined(id);
  const onboard = instantAt(row, 'onboardDate');
  return [
    {
      id,
      label: `${base}/${quote} ${type}`,
      base,
      quote,
      type,
      offers: type === 'perpetual' ? ['bars', 'funding', 'oi'] : coin ? ['bars'] : ['bars', 'oi'],
      contractSize: coin ? numberAt(row, 'contractSize') : null,
      margin: coin ? 'inverse' : 'linear',
      listed: onboard !== null && onboard <= FIRST_LISTED ? OPENED : onboard,
    },
  ];
}
