import { messageOf } from '#main/errors';
import type { Ms } from '#core/time/ms';
import type { StoreReader } from '#main/store/api';
import type { InstrumentRecord, MacroSeriesRecord, Page, SettledSpan } from '#main/store/types';
import type { Dataset } from '#shared/sync';
import { datasetCursor, datasetName } from '../dataset-cursor';
import { NetError } from '../net/types';
import { SourceError, type Offer, type PageRequest, type Range, type Source, type SourceContext } from '../source';
import type { Answer } from './answer';
import { lookThrough } from './arrival';
import { believe } from './believe';
import { patiently, type Patience } from './patience';
import { Edges } from './edges';

/** So many confirmed holes in a row, and a series counts as one that has holes: only emptiness is still asked twice. */
const HOLES_BELIEVED = 3;

export interface DatasetTask {
  readonly dataset: Dataset;
  readonly source: Source;
  readonly offer: Offer;
  /** What is to be asked for. */
  readonly parts: readonly Range[];
  readonly newestFirst: boolean;
}

export interface DatasetHooks extends Patience {
  readonly context: Omit<SourceContext, 'signal'>;
  /** What is stored. */
  readonly reader: Pick<StoreReader, 'findSeries' | 'read'>;
  /** A page is asked for; `share` of all that is to be asked for is done. */
  readonly onAsk: (request: Range, share: number, again: boolean) => void;
}

export interface DatasetPage {
  readonly page: Page;
  readonly instruments: readonly InstrumentRecord[];
  readonly macroSeries: readonly MacroSeriesRecord[];
  /** Of all that was to be asked for, with this page. */
  readonly share: number;
}

/**
 * Pages of one data set, each ready to be stored whole; the next is asked for when the consumer comes back, so that
 * whatever happens at most one page has to be asked for twice.
 * @throws NetError, SourceError, or the reason of the signal
 */
export async function* runDataset(task: DatasetTask, hooks: DatasetHooks): AsyncGenerator<DatasetPage, void> {
  const { offer, parts, newestFirst } = task;
  const total = parts.reduce((sum, { from, to }) => sum + to - from, 0);
  const ordered = [...parts].sort((a, b) => (newestFirst ? b.from - a.from : a.from - b.from));
  const edges = new Edges(hooks.reader);
  let holes = 0;
  let done = 0;
  for (const [k, part] of ordered.entries()) {
    let { from, to } = part;
    while (from < to) {
      const end = newestFirst ? 'newest' : 'oldest';
      const request: PageRequest = { ...namesOf(task.dataset), from, to, end };
      const share = total > 0 ? done / total : 0;
      const found = await askPage(task, request, { ...hooks, edges, share }, (answer) => holes >= HOLES_BELIEVED && answer.doubts.every((doubt) => doubt === 'holes')); // prettier-ignore
      const { answer } = found;
      edges.note(answer, answer.claimed);
      holes = answer.doubts.includes('holes') ? holes + 1 : 0;
      const before = to - from;
      if (offer.shape !== 'history') from = to;
      else if (newestFirst) to = Math.min(to, answer.claimed.from);
      else from = Math.max(from, answer.claimed.to);
      done += before - Math.max(0, to - from);
      const isLast = k === ordered.length - 1 && from >= to;
      yield {
        page: toPage(task, request, answer, isLast, hooks.context.now()),
        instruments: found.instruments,
        macroSeries: found.macroSeries,
        share: total > 0 ? Math.min(1, done / total) : 1,
      };
    }
  }
}

type Found = { answer: Answer } & Pick<DatasetPage, 'instruments' | 'macroSeries'>;

async function askPage(
  { source, offer, dataset }: DatasetTask,
  wanted: PageRequest,
  hooks: DatasetHooks & { readonly edges: Edges; readonly share: number },
  mayBelieve: (answer: Answer) => boolean,
): Promise<Found> {
  const { context, signal, edges, share } = hooks;
  const neighbours = edges.beside.bind(edges);
  const sourceNow = (): Ms => Math.floor(context.now() + (context.http.skew(source.id) || 0));
  const path = datasetName(dataset);
  let instruments: readonly InstrumentRecord[] = [];
  let macroSeries: readonly MacroSeriesRecord[] = [];
  let asked = 0;
  const ask = (): Promise<Answer> =>
    patiently(async () => {
      hooks.onAsk(wanted, share, asked++ > 0);
      const page = await source.page(wanted, { ...context, signal }).catch(asNetError(signal));
      ({ instruments = [], macroSeries = [] } = page);
      return lookThrough(page, wanted, { series: source.series, shape: offer.shape, path, sourceNow: sourceNow(), neighbours }); // prettier-ignore
    }, hooks);
  const answer = await patiently(() => believe(ask, mayBelieve), hooks);
  return { answer, instruments, macroSeries };
}

function toPage({ source, offer, dataset }: DatasetTask, request: PageRequest, answer: Answer, done: boolean, at: Ms): Page {
  const { blocks, macro, quarantined, settled } = answer;
  const span: SettledSpan[] =
    settled && offer.shape !== 'capture' ? [{ ...namesOf(request), ...settled, state: 'fetched', at: Math.round(at) }] : [];
  const kind = blocks[0]?.key.kind ?? offer.kinds[0]!;
  const cursor = datasetCursor(dataset, { series: source.series, kind, offset: answer.claimed.from, done });
  return { blocks, macro, quarantined, cursor, settled: span };
} // prettier-ignore

const namesOf = ({ source, offer, instrument, interval }: Dataset): Dataset => ({
  source,
  offer,
  instrument,
  interval,
});

/** An answer that its reader stumbles over is a broken one: another may be whole. */
const asNetError =
  (signal: AbortSignal) =>
  (cause: unknown): never => {
    signal.throwIfAborted();
    if (cause instanceof NetError || cause instanceof SourceError) throw cause;
    throw new NetError('broken', `An answer could not be read: ${messageOf(cause)}`, { cause });
  };
