import { setMaxListeners } from 'node:events';
import { rmdir } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import { buffersOf } from '#main/buffers';
import { openReader } from '#main/store/reader';
import type { StoreReader } from '#main/store/api';
import { SOURCE_IDS, type SourceId } from '#shared/sync';
import { createHttp } from '../net/http';
import { NetError } from '../net/types';
import { sleep as sleepFor } from '../net/wait';
import type { SourceEntry } from '../sources';
import { toSyncFailure, type SourceFacts, type SyncWorkerData, type SyncWorkerMessage, type SyncWorkerRequest } from '../sync-protocol'; // prettier-ignore
import { Changes } from './changes';
import { createDesk, type Desk } from './desk';
import { createLine } from './line';
import { planRequest } from './planning';
import { policiesOf } from './policies';
import { runRecording } from './recording';
import { runSync } from './sync-run';

type Entries = Partial<Record<SourceId, SourceEntry>>;
type Call<K extends SyncWorkerRequest['kind']> = Extract<SyncWorkerRequest, { kind: K }>;

/** A person waits for the answer: a run would try for minutes. */
const PATIENCE = 12_000;

async function withPatience<T>(signal: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE);
  try {
    return await ask(AbortSignal.any([signal, patience]));
  } catch (cause) {
    if (!patience.aborted || signal.aborted) throw cause;
    throw new NetError('timeout', `No answer came within ${PATIENCE / 1_000} seconds.`, { cause });
  }
}

/** What the thread of market sync does with each request. Nothing is opened or loaded before it is needed. */
export function serveSync(port: MessagePort, data: SyncWorkerData, entries: Entries): void {
  const send = (message: SyncWorkerMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  const calls = new Map<number, Running>();
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const haste = (ms: number, signal: AbortSignal): Promise<void> => sleepFor(ms * data.haste, signal);
  const line = createLine(entries, (state) => send({ kind: 'line', line: state }));
  let reader: StoreReader | undefined;
  const http = createHttp({
    policies: policiesOf(entries, data.addresses),
    addresses: data.addresses,
    proxy: data.proxy,
    now,
    sleep: haste,
    onNote: (note) => {
      line.note(note, http);
      for (const listener of desk.notes) listener(note);
    },
  });
  const desk: Desk = createDesk({
    entries,
    http,
    reader: () => (reader ??= openReader(data.path)),
    now,
    folder: data.folder,
    sleep: haste,
  });

  const answers: { readonly [K in 'sources' | 'instruments' | 'plan']: (call: Call<K>, signal: AbortSignal) => Promise<unknown> } = {
    sources: () => Promise.all(SOURCE_IDS.filter((id) => entries[id]).map(async (id) => toFacts(await desk.source(id)))),
    instruments: ({ source, keys }, signal) => withPatience(signal, (patient) => desk.instruments(source, keys, patient)),
    plan: ({ request, keys }, signal) => planRequest(desk, request, keys, (id) => entries[id]?.policy.limit, signal),
  }; // prettier-ignore

  const run = async ({ id, request, keys }: Call<'run'>, running: Running): Promise<void> => {
    const changes = new Changes((told) => send({ id, kind: 'changes', changes: told }));
    running.abort.signal.addEventListener('abort', () => running.letGo());
    try {
      await runSync(desk, request, {
        signal: running.abort.signal,
        keys,
        onItems: (items) => send({ id, kind: 'items', items }),
        onChange: (item, change) => changes.add(item, change),
        store: (sent) =>
          new Promise((resolve) => {
            running.stored.set(sent.item, () => resolve());
            send({ id, kind: 'page', sent }, buffersOf(sent.page.blocks));
          }),
      });
    } finally {
      changes.flush();
      line.tell(http);
      await rmdir(data.folder).catch(() => undefined); // what is on its way in stays
    }
  };

  const record = ({ id, recording, address }: Call<'record'>, running: Running): Promise<void> => {
    let item = 0;
    return runRecording(desk, recording, {
      ...{ address, proxy: data.proxy, haste: data.haste, signal: running.abort.signal },
      onState: (state) => send({ id, kind: 'recording', state }),
      store: (page) =>
        new Promise((resolve, reject) => {
          const own = ++item;
          running.stored.set(own, (problem) => (problem === undefined ? resolve() : reject(new Error(problem))));
          send({ id, kind: 'recorded', item: own, page }, buffersOf(page.blocks));
        }),
    });
  };

  const answer = async (call: SyncWorkerRequest): Promise<void> => {
    const { id } = call;
    if (call.kind === 'stop') return calls.get(id)?.stop();
    if (call.kind === 'stored') return calls.get(id)?.goOn(call.item, call.problem);
    const running = new Running();
    calls.set(id, running);
    try {
      if ('now' in call) ahead = call.now - Date.now();
      if (call.kind === 'run' || call.kind === 'record') {
        await (call.kind === 'run' ? run(call, running) : record(call, running));
        send({ id, kind: 'end' });
      } else {
        const value = await (answers[call.kind] as (one: SyncWorkerRequest, signal: AbortSignal) => Promise<unknown>)(call, running.abort.signal); // prettier-ignore
        send({ id, kind: call.kind, value } as SyncWorkerMessage);
      }
    } catch (cause) {
      send({ id, kind: 'failed', failure: toSyncFailure(cause instanceof NetError ? explain(cause) : cause) });
    } finally {
      calls.delete(id);
    }
  };
  port.on('message', (call: SyncWorkerRequest) => void answer(call));
}

/** A call that is being answered. */
class Running {
  readonly abort = new AbortController();
  /** By item: lets it go on once its page is stored. */
  readonly stored = new Map<number, (problem?: string) => void>();

  constructor() {
    setMaxListeners(0, this.abort.signal); // many data sets, each with a wait or a request of its own
  }

  goOn(item: number, problem?: string): void {
    this.stored.get(item)?.(problem);
    this.stored.delete(item);
  }

  /** What waits for the store waits no longer. */
  letGo(): void {
    for (const item of [...this.stored.keys()]) this.goOn(item);
  }

  stop(): void {
    this.abort.abort(new DOMException('The sync was stopped.', 'AbortError'));
  }
}

const explain = (cause: NetError): Error =>
  cause.problem === 'offline'
    ? Object.assign(new Error(`No connection. What is stored is all there. (${cause.message})`, { cause }), { name: cause.name }) // prettier-ignore
    : cause;

const toFacts = ({ id, label, group, url, offers, key }: SourceFacts & { readonly offers: SourceFacts['offers'] }): SourceFacts => ({
  id,
  label,
  group,
  url,
  key,
  offers: offers.map(({ id: offer, label: name, kinds, intervals, reach, key: needs, shape, note }) => ({
    id: offer, label: name, kinds, intervals, reach: reach !== null && Number.isFinite(reach) ? reach : null, key: needs, shape, note,
  })),
}); // prettier-ignore
