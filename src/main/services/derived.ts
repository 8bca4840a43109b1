import type { Span } from '#core/liquidations/types';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { BreadthReply, BreakEvenReply, Derived as From, LevelsReply } from '#shared/market';
import type { Cascades } from './cascades';
import type { Connections } from './connections';
import { chooseBasket, chooseCohorts, chooseLongest, seriesFor, type CohortChoice } from './selection';

interface Query {
  readonly instrument: string;
  readonly interval: Ms;
  readonly from: Ms;
  readonly to: Ms;
  readonly asOf?: Ms | undefined;
}

/** Figures that the engine computes from several stored series. Null: one that they need is not stored. */
export interface Derived {
  breadth(query: Query): Promise<BreadthReply | null>;
  breakEven(query: Query): Promise<BreakEvenReply | null>;
  levels(query: Pick<Query, 'instrument' | 'asOf'>): Promise<LevelsReply | null>;
}

const fromCohorts = ({ bars, oi }: CohortChoice): From => ({
  source: `open interest of ${oi.instrument} (${oi.source}), bars of ${bars.instrument} (${bars.source})`,
  interval: bars.interval,
  synthetic: oi.synthetic || bars.synthetic,
});

const sourcesOf = ({ bars, oi, funding }: CohortChoice) => ({ bars: bars.id, oi: oi.id, funding: funding?.id });

/** When liquidations were unusual, ascending and disjoint: cascades of the two sides may overlap. */
function spansOf(rows: readonly CascadeRow[]): Span[] {
  const spans: { from: Ms; to: Ms }[] = [];
  for (const { start, end } of rows.toSorted((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last && start <= last.to) last.to = Math.max(last.to, end);
    else spans.push({ from: start, to: end });
  }
  return spans;
}

export function createDerived(connections: Connections, cascades: Pick<Cascades, 'list'>): Derived {
  const all = (asOf: Ms | undefined) => connections.reader().listSeries({}, asOf);
  return {
    breadth: async ({ instrument, interval: step, from, to, asOf }) => {
      const basket = chooseBasket(all(asOf), instrument);
      const [first] = basket;
      if (!first) return null;
      const args = { basket: basket.map(({ id }) => id), step, from, to, asOf };
      const columns = await connections.engine().run('breadth.read', args);
      const { source, interval, synthetic } = first;
      return columns ? { columns, source: `${basket.length} assets, ${source}`, interval, synthetic } : null;
    },

    breakEven: async ({ instrument, interval: step, from, to, asOf }) => {
      const choice = chooseCohorts(all(asOf), instrument);
      if (!choice) return null;
      const args = { sources: sourcesOf(choice), step, from, to, asOf };
      return { columns: await connections.engine().run('breakEven.read', args), ...fromCohorts(choice) };
    },

    levels: async ({ instrument, asOf }) => {
      const series = all(asOf);
      const choice = chooseCohorts(series, instrument);
      if (!choice) return null;
      const { bars } = choice;
      const liquidations = chooseLongest(seriesFor(series, instrument, 'liquidations'), bars.from, bars.to);
      const args = {
        sources: sourcesOf(choice),
        liquidations: liquidations?.id,
        cascades: spansOf(await cascades.list(instrument, asOf)),
        asOf,
      };
      return { ...(await connections.engine().run('levels.read', args)), ...fromCohorts(choice) };
    },
  };
}
