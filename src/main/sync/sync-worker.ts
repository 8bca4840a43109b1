import { parentPort, workerData } from 'node:worker_threads';
import { serveSync } from './run/serve';
import { SOURCES } from './sources';
import type { SyncWorkerData } from './sync-protocol';

serveSync(parentPort!, workerData as SyncWorkerData, SOURCES);
