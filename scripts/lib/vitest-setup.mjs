// @ts-check
import { ensureNative, nodeHost } from './native.mjs';

/** Vitest's global set-up: a bare `npx vitest` finds SQLite loadable too. */
export default () => ensureNative([nodeHost]);
