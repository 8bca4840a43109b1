import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Question } from '#main/sync/sources/hyperliquid/api';
import { openSources, type SourceBench } from '../../support/sources';
import { hyperliquid } from '../../support/venue-server/dialects/hyperliquid';

let bench: SourceBench;
beforeAll(async () => {
  bench = await openSources({ dialects: [hyperliquid], seed: 3, now: () => Date.UTC(2026, 5, 15) });
});
afterAll(() => bench.close());

describe('Hyperliquid, which reads by POST', () => {
  it.each(['order', 'clearinghouseState', 'userFills', 'exchange', ''])('is never asked for "%s"', async (type) => {
    const before = bench.server.log.length;
    await expect(ask(type as Question, {}, bench.context)).rejects.toMatchObject({
      name: 'NetError',
      problem: 'forbidden',
    });
    await expect(ask(type as Question, { type: 'meta' }, bench.context)).rejects.toMatchObject({
      problem: 'forbidden',
    });
    expect(bench.server.log).toHaveLength(before);
  });

  it('asks for what it says, whatever else is in the parameters', async () => {
    await ask('meta', { type: 'order' }, bench.context);
    expect(JSON.parse(bench.server.log.at(-1)!.body)).toEqual({ type: 'meta' });
  });
});
