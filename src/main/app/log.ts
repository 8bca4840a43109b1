import type { MainLogger } from 'electron-log';
import { join } from 'node:path';

export interface Log {
  readonly file: string;
  info(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** One file beside the database; nothing is sent anywhere. The library is loaded by the first message. */
export function openLog(folder: string): Log {
  const file = join(folder, 'logs', 'ballast.log');
  let loading: Promise<MainLogger> | undefined;
  const load = async (): Promise<MainLogger> => {
    const { default: log } = await import('electron-log/main');
    log.transports.file.resolvePathFn = () => file;
    log.transports.file.maxSize = 5_000_000;
    log.transports.console.level = process.env['BALLAST_LOG'] ? 'silly' : false;
    return log;
  };
  const write = (use: (log: MainLogger) => void): void => void (loading ??= load()).then(use);
  return {
    file,
    info: (message) => write((log) => log.info(message)),
    error: (message, cause) => write((log) => (cause === undefined ? log.error(message) : log.error(message, cause))),
  };
}
