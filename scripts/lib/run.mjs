// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * @typedef {object} Ended
 * @property {number} code exit code; 128 + signal number when killed by one; 127 when the command does not exist
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeout] milliseconds, then the command is killed
 */

/**
 * Runs a command quietly and returns all it said. Never rejects: a command that fails is an answer too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 */
export function capture(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], shell: needsShell(command) });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', (cause) => done({ code: 127, stdout, stderr: `${stderr}${cause.message}` }));
    child.on('close', (code, signal) => done({ code: exitCode(code, signal), stdout, stderr }));
  });
}

/**
 * Runs a command in the foreground: its output is ours, and so are the signals that stop us.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} exit code
 */
export function foreground(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit', shell: needsShell(command) });
    const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      for (const each of signals) process.off(each, pass);
      done(exitCode(code, signal));
    });
  });
}

/** Windows cannot spawn `.cmd` files without a shell. @param {string} command */
const needsShell = (command) => command.endsWith('.cmd');

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
const exitCode = (code, signal) => code ?? 128 + (signal ? constants.signals[signal] : 0);

/** The last lines of a command's output: where the reason usually stands. @param {Ended} ended */
export function tail({ stdout, stderr }, lines = 25) {
  return `${stdout}\n${stderr}`.trim().split('\n').slice(-lines).join('\n');
}
