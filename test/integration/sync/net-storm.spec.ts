import { afterEach, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE } from '#core/time/ms';
import { createHttp } from '#main/sync/net/http';
import type { NetOptions, Policy } from '#main/sync/net/types';
import { binance } from '../../support/venue-server/dialects/binance';
import { FAULT_KINDS } from '../../support/venue-server/faults';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';

const POLICY: Policy = {
  bases: ['https://fapi.binance.com'],
  reads: [/GET \/fapi\/v1\/(?:klines|time|exchangeInfo|fundingRate)/, /GET \/futures\/data\/openInterestHist/],
  limit: { requests: 2_400, per: MS_PER_MINUTE },
  used: { header: 'x-mbx-used-weight-1m', most: 2_400, per: MS_PER_MINUTE },
};
const never = new AbortController().signal;
const T = Date.UTC(2024, 0, 1);
let server: VenueServer;
afterEach(() => server.close());

describe('the net against a venue in a storm', () => {
  it('gets every page whole, however the venue fails on the line', async () => {
    const kinds = FAULT_KINDS.filter((kind) => !/^type|Page$|Rows$/.test(kind)); // what pages say is not the net's to judge
    server = await startVenueServer({ dialects: [binance], seed: 7, faults: { rate: 0.7, kinds }, gzip: true });
    const http = createHttp(
      {
        policies: { binance: POLICY } as unknown as NetOptions['policies'],
        addresses: server.addresses,
        proxy: null,
        sleep: async () => undefined,
      },
      { connect: 1_000, answer: 3_000, body: 700 },
    );
    for (let day = 0; day < 60; day++) {
      const from = T + day * MS_PER_DAY;
      const url = `https://fapi.binance.com/fapi/v1/klines?symbol=BTCUSDT&interval=5m&startTime=${from}&limit=288`;
      const reply = await http.request({ source: 'binance', url, expect: 'json' }, never);
      const rows = reply.json as (string | number)[][];
      const expected = server.market.bars('BTCUSDT', 5 * MS_PER_MINUTE, { from, to: from + MS_PER_DAY });
      expect(rows.map(([t, , , , c]) => [t, Number(c)])).toEqual(expected.map(({ t, c }) => [t, c]));
    }
    await http.close();
    expect([...server.counts.keys()].sort()).toEqual([...kinds].sort());
    expect(server.log).toHaveLength(60 + server.faultCount() - server.counts.get('clockSkew')!);
    expect(new Set(server.log.map(({ method }) => method))).toEqual(new Set(['GET']));
  });
});
