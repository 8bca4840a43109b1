import type { SourceId } from '#shared/sync';
import { NetError, type HttpRequest } from '../../net/types';
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
   * @param parse of `rowsOf`, for answers that are long lists of figures
   * @throws NetError for what a later try may mend; SourceError for what it will not
   */
  read(endpoint: string, params: Params, context: SourceContext, weight?: number, parse?: HttpRequest['parse']): Promise<unknown>; // prettier-ignore
}

/** Sections of endpoints that need no account, by the names that ccxt gives them. */
const PUBLIC = /^(?:public|v\dPublic|[fd]apiPublic|[fd]apiData|charts|history)(?:[A-Z][a-z]+)*?(?:Get|Post)[A-Z]/;

/**
 * @param api further endpoints, in ccxt's way of describing them
 * @param urls other addresses than ccxt's, in its way too
 */
export function createVenue(source: SourceId, id: ExchangeId, api?: object, urls?: object): Venue {
  let loading: Promise<Exchange> | undefined;
  return {
    async read(endpoint, params, context, weight = 1, parse) {
      loading ??= loadExchange(source, id, api, urls);
      const exchange = await loading;
      const ask = PUBLIC.test(endpoint) ? exchange[endpoint] : undefined;
      if (typeof ask !== 'function') throw new NetError('forbidden', `${endpoint} of ${source} is not a read.`);
      const call: Call = { context, weight, ...(parse ? { parse } : {}) };
      try {
        return await calls.run(call, () => (ask as (params: object) => Promise<unknown>)(defined(params)));
      } catch (error) {
        throw translateError(error, source, call.status);
      }
    },
  };
}

const defined = (params: Params): object =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
