import { MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { SourceInstrument } from '#shared/sync';
import { contractSize } from '../facts';
import type { Contract, Feed } from './feed';

/** What a venue lists, as far as its feeds need it. */
export interface Catalogue {
  /** Known facts first, so that files and feeds agree; else what the venue says. */
  contractOf(instrument: string): Contract | undefined;
  /** Perpetuals and futures of a feed's market, by name. */
  namesOf(feed: Feed): string[];
  /** Asks the venue unless it did so within ten minutes. @throws when it has no list at all. */
  refresh(): Promise<void>;
}

const FRESH = 10 * MS_PER_MINUTE;

export function createCatalogue(
  source: Feed['source'],
  load: () => Promise<readonly SourceInstrument[]>,
  now: () => Ms,
): Catalogue {
  let listed: ReadonlyMap<string, SourceInstrument> | undefined;
  let asked = -Infinity;
  let asking: Promise<void> | undefined;

  const ask = async (): Promise<void> => {
    asked = now();
    try {
      listed = new Map((await load()).map((one) => [one.id, one]));
    } catch (cause) {
      if (listed) return; // an older list is better than none
      asked = -Infinity;
      throw cause;
    }
  };
  return {
    contractOf(instrument) {
      const fact = contractSize(instrument, source);
      if (fact !== undefined) return { size: fact, margin: 'inverse' };
      const one = listed?.get(instrument);
      if (!one || one.margin === '') return undefined;
      return one.contractSize === null ? undefined : { size: one.contractSize, margin: one.margin };
    },
    namesOf: (feed) =>
      [...(listed?.values() ?? [])]
        .filter(({ id, type }) => (type === 'perpetual' || type === 'future') && feed.takes(id))
        .map(({ id }) => id),
    async refresh() {
      if (listed && now() - asked < FRESH) return;
      asking ??= ask().finally(() => (asking = undefined));
      await asking;
    },
  };
}
