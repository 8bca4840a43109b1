import type { Services } from '../services';
import { choose, type Parent } from './dialogs';
import type { Handle } from './handle';

export function answerValue(handle: Handle, { value }: Services, host: Parent): void {
  handle('value:entities', ({ asOf }) => value.entities(asOf));
  handle('value:entity', ({ id, asOf }) => value.entity(id, asOf));
  handle('value:saveEntity', ({ id, entity }) => value.save(id, entity));
  handle('value:deleteEntity', ({ id }) => value.remove(id));
  handle('value:putRows', ({ id, rows }) => value.putRows(id, rows));
  handle('value:removeRows', ({ id, rows }) => value.removeRows(id, rows));
  handle('value:import', async () => {
    const [path] = await choose(host, { properties: ['openFile'] });
    return path === undefined ? null : value.importFile(path);
  });
  handle('value:market', ({ id, window, asOf }) => value.market(id, window, asOf));
}
