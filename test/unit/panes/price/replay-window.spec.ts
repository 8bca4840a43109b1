import { expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { resample } from '#core/series/resample';
import type { Bars } from '#core/series/schema';
import { lowerBound } from '#core/series/search';
import { MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { BarsReply, FormingBar } from '#shared/market';
import { BarWindow, type Window } from '../../../../src/renderer/panes/price/bar-window';
import { growth } from '../../../../src/renderer/panes/price/drawing';

const FIRST = Date.UTC(2025, 0, 1);
const HOURS = 3_000;

function minutes(): Bars {
  const rng = new Rng(5);
  const t = Float64Array.from({ length: HOURS * 60 }, (_, i) => FIRST + i * MS_PER_MINUTE);
  const c = t.map(() => 100 + rng.normal());
  return { t, o: c, h: c.map((x) => x + 1), l: c.map((x) => x - 1), c, v: t.map(() => 1) };
}
const all = minutes();
const hours = resample(all, MS_PER_HOUR);
/** Rows in [from, to). */
const pick = (bars: Bars, from: Ms, to = Infinity): Bars => {
  const [a, b] = [lowerBound(bars.t, from), lowerBound(bars.t, to)];
  return Object.fromEntries(Object.entries(bars).map(([name, x]) => [name, x.slice(a, b)])) as unknown as Bars;
};

/** As the service answers. */
function reply(from: Ms, to: Ms, since: Ms | undefined, asOf: Ms): BarsReply {
  const bars = pick(hours, Math.max(from, since ?? from), Math.min(to, asOf - MS_PER_HOUR + 1));
  const open = Math.floor(asOf / MS_PER_HOUR) * MS_PER_HOUR;
  const parts = pick(all, open, asOf - MS_PER_MINUTE + 1);
  const one = resample(parts, MS_PER_HOUR);
  const isIn = open >= from && open < to && parts.t.length > 0;
  const forming: FormingBar | null = isIn ? { t: open, o: one.o[0]!, h: one.h[0]!, l: one.l[0]!, c: one.c[0]!, v: one.v[0]!, until: parts.t.at(-1)! + MS_PER_MINUTE } : null; // prettier-ignore
  return { instrument: 'X', source: 's', interval: MS_PER_HOUR, bars, forming, from: FIRST, to: Math.min(asOf, FIRST + HOURS * MS_PER_HOUR), synthetic: true, volumeUnit: 'base' }; // prettier-ignore
}

function chart() {
  let clock = NaN;
  let rows = 0;
  const bars = new BarWindow(
    {
      read: async (_level, from, to, since) => {
        const answer = reply(from, to, since, clock);
        rows += answer.bars.t.length;
        return Promise.resolve(answer);
      },
      onChange: () => undefined,
    },
    MS_PER_HOUR,
  );
  bars.setStored([MS_PER_HOUR]);
  return {
    rows: () => rows,
    async at(t: Ms): Promise<Window> {
      clock = t;
      bars.setClock(t);
      bars.setView({ visible: { from: t - 150 * MS_PER_HOUR, to: t + 20 * MS_PER_HOUR }, widthPx: 900, direction: 0 });
      for (let i = 0; i < 6; i++) {
        bars.update();
        await new Promise((resolve) => setTimeout(resolve));
      }
      return bars.current!;
    },
  };
}

const shownOf = ({ bars, forming, axis }: Window, from: Ms) => ({
  bars: pick(bars, from),
  forming,
  slots: axis.t.filter((t) => t >= from),
});

it('shows the same whether an instant was sought or played to, across pages, and asks for what is new only', async () => {
  const [played, sought] = [chart(), chart()];
  const start = FIRST + 1_000 * MS_PER_HOUR;
  let before = await played.at(start);
  const first = played.rows();
  let grown = 0;
  for (let k = 1; k <= 160; k++) {
    const next = await played.at(start + k * 20 * MS_PER_MINUTE);
    if (growth(before, next) !== undefined) grown++;
    before = next;
  }
  expect(played.rows() - first).toBeLessThan(160 * 4);
  expect(grown).toBeGreaterThan(150);
  const end = start + 160 * 20 * MS_PER_MINUTE;
  const there = await sought.at(end);
  expect(there.forming).not.toBeNull();
  expect(shownOf(before, end - 200 * MS_PER_HOUR)).toEqual(shownOf(there, end - 200 * MS_PER_HOUR));
  const back = await played.at(start);
  expect(back.bars.t.at(-1)).toBe(start - MS_PER_HOUR);
});

it('tells what the next window will reach over before its bars have come, up to the clock and no further', () => {
  const bars = new BarWindow({ read: () => new Promise(() => undefined), onChange: () => undefined }, MS_PER_HOUR);
  const clock = FIRST + 500 * MS_PER_HOUR;
  bars.setStored([MS_PER_HOUR]);
  bars.source.meta = reply(FIRST, clock, undefined, clock)!;
  bars.setClock(clock);
  bars.setClock(clock + MS_PER_HOUR);
  bars.setView({
    visible: { from: clock - 150 * MS_PER_HOUR, to: clock + 20 * MS_PER_HOUR },
    widthPx: 900,
    direction: 0,
  });
  expect(bars.update()).toBeUndefined();
  expect(bars.coming()).toMatchObject({ level: MS_PER_HOUR, range: { to: clock + MS_PER_HOUR } });
  bars.clear();
  expect(bars.coming()).toBeUndefined();
});
