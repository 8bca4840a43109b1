import type { Ms } from '#core/time/ms';
import type { ScenarioInfo } from '#shared/scenario';
import type { StoreReader } from '../store/api';
import type { StoredDocument } from '../store/types';

/** JSON has no NaN: a figure that is missing is null at rest and NaN in memory. */
export function toDocument(info: ScenarioInfo): StoredDocument {
  return { kind: 'scenario', id: info.id, title: info.name, json: JSON.stringify(info), updated: info.createdAt };
}

export function fromDocument({ json }: StoredDocument): ScenarioInfo {
  const { vol, liquidated, ...info } = JSON.parse(json) as ScenarioInfo;
  const known = (x: number | null): number => x ?? NaN;
  return {
    ...info,
    vol: { start: known(vol.start), high: known(vol.high), last: known(vol.last) },
    liquidated: known(liquidated),
  };
}

/** Where a scenario leaves what was; −Infinity where nothing is written of it: then nothing but its own figures speaks for it. */
export function scenarioStart(reader: StoreReader, id: string): Ms {
  const document = reader.document('scenario', id);
  return document ? fromDocument(document).start : -Infinity;
}
