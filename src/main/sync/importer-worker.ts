import { parentPort } from 'node:worker_threads';
import { buffersOf } from '../buffers';
import { packAhead } from '../store/commit/pack-chunk';
import type { PackedChunk, Page, PageBlock } from '../store/types';
import { PAGES_AHEAD, toFailure, type ImporterMessage, type ImporterRequest } from './importer-protocol';
import { openImport } from './importers/open-import';
import { previewFile } from './importers/preview';
import { readStatementFile } from './importers/statements/read-statements';
import type { ImportProgress } from './importers/types';

const port = parentPort!;
/** Per run: takes note that the consumer is ready for one more page. */
const runs = new Map<number, () => void>();

const send = (message: ImporterMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
const fail = (id: number) => (cause: unknown) => send({ id, kind: 'failed', failure: toFailure(cause) });

port.on('message', (request: ImporterRequest) => {
  const { id } = request;
  if (request.kind === 'more') runs.get(id)?.();
  else if (request.kind === 'preview')
    previewFile(request.path, request.options).then((preview) => send({ id, kind: 'preview', preview }), fail(id));
  else if (request.kind === 'statements')
    readStatementFile(request.path, request.stored).then(
      (statements) => send({ id, kind: 'statements', statements }),
      fail(id),
    );
  else
    run(request)
      .catch(fail(id))
      .finally(() => runs.delete(id));
});

async function run({
  id,
  path,
  options,
  now,
  resumeFrom,
  pageBytes,
  stop,
}: ImporterRequest & { kind: 'open' }): Promise<void> {
  let credit = PAGES_AHEAD - 1; // one more waits here
  let wake: (() => void) | undefined;
  runs.set(id, () => {
    credit++;
    wake?.();
  });
  let progress: ImportProgress | undefined;
  const pages = openImport(path, options, {
    resumeFrom,
    ...(now === undefined ? {} : { now }),
    ...(pageBytes === undefined ? {} : { pageBytes }),
    shouldStop: () => Atomics.load(stop, 0) === 1,
    onProgress: (report) => (progress = report),
  });
  for await (const page of pages) {
    const { blocks, pack } = packing(page);
    while (credit <= 0) {
      // the writer is behind: what it would do next is done here, until it asks
      if (pack()) await new Promise<void>((resolve) => setImmediate(resolve));
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (Atomics.load(stop, 0) === 1) throw new DOMException('The import was stopped.', 'AbortError');
    send({ id, kind: 'page', page: { ...page, blocks }, progress }, buffersOf(blocks));
    credit--;
  }
  send({ id, kind: 'end' });
}

/** The blocks of a page, whose chunks `pack` packs one by one; it says whether there was one left. */
function packing({ blocks }: Page): { readonly blocks: readonly PageBlock[]; readonly pack: () => boolean } {
  const ahead = blocks.map((block) => ({ ...block, packed: [] as PackedChunk[] }));
  const chunks = (function* () {
    for (const block of ahead) for (const chunk of packAhead(block)) yield void block.packed.push(chunk);
  })();
  return { blocks: ahead, pack: () => !chunks.next().done };
}
