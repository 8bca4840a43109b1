import type { Repositories } from '../repositories';
import type { SeriesId } from '../types';

/** A series with its rows; the files and data sets that fed it can then be brought in again. */
export function removeSeries({ imports, settled, series }: Repositories, id: SeriesId): void {
  imports.forgetCursorsOf(id);
  settled.forgetThoseOf(id);
  series.remove(id);
}

/** Everything that was written for a scenario. */
export function removeScenario(repositories: Repositories, instrument: string): void {
  for (const { id } of repositories.series.list({ instrument })) removeSeries(repositories, id);
  repositories.events.removeOf(instrument);
  repositories.catalogue.removeInstrument(instrument);
  repositories.documents.remove('scenario', instrument);
}
