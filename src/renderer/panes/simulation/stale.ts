import { isSame } from '../../lib/same';
import type { SimulateSpecInput, Standing } from './spec';

/** Which parts of a question differ from that of the figures shown. */
export function changedParts(shown: SimulateSpecInput, asked: SimulateSpecInput): string {
  const parts = [
    [!isSame(shown.plan, asked.plan), 'plan'],
    [!isSame(shown.path, asked.path), 'paths'],
    [(shown.asOf ?? null) !== (asked.asOf ?? null), 'clock'],
  ] as const;
  return parts.filter(([differs]) => differs).map(([, name]) => name).join(' and '); // prettier-ignore
}

/** Why figures are not, or not surely, the answer to what is asked; undefined when they are. */
export function staleWords(
  standing: Standing,
  answered: SimulateSpecInput | null,
  spec: SimulateSpecInput | null,
): string | undefined {
  if (standing === 'dataChanged') return 'Stale: the stored data changed since this was computed.';
  if (standing !== 'questionChanged' || !answered || !spec) return undefined;
  const parts = changedParts(answered, spec);
  return parts === '' ? undefined : `Stale: these figures are from before the change of the ${parts}.`;
}
