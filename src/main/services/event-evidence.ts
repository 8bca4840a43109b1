import type { Ms } from '#core/time/ms';
import type { EventEvidence } from '#shared/evidence';
import type { CascadeRow } from '#shared/cascades';
import type { Cascades } from './cascades';
import type { Connections } from './connections';
import { planInstrument, type InstrumentWish } from './study-sources';

export interface EventEvidenceService {
  /** What was known of an event at its decision; null when it was not known by `asOf`. */
  read(id: string, asOf: Ms | undefined): Promise<EventEvidence | null>;
}

/** The stretch and the bars that a study of this event alone would read: bars of the event's own grid where they are stored. */
const wishFor = ({ rule, start, decision }: CascadeRow, barsMs: Ms | null): InstrumentWish => ({
  reads: rule === 'liquidations' ? 'liquidations' : 'bars',
  from: start,
  to: decision,
  barsMs,
  coarsest: Infinity,
  mustOverlap: false,
  asOf: decision,
});

export function createEventEvidence(connections: Connections, cascades: Cascades): EventEvidenceService {
  return {
    read: async (id, asOf) => {
      const event = await cascades.find(id, asOf);
      if (!event) return null;
      const reader = connections.reader();
      const all = reader.listSeries({}, event.decision);
      const plans = [event.grid, null].map((barsMs) =>
        planInstrument(reader, all, event.instrument, wishFor(event, barsMs)),
      );
      const plan = plans.find((one) => 'sources' in one);
      if (!plan) return null;
      const known = await connections.engine().run('event.evidence', { sources: plan.sources, event });
      return { ...known, sources: plan.confirmations };
    },
  };
}
