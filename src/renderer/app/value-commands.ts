import { addCommands } from '../state/commands';
import { entities, sayFarewell, undoDelete, undoRows } from '../state/entities';

/** What outlives the pane that began it: having back what was deleted. */
export function startValueCommands(): void {
  addCommands([
    {
      id: 'value.undoDelete',
      title: 'Bring the deleted entity back',
      group: 'Evidence',
      enabled: () => entities.getState().leaving !== null || 'No entity was deleted a moment ago.',
      run: undoDelete,
    },
    {
      id: 'value.undoRows',
      title: 'Take back the last change of the statements',
      group: 'Evidence',
      enabled: () => entities.getState().takeBack !== null || 'No figure was changed a moment ago.',
      run: () => void undoRows(),
    },
  ]);
  addEventListener('pagehide', () => void sayFarewell());
}
