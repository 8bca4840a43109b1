import type { SourceInstrument } from '#shared/sync';
import { NetError } from '../../net/types';
import { numberAt, objectAt, rowsAt, textAt } from '../payload';

/** Perpetuals (`P`) and futures (`F`), inverse (`I`) and linear (`F`); indices are left out. */
const CONTRACT = /^([PF])([IF])_([A-Za-z0-9]+?)(USD|EUR|GBP)(?:_\d+)?$/;

export const readInstruments = (reply: unknown): readonly SourceInstrument[] =>
  rowsAt(reply, 'instruments').flatMap((value) => {
    const row = objectAt(value, 'an instrument');
    const symbol = textAt(row, 'symbol');
    const id = /^[a-z]/.test(symbol) ? symbol.toUpperCase() : symbol; // older answers are in small letters
    const match = CONTRACT.exec(id);
    if (!match) return [];
    const type = match[1] === 'P' ? 'perpetual' : 'future';
    const base = match[3]!.replace(/^XBT$/, 'BTC'); // the venue's name of bitcoin
    return [
      {
        id,
        label: type === 'perpetual' ? `${base}/${match[4]!} perpetual` : id,
        base,
        quote: match[4]!,
        type,
        offers: type === 'perpetual' ? ['bars', 'funding', 'liquidations'] : ['bars', 'liquidations'],
        contractSize: match[2] === 'I' ? numberAt(row, 'contractSize') : null,
        margin: match[2] === 'I' ? 'inverse' : 'linear',
        listed: row['openingDate'] === undefined ? null : isoAt(row, 'openingDate'),
      },
    ];
  });

/** A text in ISO 8601. @throws NetError `broken` */
export function isoAt(row: Readonly<Record<string, unknown>>, name: string): number {
  const t = Date.parse(textAt(row, name));
  if (Number.isNaN(t))
    throw new NetError('broken', `An answer has another shape than expected: ${name} is no instant.`);
  return t;
}
