export const PANE_KINDS = [
  'price',
  'cascades',
  'event',
  'verdict',
  'study',
  'macro',
  'value',
  'pools',
  'hedge-builder',
  'payoff',
  'scenario',
  'simulation',
  'volatility',
  'condors',
  'parity',
  'journal',
  'plans',
  'plan',
  'plan-check',
  'plan-orders',
  'plan-signatures',
  'plan-history',
  'transport',
  'replay-book',
  'time-shift',
  'series',
  'import',
  'quarantine',
  'gaps',
  'sources',
  'sync-queue',
  'database',
] as const;
export type PaneKind = (typeof PANE_KINDS)[number];

/** A second pane of a kind carries a number, and one of another workspace its name: `price`, `price~2`, `price~replay`. */
export function kindOf(id: string): PaneKind | undefined {
  const [name] = id.split('~');
  return PANE_KINDS.find((kind) => kind === name);
}

/** First free id of a kind. */
export function freeId(kind: PaneKind, taken: readonly string[]): string {
  if (!taken.includes(kind)) return kind;
  let n = 2;
  while (taken.includes(`${kind}~${n}`)) n++;
  return `${kind}~${n}`;
}
