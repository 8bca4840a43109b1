import type { SampleCascade, SampleEntity, SampleUnit } from '#core/sample/types';
import type { NewEvent, Page } from '../store/types';
import type { Connections } from './connections';
import type { JobContext } from './jobs';

/** Rule name of the sample market's known cascades: beside the detected ones, never among them. */
export const TRUTH_RULE = 'truth';

function toPage(unit: SampleUnit, seed: number, version: number): Page {
  return {
    blocks: unit.series.map(({ instrument, kind, interval, source, field, columns, coverage, ...traits }) => ({
      key: { instrument, kind, interval, source, field },
      traits,
      coverage,
      columns,
      line: Float64Array.from({ length: columns.t.length }, (_, i) => i + 1),
    })),
    macro: unit.macro,
    quarantined: [],
    cursor: {
      fingerprint: `sample-${version}-${seed}-${unit.name}`,
      path: `sample market, seed ${seed}: ${unit.name}`,
      source: 'sample',
      kind: unit.series[0]?.kind ?? 'macro',
      offset: 0,
      line: 0,
      done: true,
    },
  };
}

const toEvent = (cascade: SampleCascade): NewEvent => ({
  start: cascade.start,
  end: cascade.end,
  decision: cascade.end,
  side: cascade.side,
  notional: cascade.notionalUsd,
  json: JSON.stringify(cascade),
});

/** What a person has written of an entity since stays. */
async function storeValued(connections: Connections, { rows, ...entity }: SampleEntity): Promise<void> {
  const isNew = connections.reader().entity(entity.id) === undefined;
  const records = isNew ? [{ ...entity, figures: null, synthetic: true }] : [];
  await connections.writer().putStatements(records, rows.map((row) => ({ ...row, entity: entity.id }))); // prettier-ignore
}

export interface SampleService {
  /** Generates the market and stores it, unit by unit; what was stored before a cancel stays and is completed by the next run. */
  create(seed: number, context: JobContext): Promise<string>;
}

export function createSample(connections: Connections, threads: number): SampleService {
  return {
    create: async (seed, { signal, report }) => {
      const { createSampleMarket } = await import('#core/sample/market'); // large, and seldom asked for
      const { units, describe } = createSampleMarket(seed);
      const { version, instruments } = describe();
      const writer = connections.writer();
      for (const { id, base, quote, tickSize, contractSize } of instruments)
        await writer.putInstrument({
          id,
          label: id,
          base,
          quote,
          venue: 'synthetic',
          contractSize,
          contractUnit: 'base',
          tick: tickSize,
          synthetic: true,
        });
      let done = 0;
      let next = 0;
      let rows = 0;
      report({ done, total: units, unit: 'units', message: 'Simulating traders' });
      // Units are made on every thread of the pool; the one writer takes them as they come.
      const worker = async (): Promise<void> => {
        while (next < units) {
          const unit = await connections.engine().run('sample.unit', { seed, unit: next++ }, { signal });
          signal.throwIfAborted();
          const { name, truth, valued } = unit;
          const counts = await writer.commitPage(toPage(unit, seed, version));
          rows += counts.rows; // after the wait: the other thread adds to it too
          if (valued) await storeValued(connections, valued);
          if (truth) {
            const revision = `${version}-${seed}`;
            await writer.replaceEvents(truth.instrument, TRUTH_RULE, 'sample', revision, truth.cascades.map(toEvent));
          }
          report({ done: ++done, total: units, unit: 'units', message: name });
        }
      };
      await Promise.all(Array.from({ length: threads }, worker));
      await writer.putSetting('sample', { seed, version });
      return `${rows} rows, synthetic`;
    },
  };
}
