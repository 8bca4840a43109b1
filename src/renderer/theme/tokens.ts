/** Tokens a canvas needs, by the name it reads them with. A canvas cannot read CSS variables. */
export const TOKENS = {
  surface0: '--surface-0',
  surface1: '--surface-1',
  surface2: '--surface-2',
  surface3: '--surface-3',
  surface4: '--surface-4',
  surfaceSelected: '--surface-selected',
  surfaceAfter: '--surface-after',
  border1: '--border-1',
  border2: '--border-2',
  borderStrong: '--border-strong',
  grid: '--grid',
  crosshair: '--crosshair',
  text1: '--text-1',
  text2: '--text-2',
  text3: '--text-3',
  accent: '--accent',
  series1: '--series-1',
  series2: '--series-2',
  series3: '--series-3',
  series4: '--series-4',
  candleUp: '--candle-up',
  candleDown: '--candle-down',
  long: '--long',
  longFill: '--long-fill',
  short: '--short',
  shortFill: '--short-fill',
  estimate: '--estimate',
  estimateFill: '--estimate-fill',
  warning: '--warning',
  danger: '--danger',
  neg4: '--neg-4',
  neg3: '--neg-3',
  neg2: '--neg-2',
  neg1: '--neg-1',
  rampZero: '--ramp-zero',
  pos1: '--pos-1',
  pos2: '--pos-2',
  pos3: '--pos-3',
  pos4: '--pos-4',
  amount0: '--amount-0',
  amount1: '--amount-1',
  amount2: '--amount-2',
  amount3: '--amount-3',
  amount4: '--amount-4',
  fontText: '--font-text',
  fontMono: '--font-mono',
} as const;

export type ChartTheme = Readonly<Record<keyof typeof TOKENS, string>>;

/** `#rrggbbaa` is not read by every colour parser in a chart library; `rgba()` is. */
export function plainColour(value: string): string {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value);
  if (!match) return value;
  const [red, green, blue, alpha] = match.slice(1).map((pair) => Number.parseInt(pair, 16));
  return `rgba(${red}, ${green}, ${blue}, ${((alpha ?? 255) / 255).toFixed(3)})`;
}

function resolve(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => plainColour(style.getPropertyValue(name).trim());
  return Object.fromEntries(Object.entries(TOKENS).map(([key, name]) => [key, read(name)])) as ChartTheme;
}

let current: ChartTheme | undefined;
const listeners = new Set<(theme: ChartTheme) => void>();

/** Tokens as they stand, resolved once per change of theme. */
export function chartTheme(): ChartTheme {
  current ??= resolve();
  return current;
}

/** Calls back after each change of theme or sides. @returns a function that stops it. */
export function onChartTheme(listener: (theme: ChartTheme) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** To be called after the attributes on <html> have changed. */
export function refreshChartTheme(): void {
  current = resolve();
  for (const listener of listeners) listener(current);
}
