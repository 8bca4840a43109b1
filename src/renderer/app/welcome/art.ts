/** Seeded shapes for the three doors: pictures, not data. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly stroke?: string;
}

export const ART_WIDTH = 359;
export const ART_HEIGHT = 168;

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
const round = (value: number): number => Math.round(value * 10) / 10;

function along(anchors: readonly (readonly [number, number])[], x: number): number {
  const i = Math.max(1, anchors.findIndex(([at]) => at >= x)); // prettier-ignore
  const [x0, y0] = anchors[i - 1]!;
  const [x1, y1] = anchors[i]!;
  return y0 + ((Math.min(x1, Math.max(x0, x)) - x0) / (x1 - x0)) * (y1 - y0);
}

const PATH = [[0, 100], [22, 102], [30, 99], [33, 94], [36, 87], [39, 92], [50, 94], [64, 95.5]] as const; // prettier-ignore
const BARS = 64;
const LOW = 36;
const ZERO = 124;
const atX = (i: number): number => 12 + i * 5.3;
const atY = (price: number): number => round(112 + ((price - 84) / 20) * (14 - 112));

/** One cascade: candles above, closed longs hanging below zero, closed shorts standing on it. */
export function cascadeArt(): readonly Box[] {
  const next = random(23);
  const boxes: Box[] = [
    { x: atX(29), y: 0, width: atX(40) - atX(29), height: ART_HEIGHT, fill: 'var(--surface-2)' },
    { x: 0, y: ZERO, width: ART_WIDTH, height: 1, fill: 'var(--border-2)' },
  ];
  let drift = 0;
  let open = 101;
  for (let i = 0; i < BARS; i++) {
    drift = 0.85 * drift + normal(next) * 0.4;
    const close = along(PATH, i) + drift;
    const isUp = close >= open;
    const high = Math.max(open, close) + Math.abs(normal(next)) * 0.5;
    const low = i === LOW ? 84.6 : Math.min(open, close) - Math.abs(normal(next)) * 0.5;
    const colour = isUp ? 'var(--candle-up)' : 'var(--candle-down)';
    boxes.push({ x: atX(i) - 0.5, y: atY(high), width: 1, height: atY(low) - atY(high), fill: colour });
    const top = atY(Math.max(open, close));
    const body = Math.max(1, round(Math.abs(atY(open) - atY(close))));
    boxes.push({
      x: atX(i) - 1.6,
      y: top,
      width: 3.2,
      height: body,
      fill: isUp ? 'var(--surface-0)' : colour,
      stroke: colour,
    });
    const heat = i > 29 && i < 41;
    const longs = heat ? 36 * Math.exp(-((i - LOW) ** 2) / 14) : 0.6 + next() * 1.8;
    const shorts = i > 35 && i < 42 ? 5 : 0.6 + next() * 1.4;
    boxes.push({ x: atX(i) - 1.8, y: ZERO, width: 3.6, height: round(longs), fill: 'var(--long)' });
    boxes.push({ x: atX(i) - 1.8, y: round(ZERO - shorts), width: 3.6, height: round(shorts), fill: 'var(--short)' });
    open = close;
  }
  return boxes;
}

/** Rows that fall into columns, and one that is set aside. */
export function importArt(): readonly Box[] {
  const next = random(31);
  const columns = [[24, 92], [128, 44], [184, 60], [256, 76]] as const; // prettier-ignore
  return Array.from({ length: 8 }, (_, row) => row).flatMap((row) =>
    columns.map(([x, width]): Box => {
      const isAside = row === 4;
      const fill = isAside ? 'var(--warning)' : row === 0 ? 'var(--amount-3)' : 'var(--amount-1)';
      return { x: x + (isAside ? 14 : 0), y: 20 + row * 17, width: round(width - next() * 16), height: 8, fill };
    }),
  );
}

/** Months that fill up, series by series. */
export function sourceArt(): readonly Box[] {
  const next = random(41);
  const spans = [[6, 38], [2, 38], [14, 38], [0, 26], [20, 38], [10, 38]] as const; // prettier-ignore
  return spans.flatMap(([from, to], row) =>
    Array.from({ length: 38 }, (_, month): Box => {
      const isKnown = month > from && month < to;
      const fill = isKnown ? (next() > 0.93 ? 'var(--amount-1)' : 'var(--amount-2)') : 'var(--surface-2)';
      return { x: round(26 + month * 8.1), y: 22 + row * 22, width: 7, height: 14, fill };
    }),
  );
}
