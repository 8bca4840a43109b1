// @ts-check

/** A download that failed is not tried again for this long: an offline machine must not wait at every start. */
export const RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * What is known before anything is fetched or run.
 * @typedef {object} Facts
 * @property {'current' | 'floor'} wanted the product runs on the current Electron, its tests on the lower bound
 * @property {string} version the current one, which package.json names
 * @property {string | undefined} override ELECTRON_OVERRIDE_DIST_PATH
 * @property {boolean} onDisk it lies unpacked in node_modules or zipped in Electron's own cache
 * @property {{ readonly at: number, readonly reason: string } | undefined} failure the last failed download of it
 * @property {string | undefined} floorUnavailable why the registry build cannot be used here, if so
 * @property {number} now epoch ms
 */

/**
 * One place to take Electron from.
 * @typedef {object} Step
 * @property {'override' | 'disk' | 'download' | 'registry'} from
 * @property {string} why shown when this step is the one that works
 * @property {string} [skip] why it is not even tried
 */

/**
 * The places to take Electron from, best first.
 * @param {Facts} facts
 * @returns {Step[]}
 */
export function planRuntime(facts) {
  const override = facts.override
    ? [/** @type {Step} */ ({ from: 'override', why: 'ELECTRON_OVERRIDE_DIST_PATH names it' })]
    : [];
  return facts.wanted === 'floor'
    ? [...override, registry(facts, 'the lower bound, which tests run on'), current(facts)]
    : [...override, current(facts), registry(facts, 'the build from the npm registry')];
}

/** @param {Facts} facts @returns {Step} */
function current({ onDisk, failure, now, version, floorUnavailable }) {
  if (onDisk) return { from: 'disk', why: 'the current version, already on this machine' };
  const waitMs = failure ? failure.at + RETRY_AFTER_MS - now : 0;
  /** @type {Step} */
  const step = { from: 'download', why: 'the current version, just downloaded' };
  // Where nothing else would do there is nothing to gain from waiting.
  if (!failure || waitMs <= 0 || floorUnavailable) return step;
  return {
    ...step,
    skip: `${cannotDownload(version, failure.reason)}, next try in ${Math.ceil(waitMs / 3_600_000)} h`,
  };
}

/** @param {Facts} facts @param {string} why @returns {Step} */
function registry({ floorUnavailable }, why) {
  return floorUnavailable ? { from: 'registry', why, skip: floorUnavailable } : { from: 'registry', why };
}

/**
 * @param {string} version
 * @param {string} reason
 */
export const cannotDownload = (version, reason) => `${version} cannot be downloaded (${reason})`;
