import { shell } from 'electron';
import { rename, writeFile } from 'node:fs/promises';
import type { AppInfo } from '#shared/ipc/contract';
import { CNDR } from '#core/options/condor';
import { DERIBIT_FEES } from '#core/options/fees';
import type { Services } from '../services';
import { orNull } from '../services/options';
import { choose, chooseTarget, type Parent } from './dialogs';
import type { Handle } from './handle';
import { answerMacro } from './macro';
import { answerPlans } from './plans';
import { answerValue } from './value';

export interface Host extends Parent {
  readonly logFile: string;
  readonly onSettings: (settings: Awaited<ReturnType<Services['settings']['write']>>) => void;
}

/** Answers every channel of the contract: one line each, the work is in the services. */
export function answer(handle: Handle, services: Services, host: Host): void {
  const {
    care,
    cascades,
    derived,
    eventEvidence,
    hedge,
    hedgePlans,
    imports,
    jobs,
    journal,
    keyring,
    market,
    options,
    quarantine,
    replay,
    replaySessions,
    rules,
    scenarios,
    series,
    settings,
    studies,
    sync,
  } = services;
  const { connections } = services;

  handle('app:info', (): AppInfo => ({
    version: __BALLAST_VERSION__,
    runtime: `Electron ${process.versions.electron}, Chromium ${process.versions['chrome']}, Node ${process.versions.node}`,
    platform: `${process.platform} ${process.arch}`,
    database: connections.path,
    logFile: host.logFile,
  }));
  handle('app:openLog', async () => {
    await shell.openPath(host.logFile);
  });

  handle('settings:read', () => settings.read());
  handle('settings:write', async (patch) => {
    const next = await settings.write(withoutUndefined(patch));
    host.onSettings(next);
    return next;
  });
  handle('layout:read', ({ workspace }) => connections.reader().layout(workspace) ?? null);
  handle('layout:save', ({ workspace, json }) => connections.writer().putLayout(workspace, json));
  handle('layout:reset', ({ workspace }) => connections.writer().removeLayout(workspace));

  handle('instruments:list', ({ asOf }) => market.instruments(asOf));
  handle('series:list', ({ asOf }) => series.list(asOf));
  handle('series:coverage', ({ asOf }) => series.coverage(asOf));
  handle('series:gaps', ({ limit, asOf }) => series.gaps(limit, asOf));
  handle('series:delete', async ({ id }) => void (await series.remove(id)));
  handle('bars:read', (query) => market.bars(query));
  handle('liquidations:read', (query) => market.liquidations(query));
  handle('points:read', (query) => market.points(query));
  handle('breadth:read', (query) => derived.breadth(query));
  handle('breakEven:read', (query) => derived.breakEven(query));
  handle('levels:read', (query) => derived.levels(query));
  handle('options:parity', (query) => orNull(() => options.parity(query)));
  handle('options:condors', ({ short, wing, decayDays, ...query }) =>
    orNull(() => options.condors({ ...query, condor: { ...CNDR, short, wing, decayDays, fees: DERIBIT_FEES } })),
  );
  handle('options:volatility', (query) => options.volatility(query));
  handle('options:history', (query) => orNull(() => options.history(query)));
  handle('options:indices', (query) => options.indices(query));

  handle('cascades:list', ({ instrument, asOf }) => cascades.list(instrument, asOf));
  handle('cascades:timeline', ({ id, asOf }) => cascades.timeline(id, asOf));

  handle('replay:marks', (query) => replay.marks(query));
  handle('replay:jump', (query) => replay.jump(query));
  handle('replay:step', ({ asOf, reads }) => services.replaySteps.step(asOf, reads));
  handle('replay:hold', ({ held }) => sync.hold(held));

  handle('event:evidence', ({ id, asOf }) => eventEvidence.read(id, asOf));
  handle('study:read', (spec) => studies.read(spec));
  handle('rules:list', () => rules.list());
  handle('rules:save', ({ name, rule }) => rules.save(name, rule));
  handle('rules:delete', ({ name }) => rules.remove(name));

  handle('hedge:market', (query) => hedge.market(query));
  handle('hedge:simulation', (spec) => hedge.simulation(spec));
  handle('hedge:robustness', (spec) => hedge.robustness(spec));
  handle('hedge:size', (spec) => hedge.size(spec));
  handle('replay:book', (query) => services.replayBooks.book(query));
  handle('scenarios:list', ({ asOf }) => scenarios.list(asOf));
  handle('scenarios:preview', (spec) => scenarios.preview(spec));
  handle('scenarios:delete', ({ id }) => scenarios.remove(id));
  handle('hedgePlans:list', () => hedgePlans.list());
  handle('hedgePlans:save', ({ id, plan }) => hedgePlans.save(id, plan));
  handle('hedgePlans:delete', ({ id }) => hedgePlans.remove(id));
  handle('hedgePlans:duplicate', ({ id }) => hedgePlans.duplicate(id));

  answerMacro(handle, services);
  answerPlans(handle, services, host);
  answerValue(handle, services, host);
  handle('replay:sessions', () => replaySessions.list());
  handle('replay:saveSession', ({ id, session }) => replaySessions.save(id, session));
  handle('replay:deleteSession', ({ id }) => replaySessions.remove(id));
  handle('journal:record', (decision) => journal.record(decision));
  handle('journal:list', (filter) => journal.list(filter));
  handle('journal:scorecard', (filter) => journal.scorecard(filter));
  handle('journal:picture', ({ id, asOf }) => journal.picture(id, asOf));
  handle('journal:delete', ({ id }) => journal.remove(id));
  handle('journal:restore', ({ id }) => journal.restore(id));

  handle('import:choose', async () => {
    const chosen = await choose(host, {
      title: 'Import files',
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: 'Market data', extensions: ['csv', 'gz', 'zip', 'parquet', 'tsv', 'txt'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    return chosen;
  });
  handle('import:preview', ({ path, options }) => imports.preview(path, options));
  handle('quarantine:list', (query) => quarantine.list(query));
  handle('quarantine:delete', ({ ids }) => quarantine.remove(ids));
  handle('quarantine:accept', ({ ids }) => quarantine.accept(ids));

  handle('database:info', () => care.info());
  handle('database:chooseBackup', async () => {
    const [path] = await choose(host, { title: 'Restore a backup', properties: ['openFile'] });
    return path ?? null;
  });
  handle('database:chooseFolder', async () => {
    const [path] = await choose(host, { title: 'Move the database', properties: ['openDirectory', 'createDirectory'] });
    return path ?? null;
  });

  handle('file:choose', ({ name }) => chooseTarget(host, name));
  handle('file:save', async ({ name, content }) => {
    const path = await chooseTarget(host, name);
    if (path === null) return null;
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
    return path;
  });

  handle('sync:sources', () => sync.sources());
  handle('sync:instruments', ({ source }) => sync.instruments(source));
  handle('sync:plan', (request) => sync.plan(request));
  handle('sync:state', () => sync.state());
  handle('sync:settings', () => sync.settings());
  handle('sync:configure', (patch) => sync.saveSettings(withoutUndefined(patch)));

  handle('keyring:read', () => keyring.read());
  handle('keyring:store', ({ source, key }) => keyring.store(source, key));
  handle('keyring:forget', ({ source }) => keyring.forget(source));
  handle('keyring:unlock', ({ passphrase }) => keyring.unlock(passphrase));
  handle('keyring:lock', () => keyring.lock());

  handle('jobs:start', (job) => jobs.start(job));
  handle('jobs:cancel', ({ id }) => jobs.cancel(id));
  handle('jobs:list', () => jobs.list());
}

/** zod keeps optional keys as undefined; a patch must not overwrite a setting with that. */
function withoutUndefined<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never;
}
