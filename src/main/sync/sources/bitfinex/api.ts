import type { PageRequest, Range } from '../../source';
import { createVenue } from '../ccxt/venue';

export const venue = createVenue('bitfinex', 'bitfinex');

/** A range and how much of it: the venue cuts at the end that comes last in the order asked for. */
export const rangeParams = ({ from, to }: Range, end: PageRequest['end'], limit: number) =>
  ({ start: from, end: to - 1, limit, sort: end === 'oldest' ? 1 : -1 }) as const;
