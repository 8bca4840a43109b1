import log from 'electron-log/main';
import { join } from 'node:path';

export interface Log {
  readonly file: string;
  info(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** One file beside the database; nothing is sent anywhere. */
export function openLog(folder: string): Log {
  const file = join(folder, 'logs', 'ballast.log');
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.maxSize = 5_000_000;
  log.transports.console.level = process.env['BALLAST_LOG'] ? 'silly' : false;
  return {
    file,
    info: (message) => log.info(message),
    error: (message, cause) => (cause === undefined ? log.error(message) : log.error(message, cause)),
  };
}
