import { useEffect } from 'react';
import { addCommands } from '../../state/commands';
import { replayActs, selectCanRedoAct, selectCanUndoAct } from '../../state/replay-acts';
import type { BookView } from './use-book';

/** What the pane can do, for the palette. */
export function useBookCommands({ noOn, noOff, putOn, takeOff }: BookView): void {
  useEffect(
    () =>
      addCommands([
        { id: 'replay.putOn', title: 'Put on the plan of the builder', group: 'Replay', also: 'act hedge', enabled: () => noOn || true, run: putOn },
        { id: 'replay.takeOff', title: 'Take the hedge off', group: 'Replay', also: 'act close everything', enabled: () => noOff || true, run: takeOff },
        { id: 'replay.undoAct', title: 'Undo the last act', group: 'Replay', enabled: () => selectCanUndoAct(replayActs.getState()) || 'Nothing was done.', run: () => replayActs.getState().undo() },
        { id: 'replay.redoAct', title: 'Redo the act', group: 'Replay', enabled: () => selectCanRedoAct(replayActs.getState()) || 'Nothing was undone.', run: () => replayActs.getState().redo() },
      ]),
    [noOn, noOff, putOn, takeOff],
  );
} // prettier-ignore
