import { useEffect, type RefObject } from 'react';
import { MS_PER_DAY } from '#core/time/ms';
import type { MacroSeriesInfo } from '#shared/macro';
import { addCommands } from '../../state/commands';
import { macroView } from '../../state/macro';
import { macroEntries, selectCanUndoEntry, undoEntry } from '../../state/macro-entries';
import type { TableHandle } from '../../ui/table';

interface Given {
  readonly rows: readonly MacroSeriesInfo[];
  readonly chosen: MacroSeriesInfo | undefined;
  readonly states: RefObject<TableHandle | null>;
  readonly calendar: RefObject<TableHandle | null>;
}

const GROUP = 'Evidence';

/** What the pane can do, for the palette. */
export function useMacroCommands({ rows, chosen, states, calendar }: Given): void {
  useEffect(() => {
    const isShown = (): true | string => rows.length > 0 || 'Nothing of the economy is stored.';
    const step = (by: 1 | -1) => (): void => {
      const at = rows.findIndex((row) => row === chosen);
      const next = rows[(at + by + rows.length) % rows.length];
      if (next) macroView.getState().show({ series: next.id });
    };
    const known = chosen?.state?.known;
    return addCommands([
      { id: 'macro.enter', title: 'Type in a macro figure, consensus or date', group: GROUP, also: 'enter release economy add', run: () => macroEntries.getState().edit({ entry: null, series: chosen?.id ?? null }) },
      { id: 'macro.undoEntry', title: 'Undo the last typed macro figure', group: GROUP, enabled: () => selectCanUndoEntry(macroEntries.getState()) || 'Nothing was typed in or deleted.', run: () => void undoEntry() },
      { id: 'macro.compareYear', title: 'Compare the macro series with what was known a year before', group: GROUP, also: 'vintage overlay revisions', enabled: () => (known !== undefined && chosen?.basis !== 'latest') || 'The series has no releases to compare.', run: () => known !== undefined && macroView.getState().show({ then: known - 365 * MS_PER_DAY }) },
      { id: 'macro.compareNone', title: 'Stop comparing the macro series', group: GROUP, enabled: () => macroView.getState().then !== null || 'Nothing is compared.', run: () => macroView.getState().show({ then: null }) },
      { id: 'macro.next', title: 'Next macro series', group: GROUP, enabled: isShown, run: step(1) },
      { id: 'macro.previous', title: 'Previous macro series', group: GROUP, enabled: isShown, run: step(-1) },
      { id: 'macro.saveStates', title: 'Save the macro states as CSV', group: GROUP, enabled: isShown, run: () => states.current?.saveCsv() },
      { id: 'macro.saveCalendar', title: 'Save the macro calendar as CSV', group: GROUP, enabled: isShown, run: () => calendar.current?.saveCsv() },
    ]);
  }, [rows, chosen, states, calendar]);
} // prettier-ignore
