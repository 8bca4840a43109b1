import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { resample } from '#core/series/resample';
import type { Bars } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { Services } from '#main/services/index';
import { openWriter } from '#main/store/writer';
import { useServices } from '../sync/support/services';
import { createSource, END, FROM, pagesOf } from './support/market';

const services = useServices();
beforeAll(async () => {
  const writer = openWriter(services.at('walk'));
  for (const page of pagesOf(createSource())) writer.commitPage(page);
  writer.close();
  const opened = await services.open('walk', { threads: 2 });
  await opened.cascades.refresh([]);
  await services.close(opened);
}, 120_000);
const open = (): Promise<Services> => services.open('walk', { threads: 1 });

const instrument = 'SIM-BTC';
const range = (asOf: Ms) => ({ instrument, from: asOf - 5 * MS_PER_DAY, to: asOf + 2 * MS_PER_DAY, asOf });

/** What the panes of a replay ask for at an instant. */
async function picture({ market, cascades, derived, replay }: Services, asOf: Ms): Promise<unknown> {
  const asked = { ...range(asOf), interval: MS_PER_HOUR };
  const rows = await cascades.list(instrument, asOf);
  return structuredClone([
    market.bars({ ...asked, maxBars: 2_000 }),
    await market.liquidations(asked),
    market.points({ ...asked, kind: 'oi' }),
    market.points({ ...asked, kind: 'funding' }),
    rows,
    rows[0] ? await cascades.timeline(rows[0].id, asOf) : null,
    await derived.breakEven(asked),
    await replay.marks(range(asOf)),
    await market.instruments(asOf),
  ]);
}

describe('what is shown at an instant', () => {
  it('is the same whether it was sought or played to', async () => {
    const start = END - 6 * MS_PER_DAY;
    const played = await open();
    let last: unknown;
    for (let k = 0; k <= 40; k++) last = await picture(played, start + k * MS_PER_HOUR);
    const sought = await open();
    await picture(sought, start + 300 * MS_PER_HOUR); // from later, back to it
    expect(await picture(sought, start + 40 * MS_PER_HOUR)).toEqual(last);
    expect(await picture(played, start)).not.toEqual(last);
  }, 60_000);
});

describe('the forming bar', () => {
  const ask = ({ market }: Services, interval: Ms, asOf: Ms) =>
    market.bars({ ...range(asOf), interval, maxBars: 20_000 })!;

  it('is the aggregate of the minutes that had closed', async () => {
    const opened = await open();
    const rng = new Rng(3);
    const found = ask(opened, MS_PER_MINUTE, END);
    expect(found.interval).toBe(MS_PER_MINUTE);
    for (let k = 0; k < 40; k++) {
      const asOf = Math.floor(END - rng.uniform() * 4 * MS_PER_DAY);
      const interval = [5 * MS_PER_MINUTE, MS_PER_HOUR, 4 * MS_PER_HOUR][k % 3]!;
      const reply = ask(opened, interval, asOf);
      const open = Math.floor(asOf / interval) * interval;
      const isIn = (t: Ms): boolean => t >= open && t + MS_PER_MINUTE <= asOf;
      const rows = [...found.bars.t.keys()].filter((i) => isIn(found.bars.t[i]!));
      const parts = Object.fromEntries(Object.entries(found.bars).map(([name, x]) => [name, Float64Array.from(rows, (i) => x[i]!)])) as unknown as Bars; // prettier-ignore
      if (rows.length === 0) {
        expect(reply.forming).toBeNull();
        continue;
      }
      const { t, o, h, l, c, v } = resample(parts, interval);
      expect(reply.forming).toEqual({ t: t[0], o: o[0], h: h[0], l: l[0], c: c[0], v: v[0], until: parts.t.at(-1)! + MS_PER_MINUTE }); // prettier-ignore
      expect(reply.bars.t.at(-1)).toBe(open - interval);
    }
  });

  it('is not there at a close, live, or without anything finer', async () => {
    const opened = await open();
    expect(ask(opened, MS_PER_HOUR, END - 3 * MS_PER_HOUR).forming).toBeNull();
    expect(opened.market.bars({ ...range(END), interval: MS_PER_HOUR, maxBars: 2_000, asOf: undefined })!.forming).toBeNull(); // prettier-ignore
    expect(ask(opened, MS_PER_MINUTE, END - MS_PER_DAY - 1).forming).toBeNull();
    const hourly = { ...range(FROM + 40 * MS_PER_DAY + 90_000), instrument: 'XYZUSDT', interval: MS_PER_HOUR };
    expect(opened.market.bars({ ...hourly, maxBars: 2_000 })!.forming).toBeNull();
  });
});

describe('a jump', () => {
  it.each([
    ['SIM-BTC', 1],
    ['XYZUSDT', 4],
  ] as const)(
    'leads to the instant at which the next event of %s is told, and back over the same',
    async (instrument, least) => {
      const { replay, cascades } = await open();
      const from = FROM + 30 * MS_PER_DAY;
      const there: Ms[] = [];
      let clock = from;
      for (let next; (next = await replay.jump({ instrument, asOf: clock, kind: 'cascade', direction: 1 }));) {
        // prettier-ignore
        clock = next.t;
        there.push(clock);
        const before = await cascades.list(instrument, clock - 1);
        expect((await cascades.list(instrument, clock)).length).toBeGreaterThan(before.length);
      }
      expect(there.length).toBeGreaterThanOrEqual(least);
      const back: Ms[] = [];
      for (let k = there.length - 1; k > 0; k--) {
        clock = (await replay.jump({ instrument, asOf: clock, kind: 'cascade', direction: -1 }))!.t;
        back.unshift(clock);
      }
      expect(back).toEqual(there.slice(0, -1));
    },
  );

  it('finds releases, of its own market only, and whichever comes first', async () => {
    const { replay } = await open();
    const asOf = END - 60 * MS_PER_DAY;
    const to = async (kind: 'cascade' | 'release' | 'event', name = instrument) =>
      (await replay.jump({ instrument: name, asOf, kind, direction: 1 }))!.t;
    expect(await to('event')).toBe(Math.min(await to('cascade'), await to('release')));
    const marks = await replay.marks({ instrument, from: asOf, to: END });
    expect(marks.find(({ kind }) => kind === 'release')!.t).toBe(await to('release'));
    expect(new Set(marks.map(({ label }) => label))).toEqual(new Set(['long', 'CPI', 'PPI', 'FOMC', 'GDP']));
    expect(await to('release', 'XYZUSDT')).not.toBe(await to('release'));
  });
});
