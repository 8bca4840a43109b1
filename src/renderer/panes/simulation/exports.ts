import type { RollRobustness, SimulationResult } from '#core/hedge/simulation';
import type { TextGrid } from '#shared/csv';
import { saveCsv } from '../../lib/save';
import type { MenuEntry } from '../../ui/Menu';
import { attributionGrid, capitalGrid, equityGrid, figuresGrid, pathsGrid, rollGrid } from './grids';
import type { Side } from './sides';

/** Everything on screen as a file. Pictures are saved at each chart. */
export function exportEntries(
  result: SimulationResult | null,
  sides: readonly Side[],
  rolls: RollRobustness | null,
): readonly MenuEntry[] {
  const subject = `simulation ${result?.plan ?? ''}`;
  const csv = (label: string, part: string, grid: (() => TextGrid) | undefined, why: string): MenuEntry => ({
    label,
    disabled: grid ? false : why,
    onSelect: () => void (grid && saveCsv(`${subject} ${part}`, grid())),
  });
  const absent = 'not computed yet';
  return [
    { kind: 'heading', label: 'Export' },
    csv('Figures as CSV', 'figures', result ? () => figuresGrid(result, sides) : undefined, absent),
    csv('Equity as CSV', 'equity', result ? () => equityGrid(result, sides) : undefined, absent),
    csv('Paths as CSV', 'paths', result ? () => pathsGrid(result, sides) : undefined, absent),
    csv('Layers and greeks as CSV', 'layers', result ? () => attributionGrid(result) : undefined, absent),
    csv('Roll-day runs as CSV', 'rolls', rolls ? () => rollGrid(rolls) : undefined, absent),
    csv(
      'Capital on the way as CSV',
      'capital',
      result?.capital?.trace ? () => capitalGrid(result) : undefined,
      result ? 'kept of a single path only' : absent,
    ),
  ];
}
