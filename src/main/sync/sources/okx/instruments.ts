import type { Ms } from '#core/time/ms';
import type { SourceInstrument } from '#shared/sync';
import type { SourceContext } from '../../source';
import { instantAt, numberAt, objectAt, rowsAt, textAt } from '../payload';
import { lookUpOnce, someOf } from '../venue-source';
import { familyOf, venue } from './api';
import { openInterest } from './open-interest';

/** What was listed by then moved to the present interface on this day: when it was listed is not told. */
const MOVED: Ms = Date.UTC(2021, 1, 1);

const TYPES = { SWAP: 'perpetual', FUTURES: 'future' } as const;
const OI = openInterest.map(({ id }) => id);

/** Perpetual and dated contracts that are traded now. */
export async function readInstruments(context: SourceContext): Promise<readonly SourceInstrument[]> {
  const lists = await Promise.all(
    Object.keys(TYPES).map((instType) => venue.read('publicGetPublicInstruments', { instType }, context)),
  );
  return lists.flatMap((reply) => rowsAt(reply, 'data').flatMap(toInstrument));
}

/** The same, looked up once. */
export const instruments = lookUpOnce(async (context) => new Map(someOf(await readInstruments(context), 'OKX').map((one) => [one.id, one]))); // prettier-ignore

function toInstrument(value: unknown): readonly SourceInstrument[] {
  const row = objectAt(value, 'an instrument');
  const type = TYPES[textAt(row, 'instType') as keyof typeof TYPES];
  if (row['state'] !== 'live') return [];
  const id = textAt(row, 'instId');
  const listed = instantAt(row, 'listTime');
  const [base = '', quote = ''] = familyOf(id).split('-');
  return [
    {
      id,
      label: `${base}/${quote} ${type}`,
      base,
      quote,
      type,
      offers: type === 'perpetual' ? ['bars', 'funding', ...OI, 'liquidations'] : ['bars', ...OI],
      contractSize: numberAt(row, 'ctVal') * numberAt(row, 'ctMult'),
      margin: textAt(row, 'ctType') === 'inverse' ? 'inverse' : 'linear',
      listed: listed !== null && listed > MOVED ? listed : null,
    },
  ];
}
