// @ts-check
import { capture } from './run.mjs';

/**
 * Runs npm: the very one that started us if there is one, so that its registry and proxy settings hold.
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function npm(args, options) {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('npm-cli.js')) return capture(process.execPath, [cli, ...args], options);
  return capture(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}
