import { describe, expect, it } from 'vitest';
import { bench, type Bench } from './support/net';

interface Source {
  /** Its clock minus ours [ms]. */
  skew: number;
  /** How long a request takes on its way and back [ms]. */
  trip: number;
  headers: Record<string, string>;
}

/** A source that writes its date half way through the round trip. */
const before = async (source: Source): Promise<Bench> => {
  const made: Bench = await bench((_, response) => {
    made.clock.now += source.trip / 2;
    response.setHeader('date', new Date(made.clock.now + source.skew).toUTCString());
    for (const [name, value] of Object.entries(source.headers)) response.setHeader(name, value);
    made.clock.now += source.trip / 2;
    response.end('{}');
  });
  return made;
};

describe('a source’s clock', () => {
  it('is not known before an answer came', async () => {
    const { http } = await before({ skew: 0, trip: 0, headers: {} });
    expect([http.skew('binance'), http.skew('okx')]).toEqual([Number.NaN, Number.NaN]);
  });

  it.each([0, 90_300, -3_600_000, 1_234])(
    'is known to half a second and half a round trip after one answer (%i ms)',
    async (skew) => {
      const { get, http, clock } = await before({ skew, trip: 300, headers: {} });
      clock.now += 613;
      await get('/v1/klines');
      expect(Math.abs(http.skew('binance') - skew)).toBeLessThanOrEqual(650);
    },
  );

  it('is known better after several', async () => {
    const skew = 90_300;
    const { get, http, clock } = await before({ skew, trip: 60, headers: {} });
    for (let i = 0; i < 9; i++) {
      await get('/v1/klines');
      clock.now += 1_110;
    }
    expect(Math.abs(http.skew('binance') - skew)).toBeLessThanOrEqual(120);
  });

  it('is not moved by one false date, and follows a clock that was set', async () => {
    const source: Source = { skew: 2_000, trip: 40, headers: {} };
    const { get, http, clock } = await before(source);
    const ask = async (skew: number, times: number): Promise<number> => {
      source.skew = skew;
      for (let i = 0; i < times; i++) {
        await get('/v1/klines');
        clock.now += 1_370;
      }
      return http.skew('binance');
    };
    expect(Math.abs((await ask(2_000, 6)) - 2_000)).toBeLessThan(300);
    expect(Math.abs((await ask(180_000, 1)) - 2_000)).toBeLessThan(300);
    expect(Math.abs((await ask(2_000, 2)) - 2_000)).toBeLessThan(300);
    expect(Math.abs((await ask(-60_000, 9)) + 60_000)).toBeLessThan(300);
  });

  it('is not told by a cache', async () => {
    const { get, http } = await before({ skew: -500_000, trip: 0, headers: { age: '500' } });
    await get('/v1/klines');
    expect(http.skew('binance')).toBeNaN();
  });
});
