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

const clockOf = ({ asOf }: SimulateSpecInput): number => (typeof asOf === 'number' ? asOf : Infinity);

/** Whether figures know more than the clock of a question does: where it was put back, they are of what came after it. */
export function isFromLater(shown: SimulateSpecInput, asked: SimulateSpecInput): boolean {
  const { path } = shown;
  const end = path.kind === 'history' && typeof path.to === 'number' ? path.to : Infinity;
  return Math.min(end, clockOf(shown)) > clockOf(asked);
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
