import type { Repositories } from '../repositories';
import { refusedRow } from './refused-row';

/** Takes rows out of quarantine. Of a contradiction that is a decision, and remembered: the stored row stays. */
export function removeQuarantined({ quarantine, kept }: Repositories, ids: readonly number[]): void {
  for (const id of ids) {
    const row = quarantine.get(id);
    const refused = row && refusedRow(row);
    if (refused) kept.remember(refused);
  }
  quarantine.remove(ids);
}
