import type { Settings } from '#shared/settings';
import { createFakeBridge } from '../fake-bridge';

const query = new URLSearchParams(location.search);
const bridge = createFakeBridge({
  empty: query.has('empty'),
  settings: Object.fromEntries(
    [...query].filter(([key]) => ['theme', 'sides', 'zone', 'density'].includes(key)),
  ) as Partial<Settings>,
});
Object.assign(window, { ballast: bridge });
