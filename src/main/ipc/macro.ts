import type { Services } from '../services';
import type { Handle } from './handle';

export function answerMacro(handle: Handle, { macro, timeShifts }: Services): void {
  handle('macro:series', ({ asOf }) => macro.series(asOf));
  handle('macro:read', (query) => macro.read(query));
  handle('macro:calendar', (query) => macro.calendar(query));
  handle('macro:rates', ({ asOf }) => macro.rates(asOf));
  handle('macro:differential', (query) => macro.differential(query));
  handle('macro:typed', ({ asOf }) => macro.typed(asOf));
  handle('macro:put', (entry) => macro.put(entry));
  handle('macro:remove', (key) => macro.remove(key));
  handle('timeShift:read', (spec) => timeShifts.read(spec));
}
