import { describe, expect, it, vi } from 'vitest';
import type { BarsReply } from '#shared/market';
import { BarWindow, WARM_UP_BARS } from '../../../../src/renderer/panes/price/bar-window';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const END = Date.UTC(2025, 0, 1);
const START = END - 400 * 24 * HOUR;

/** A store that holds one bar per interval between START and END; answers when told to. */
function store() {
  const asked: { level: number; from: number; to: number; answer: () => void }[] = [];
  const read = (level: number, from: number, to: number): Promise<BarsReply | null> =>
    new Promise((resolve) => {
      const first = Math.max(Math.ceil(START / level), Math.ceil(from / level)) * level;
      const last = Math.min(END, to);
      const n = Math.max(0, Math.ceil((last - first) / level));
      const t = Float64Array.from({ length: n }, (_, i) => first + i * level);
      const bars = { t, o: t, h: t, l: t, c: t, v: t };
      const reply = {
        instrument: 'X',
        source: 's',
        interval: level,
        bars,
        forming: null,
        from: START,
        to: END,
        synthetic: false,
        volumeUnit: 'base',
      } as const;
      asked.push({ level, from, to, answer: () => resolve(reply) });
    });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20 && asked.length > 0; i++) {
      asked.splice(0).forEach((one) => one.answer());
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  return { asked, read, settle };
}

const view = (from: number, to: number, direction: -1 | 0 | 1 = 0) => ({
  visible: { from, to },
  widthPx: 1_000,
  direction,
});

async function opened(wish = MINUTE) {
  const { asked, read, settle } = store();
  const onChange = vi.fn();
  const bars = new BarWindow({ read, onChange }, wish);
  bars.setStored([MINUTE]);
  bars.setView(view(END - 300 * MINUTE, END));
  bars.update();
  await settle();
  const first = bars.update();
  await settle();
  return { asked, settle, bars, first: bars.update() ?? first ?? bars.current! };
}

describe('BarWindow', () => {
  it('loads more than the screen shows, and bars before it for indicators', async () => {
    const { first } = await opened();
    expect(first.level).toBe(MINUTE);
    expect(first.loaded.from).toBeLessThan(END - 500 * MINUTE);
    expect(first.warm).toBe(WARM_UP_BARS);
    expect(first.warmBars.t).toHaveLength(first.bars.t.length + WARM_UP_BARS);
    expect(first.bars.t.at(-1)).toBe(END - MINUTE);
  });

  it('leaves the window alone while panning inside it', async () => {
    const { bars } = await opened();
    bars.setView(view(END - 350 * MINUTE, END - 50 * MINUTE, -1));
    expect(bars.update()).toBeUndefined();
  });

  it('swaps at once to pages that were fetched ahead', async () => {
    const { bars, settle } = await opened();
    bars.setView(view(END - 400 * MINUTE, END - 100 * MINUTE, -1));
    bars.update();
    await settle();
    bars.setView(view(END - 700 * MINUTE, END - 400 * MINUTE, -1));
    expect(bars.update()?.loaded.from).toBeLessThan(END - 800 * MINUTE);
  });

  it('asks for coarser bars when zoomed out, and never holds more than 6,000', async () => {
    const { bars, settle } = await opened();
    for (const days of [1, 10, 100, 380]) {
      bars.setView(view(END - days * 24 * HOUR, END));
      bars.update();
      await settle();
      const window = bars.update() ?? bars.current!;
      expect(window.axis.t.length).toBeLessThanOrEqual(6_000);
      expect((days * 24 * HOUR) / window.level).toBeLessThanOrEqual(500);
    }
    expect(bars.level).toBe(24 * HOUR);
  });

  it('throws answers away that belong to what was shown before', async () => {
    const { bars, asked, settle } = await opened();
    bars.setView(view(START, START + 300 * MINUTE));
    bars.update();
    const late = asked.splice(0);
    bars.clear();
    late.forEach((one) => one.answer());
    await new Promise((resolve) => setTimeout(resolve));
    expect(bars.source.meta).toBeUndefined();
    bars.setView(view(END - 300 * MINUTE, END));
    bars.update();
    await settle();
    expect(bars.update()?.bars.t.at(-1)).toBe(END - MINUTE);
  });

  it('does not count what comes after the clock as stored', async () => {
    const { bars } = await opened();
    bars.setClock(END - 10 * HOUR);
    expect(bars.stored()).toEqual({ from: START, to: END - 10 * HOUR });
  });

  it('shows coarser bars where nothing finer is stored', async () => {
    const { read, settle } = store();
    const bars = new BarWindow(
      { read: (level, from, to) => read(Math.max(level, HOUR), from, to), onChange: () => undefined },
      MINUTE,
    );
    bars.setStored([MINUTE, HOUR]);
    bars.setView(view(END - 300 * MINUTE, END));
    for (let i = 0; i < 4; i++) {
      bars.update();
      await settle();
    }
    expect(bars.current?.level).toBe(HOUR);
  });

  it('tells of a read that failed, and tries again when asked to', async () => {
    let fails = true;
    const { read, settle } = store();
    const bars = new BarWindow(
      {
        read: (level, from, to) => (fails ? Promise.reject(new Error('disk')) : read(level, from, to)),
        onChange: () => undefined,
      },
      MINUTE,
    );
    bars.setView(view(END - 300 * MINUTE, END));
    bars.update();
    await new Promise((resolve) => setTimeout(resolve));
    expect(bars.source.error).toBe('disk');
    fails = false;
    bars.invalidate();
    bars.update();
    await settle();
    bars.update();
    await settle();
    expect(bars.update() ?? bars.current).toBeDefined();
  });
});
