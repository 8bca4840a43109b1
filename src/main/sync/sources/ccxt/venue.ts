import type { SourceId } from '#shared/sync';
import { NetError } from '../../net/types';
import type { SourceContext } from '../../source';
import { translateError } from './errors';
import { calls, loadExchange, type Call, type Exchange, type ExchangeId } from './exchange';

type Param = string | number | boolean | undefined;
/** A venue that reads by POST may want an object within the object. */
export type Params = Readonly<Record<string, Param | Readonly<Record<string, Param>>>>;

/** What is left of an exchange: it answers questions. */
export interface Venue {
  /**
   * One request by ccxt's own name of the endpoint (`fapiPublicGetKlines`), answered with what the venue sent.
   * @param weight share of the venue's limit that it costs; 1 unless told
   * @throws NetError for what a later try may mend; SourceError for what it will not
   */
  read(endpoint: string, params: Params, context: SourceContext, weight?: number): Promise<unknown>;
  /**
   * The same for many rows of numbers, which may come as a `NumberTable`: `tableOrRowsAt` and `readColumns` take either.
   * @param places of the figures that are read
   */
  readRows(places: readonly number[], ...question: Parameters<Venue['read']>): Promise<unknown>;
}

/** Sections of endpoints that need no account, by the names that ccxt gives them. */
const PUBLIC = /^(?:public|v\dPublic|[fd]apiPublic|[fd]apiData|charts|history)(?:[A-Z][a-z]+)*?(?:Get|Post)[A-Z]/;

/**
 * @param api further endpoints, in ccxt's way of describing them
 * @param urls other addresses than ccxt's, in its way too
 */
export function createVenue(source: SourceId, id: ExchangeId, api?: object, urls?: object): Venue {
  let loading: Promise<Exchange> | undefined;
  const read = async (asTable: readonly number[] | undefined, [endpoint, params, context, weight = 1]: Parameters<Venue['read']>): Promise<unknown> => {
    loading ??= loadExchange(source, id, api, urls);
    const exchange = await loading;
    const ask = PUBLIC.test(endpoint) ? exchange[endpoint] : undefined;
    if (typeof ask !== 'function') throw new NetError('forbidden', `${endpoint} of ${source} is not a read.`);
    const call: Call = { context, weight, asTable };
    try {
      return await calls.run(call, () => (ask as (params: object) => Promise<unknown>)(defined(params)));
    } catch (error) {
      throw translateError(error, source, call.status);
    }
  }; // prettier-ignore
  return {
    read: (...question) => read(undefined, question),
    readRows: (places, ...question) => read(places, question),
  };
}

const defined = (params: Params): object =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
