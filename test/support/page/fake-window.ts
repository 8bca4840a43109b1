import type { Channel } from '#shared/ipc/contract';
import type { Settings } from '#shared/settings';
import { createFakeBridge } from '../fake-bridge';

const query = new URLSearchParams(location.search);
/** Layouts outlive a reload of the tab. */
const layouts = {
  get: (key: string) => sessionStorage.getItem(key) ?? undefined,
  set: (key: string, text: string) => (sessionStorage.setItem(key, text), new Map<string, string>()),
  delete: (key: string) => (sessionStorage.removeItem(key), true),
};
const bridge = createFakeBridge({
  layouts,
  failing: query.getAll('failing') as Channel[],
  empty: query.has('empty'),
  studied: query.has('studied'),
  settings: Object.fromEntries(
    [...query].filter(([key]) => ['theme', 'sides', 'zone', 'density', 'workspace'].includes(key)),
  ) as Partial<Settings>,
});
Object.assign(window, { ballast: bridge });
