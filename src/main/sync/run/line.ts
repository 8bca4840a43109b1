import type { Ms } from '#core/time/ms';
import type { SourceId } from '#shared/sync';
import type { Http, NetNote } from '../net/types';
import type { LineState } from '../sync-protocol';

export interface Line {
  note(note: NetNote, http: Pick<Http, 'skew'>): void;
  /** Says how things stand, if that has changed. */
  tell(http: Pick<Http, 'skew'>): void;
}

/** Whether anything answers: offline when no host does. */
export function createLine(entries: Partial<Record<SourceId, unknown>>, onState: (state: LineState) => void): Line {
  const sources = Object.keys(entries) as SourceId[];
  const reached = new Map<SourceId, boolean>();
  let told = '';
  const tell = (http: Pick<Http, 'skew'>): void => {
    const heard = [...reached.values()];
    const network = heard.length === 0 ? 'unknown' : heard.some(Boolean) ? 'online' : 'offline';
    const skew: Partial<Record<SourceId, Ms>> = {};
    for (const id of sources) if (!Number.isNaN(http.skew(id))) skew[id] = Math.round(http.skew(id));
    const text = JSON.stringify([network, skew]);
    if (text !== told) onState({ network, skew });
    told = text;
  };
  return {
    note: (note, http) => {
      if (note.kind === 'answered' || note.kind === 'unreachable') reached.set(note.source, note.kind === 'answered');
      tell(http);
    },
    tell,
  };
}
