import { MS_PER_SECOND } from '#core/time/ms';
import type { SourceInstrument } from '#shared/sync';
import { SourceError, type SourceContext } from '../../source';
import { numberAt, objectAt, rowsAt, textAt, toNumber } from '../payload';
import { lookUpOnce, someOf } from '../venue-source';
import { MARKET, venue } from './api';

/** Perpetual contracts that are traded now. */
export async function readInstruments(context: SourceContext): Promise<readonly SourceInstrument[]> {
  const reply = await venue.read('publicFuturesGetSettleContracts', MARKET, context);
  return rowsAt(reply).map(toInstrument);
}

const sizes = lookUpOnce(async (context) => new Map(someOf(await readInstruments(context), 'Gate').map(({ id, contractSize }) => [id, contractSize]))); // prettier-ignore

/** Coins that a contract is worth. @throws SourceError `notFound` */
export async function coinsPerContract(instrument: string, context: SourceContext): Promise<number> {
  const size = (await sizes(context)).get(instrument);
  if (!size) throw new SourceError('notFound', `Gate does not trade a contract ${instrument}.`);
  return size;
}

function toInstrument(value: unknown): SourceInstrument {
  const row = objectAt(value, 'a contract');
  const id = textAt(row, 'name');
  const [base = '', quote = ''] = id.split('_');
  const launched = [row['launch_time'], row['create_time']].map(toNumber).find((at) => at > 0);
  return {
    id,
    label: `${base}/${quote} perpetual`,
    base,
    quote,
    type: 'perpetual',
    offers: ['bars', 'funding', 'stats'],
    contractSize: numberAt(row, 'quanto_multiplier'),
    margin: 'linear',
    listed: launched === undefined ? null : launched * MS_PER_SECOND,
  };
}
