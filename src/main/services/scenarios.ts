import { createHash } from 'node:crypto';
import { isScenario, SCENARIO, scenarioId, scenarioSlug } from '#core/scenario/id';
import { parseSymbol } from '#core/series/instrument';
import type { SeriesKind } from '#core/series/schema';
import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { ScenarioInfo, ScenarioPreview, ScenarioSpec } from '#shared/scenario';
import type { ScenarioArgs } from '../engine/tasks/scenario';
import type { ScenarioSources } from '../engine/tasks/scenario-past';
import { BallastError } from '../errors';
import type { InstrumentRecord, Page, SeriesRecord } from '../store/types';
import type { Connections } from './connections';
import { isEquity, planHedgeSources } from './hedge-sources';
import type { JobContext } from './jobs';
import { fromDocument, toDocument } from './scenario-documents';
import { chooseLongest, NEARLY, overlap, seriesFor } from './selection';

export interface Scenarios {
  /** Newest first; with `asOf` those that leave the market by then. */
  list(asOf?: Ms): ScenarioInfo[];
  /** What would come of it; nothing is stored. @throws {BallastError} why nothing would */
  preview(spec: ScenarioSpec): Promise<ScenarioPreview>;
  /** Stores it whole or not at all. */
  create(spec: ScenarioSpec, context: JobContext): Promise<ScenarioInfo>;
  /** Takes the scenario with everything that was written for it. */
  remove(id: string): Promise<void>;
}

/** Open interest and the like have to be known before an instant to say anything of it. */
const BEFORE: Ms = 30 * MS_PER_DAY;
const MOST = 200;
const LONGEST_ID = 80;

export function createScenarios(connections: Connections, now: () => Ms): Scenarios {
  const list = (asOf: Ms = Infinity): ScenarioInfo[] => connections.reader().documents('scenario').map(fromDocument).filter(({ start }) => start <= asOf); // prettier-ignore

  /** Series that a stretch of an instrument's own past is read from, as the list of series stood then. */
  const sourcesOf = (instrument: string, step: Ms, from: Ms, asOf: Ms | null): ScenarioSources => {
    const reader = connections.reader();
    const all = reader.listSeries({}, asOf ?? undefined);
    const bars = chooseBars(seriesFor(all, instrument, 'bars'), step, from);
    if (!bars) throw new BallastError('notFound', `No bars of ${instrument} that are ${formatInterval(step)} wide or narrower are stored${asOf === null ? '' : ' that were known by then'}: take wider bars, or import narrower ones.`); // prettier-ignore
    const market = planHedgeSources(reader, { asset: instrument, benchmark: instrument, instruments: [], asOf: asOf ?? undefined }); // prettier-ignore
    const one = (kind: SeriesKind): number | undefined => chooseLongest(seriesFor(all, instrument, kind).filter(({ field }) => field === ''), from - BEFORE, Infinity)?.id; // prettier-ignore
    return {
      instrument,
      bars: bars.id,
      index: 'problem' in market ? undefined : market.sources.index?.id,
      oi: one('oi'),
      funding: one('funding'),
      liquidations: one('liquidations'),
    };
  };

  const argsOf = (spec: ScenarioSpec): ScenarioArgs => {
    const { asset, path, step, start, asOf } = spec;
    if (isScenario(asset)) throw new BallastError('invalid', `${asset} is a scenario itself: choose the market that it is one of.`); // prettier-ignore
    const slug = scenarioSlug(spec.name) || path.kind;
    const taken = new Set(list().map(({ id }) => id));
    let id = scenarioId(asset, slug);
    for (let n = 2; taken.has(id); n++) id = scenarioId(asset, `${slug}-${n}`);
    if (id.length > LONGEST_ID) throw new BallastError('invalid', 'The name is too long for the name of the instrument: shorten it.'); // prettier-ignore
    return {
      id,
      spec,
      sources: sourcesOf(asset, step, start ?? asOf ?? -Infinity, asOf),
      equity: isEquity(asset),
      analog: path.kind === 'analog' ? sourcesOf(path.instrument ?? asset, step, path.from, asOf) : undefined,
    };
  };

  const instrumentOf = (id: string, { asset, name }: ScenarioSpec): InstrumentRecord => {
    const record = connections.reader().instruments().find((one) => one.id === asset); // prettier-ignore
    const { base, quote } = record ?? parseSymbol(asset);
    return {
      ...{ id, label: `${record?.label || asset}, ${name}`, base, quote, venue: SCENARIO },
      ...{ contractSize: NaN, contractUnit: '', tick: record?.tick ?? NaN, synthetic: true },
    };
  };

  return {
    list,
    preview: async (spec) => connections.engine().run('scenario.preview', argsOf(spec)),
    create: async (spec, { signal, report }) => {
      if (list().length >= MOST) throw new BallastError('invalid', `${MOST} scenarios are stored, which is the most: delete one first. Nothing was stored.`); // prettier-ignore
      const args = argsOf(spec);
      const { facts, blocks } = await connections.engine().run('scenario.build', args, {
        signal,
        onProgress: (done, total, message) => report({ done, total, unit: 'steps', message }),
      });
      signal.throwIfAborted();
      const { id } = args;
      const info: ScenarioInfo = { ...facts, id, name: spec.name, path: spec.path, createdAt: now() };
      const page: Page = {
        ...{ blocks, macro: [], quarantined: [] },
        cursor: {
          fingerprint: createHash('sha256')
            .update(JSON.stringify([id, spec, info.createdAt]))
            .digest('hex'),
          path: `scenario ${id}: ${facts.words[0] ?? ''}`,
          ...{ source: SCENARIO, kind: 'bars', offset: 0, line: 0, done: true },
        },
      };
      await connections.writer().putScenario(page, instrumentOf(id, spec), toDocument(info));
      return info;
    },
    remove: async (id) => {
      if (!connections.reader().document('scenario', id)) throw new BallastError('notFound', `No scenario "${id}" is stored.`); // prettier-ignore
      await connections.writer().removeScenario(id);
    },
  };
}

/** Bars that a width can be made from: those that reach on from an instant as far as any, of them the coarsest. */
function chooseBars(candidates: readonly SeriesRecord[], step: Ms, from: Ms): SeriesRecord | undefined {
  const usable = candidates.filter(({ interval }) => interval > 0 && step % interval === 0);
  const reach = (series: SeriesRecord): Ms =>
    Number.isFinite(from) ? overlap(series, from - step, Infinity) : series.to + series.interval;
  const best = Math.max(...usable.map(reach));
  return usable
    .filter((series) => (Number.isFinite(from) ? reach(series) >= NEARLY * best : reach(series) >= best - step))
    .sort((a, b) => b.interval - a.interval || b.rows - a.rows)[0];
}
