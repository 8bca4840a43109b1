// @ts-check
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from './launch.mjs';
import { Unmet } from './say.mjs';

/**
 * On Linux the page's sandbox needs either user namespaces for everybody, which some distributions deny, or a helper
 * that belongs to root. Electron would abort with a long trace; this says what to type. The sandbox is never given up.
 * @param {string} dist
 */
export function assertSandbox(dist) {
  if (process.platform !== 'linux' || isRoot || mayMakeNamespaces()) return;
  const helper = join(dist, 'chrome-sandbox');
  const stats = statSync(helper, { throwIfNoEntry: false });
  if (stats?.uid === 0 && stats.mode & 0o4000) return;
  throw new Unmet(
    `This system does not let programs make their own sandbox. Type this line, then try again:\n` +
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

function mayMakeNamespaces() {
  const setting = (/** @type {string} */ name) => {
    try {
      return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
    } catch {
      return undefined;
    }
  };
  return (
    setting('kernel/unprivileged_userns_clone') !== '0' &&
    setting('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    setting('user/max_user_namespaces') !== '0'
  );
}
