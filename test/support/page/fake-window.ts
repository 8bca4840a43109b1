import type { Channel } from '#shared/ipc/contract';
import type { Settings } from '#shared/settings';
import { createFakeBridge } from '../fake-bridge';
import { fakePlanDocuments } from '../fake-plans';
import { hedgePlan, putLayer } from '../hedge-plan';

const query = new URLSearchParams(location.search);
/** Layouts outlive a reload of the tab. */
const layouts = {
  get: (key: string) => sessionStorage.getItem(key) ?? undefined,
  set: (key: string, text: string) => (sessionStorage.setItem(key, text), new Map<string, string>()),
  delete: (key: string) => (sessionStorage.removeItem(key), true),
};
/** A put spread that sells a little less than it buys. */
const FINANCED = putLayer({
  id: 'spread',
  name: 'Put spread of a quarter',
  structure: 'putSpread',
  legs: [
    { kind: 'put', on: 'asset', ratio: 1, strike: { by: 'moneyness', value: 0.9 } },
    { kind: 'put', on: 'asset', ratio: -1, strike: { by: 'moneyness', value: 0.7 } },
  ],
  tenor: { targets: [90], least: 60, most: 120, monthlyOnly: false, calendar: 'crypto' },
  gate: { gate: { kind: 'hysteresis', signal: 'volatility', on: 60, off: 40 }, reads: 'step' },
});
const PLANNED = Math.floor(Date.now() / 86_400_000) * 86_400_000;
const bridge = createFakeBridge({
  layouts,
  failing: query.getAll('failing') as Channel[],
  empty: query.has('empty'),
  studied: query.has('studied'),
  economy: query.has('economy'),
  ...(query.has('plans')
    ? { plans: () => fakePlanDocuments(hedgePlan({ layers: [putLayer(), FINANCED] }), PLANNED) }
    : {}),
  settings: Object.fromEntries(
    [...query].filter(([key]) => ['theme', 'sides', 'zone', 'density', 'workspace'].includes(key)),
  ) as Partial<Settings>,
});
Object.assign(window, { ballast: bridge });
