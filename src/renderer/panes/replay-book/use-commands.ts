import { useEffect } from 'react';
import { addCommands } from '../../state/commands';
import { replayActs, selectCanRedoAct, selectCanUndoAct } from '../../state/replay-acts';
import { noOffNow, noOnNow, putOn, takeOff } from './do';

/** What the pane can do, for the palette. */
export function useBookCommands(): void {
  useEffect(
    () =>
      addCommands([
        { id: 'replay.putOn', title: 'Put on the plan of the builder', group: 'Replay', also: 'act hedge', enabled: () => noOnNow() || true, run: putOn },
        { id: 'replay.takeOff', title: 'Take the hedge off', group: 'Replay', also: 'act close everything', enabled: () => noOffNow() || true, run: takeOff },
        { id: 'replay.undoAct', title: 'Undo the last act', group: 'Replay', enabled: () => selectCanUndoAct(replayActs.getState()) || 'Nothing was done.', run: () => replayActs.getState().undo() },
        { id: 'replay.redoAct', title: 'Redo the act', group: 'Replay', enabled: () => selectCanRedoAct(replayActs.getState()) || 'Nothing was undone.', run: () => replayActs.getState().redo() },
      ]),
    [],
  );
} // prettier-ignore
