import type { Ms } from '#core/time/ms';
import { fileName, type TextGrid } from '#shared/csv';
import { copyText } from '../../lib/copy';
import { formatTime } from '../../lib/format';
import { saveCsv, saveFile } from '../../lib/save';
import { notify } from '../../state/notices';
import type { MenuEntry } from '../../ui/Menu';
import { horizonGrid } from '../shared/evidence/horizon-grid';
import { timeShiftCard } from './card';
import { coverageGrid, fanGrid, pathGrid } from './grids';
import type { TimeShiftView } from './use-time-shift';

export interface Exported {
  readonly view: TimeShiftView;
  readonly horizonMs: Ms;
  readonly ruleName: string;
}

/** The card of the chosen horizon as text; undefined while there is none. */
export function cardText({ view: { result, computedAt }, horizonMs, ruleName }: Exported): string | undefined {
  const row = result?.outcomes.find(({ h }) => h === horizonMs);
  return result && row ? JSON.stringify(timeShiftCard(result, row, ruleName, computedAt), null, 2) : undefined;
}

export async function copyCard(from: Exported): Promise<void> {
  const text = cardText(from);
  if (text === undefined) return;
  const isCopied = await copyText(text);
  notify({
    tone: isCopied ? 'info' : 'warning',
    title: isCopied ? 'The evidence card was copied as JSON' : 'The clipboard took nothing',
    detail: isCopied ? 'It can be pasted into the evidence of a plan.' : 'The card can be saved as a file instead.',
  });
}

/** Everything on screen as a file. */
export function exportEntries(from: Exported): readonly MenuEntry[] {
  const { result } = from.view;
  const subject = `time-shift ${result?.spec.instrument ?? ''}`;
  const absent = 'not computed yet';
  const csv = (label: string, part: string, grid: (() => TextGrid) | undefined): MenuEntry => ({
    label,
    disabled: grid ? false : absent,
    onSelect: () => void (grid && saveCsv(`${subject} ${part}`, grid())),
  });
  const card = result && result.outcomes.length > 0;
  return [
    { kind: 'heading', label: 'Export' },
    { label: 'Copy as evidence card', icon: 'copy', disabled: card ? false : absent, onSelect: () => void copyCard(from) },
    {
      label: 'Evidence card as JSON',
      disabled: card ? false : absent,
      onSelect: () => void saveFile(fileName(`${subject} card`, 'json', formatTime(Date.now(), 'utc', 'day')), cardText(from) ?? ''),
    },
    csv('Paths as CSV', 'paths', result ? () => pathGrid(result) : undefined),
    csv('Fan as CSV', 'fan', result ? () => fanGrid(result) : undefined),
    csv('Outcomes as CSV', 'outcomes', result ? () => horizonGrid({ horizons: result.outcomes }) : undefined),
    csv('Honesty of the fan as CSV', 'coverage', result ? () => coverageGrid(result) : undefined),
  ];
} // prettier-ignore
