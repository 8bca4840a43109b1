import { describe, expect, it } from 'vitest';
import { chunkSpan } from '#core/series/schema';
import { parseInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { pyramidLevels } from '#main/store/series/pyramid';

const levels = (interval: string) => pyramidLevels(parseInterval(interval)!);

describe('levels kept beside the chunks', () => {
  it('are hours and days for minutes, minutes for seconds', () => {
    expect(levels('1m')).toEqual([MS_PER_HOUR, MS_PER_DAY]);
    expect(levels('15m')).toEqual([MS_PER_HOUR, MS_PER_DAY]);
    expect(levels('1h')).toEqual([MS_PER_DAY]);
    expect(levels('1s')).toEqual([MS_PER_MINUTE]);
    expect(levels('1d')).toEqual([]);
    expect(levels('7m')).toEqual([]);
    expect(pyramidLevels(0)).toEqual([]);
  });

  it('never straddle two chunks', () => {
    for (const interval of ['1s', '10s', '30s', '1m', '3m', '5m', '30m', '2h', '8h'].map((text) =>
      parseInterval(text)!,
    ))
      for (const level of pyramidLevels(interval)) {
        expect(level % interval).toBe(0);
        expect(chunkSpan('bars', interval) % level).toBe(0);
      }
  });
});
