import type { MacroEntry } from '#shared/macro';
import type { StoreReader } from '../../../store/api';
import type { Clock } from './stored';

/** What a person typed in, as it can be typed again. At a past clock only what was released by then. */
export function readTyped(store: () => StoreReader, { asOf }: Clock): MacroEntry[] {
  const reader = store();
  const names = new Map(reader.macroSeries().map((record) => [record.id, record]));
  return reader.macroTyped().flatMap(({ seriesId, period, released, announced, value }): MacroEntry[] => {
    if (asOf !== undefined && !(released <= asOf)) return [];
    const { label = '', unit = '' } = names.get(seriesId) ?? {};
    return [
      {
        ...{ series: seriesId, label: label === seriesId ? '' : label, unit, period },
        released: Number.isNaN(released) ? null : released,
        announced: announced ?? null,
        value: Number.isNaN(value) ? null : value,
      },
    ];
  });
}
