// @ts-check

/**
 * One line for the person at the terminal. It goes to stderr: stdout belongs to results, which may be piped.
 * @param {string} line
 */
export const say = (line) => void process.stderr.write(`${line}\n`);

/** @param {number} since value of `performance.now()` */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A failure whose message is the whole story, the way out included: printed without a stack. */
export class Unmet extends Error {}

/**
 * Runs a script's body; turns what it throws into a message and exit code 1.
 * @param {() => Promise<number | void>} body resolves with the exit code, 0 when void
 */
export async function attempt(body) {
  try {
    return (await body()) ?? 0;
  } catch (cause) {
    say(cause instanceof Unmet ? cause.message : cause instanceof Error ? String(cause.stack) : String(cause));
    return 1;
  }
}

/**
 * The whole of a script. Ends the process itself: libraries loaded on the way (electron-builder's exit hooks) would
 * otherwise end it later with a code of their own, and a failed run would pass for a good one.
 * @param {() => Promise<number | void>} body resolves with the exit code, 0 when void
 */
export async function main(body) {
  const code = await attempt(body);
  await new Promise((done) => process.stdout.write('', done));
  process.exit(code);
}

/** @param {unknown} cause */
export const messageOf = (cause) => (cause instanceof Error ? cause.message : String(cause));
