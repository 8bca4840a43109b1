import { useMemo, type ReactElement } from 'react';
import type { CascadeRow } from '#shared/cascades';
import { call } from '../../lib/call';
import { formatTime, formatUsdM } from '../../lib/format';
import { asOfArgs } from '../../state/clock';
import { useRestedAsOf } from '../../state/rested-clock';
import { selectPaneGroup, useLink } from '../../state/link';
import { selection } from '../../state/selection';
import { selectZone, useSettings } from '../../state/settings';
import { useReply } from '../../state/use-reply';
import { Select } from '../../ui/Select';

const NONE = 'none';
const MOST = 60;

interface EventPickerProps {
  readonly pane: string;
  readonly side: 'long' | 'short';
  readonly event: CascadeRow | undefined;
}

/** Which event the sum is for: the selection that every pane shares. */
export function EventPicker({ pane, side, event }: EventPickerProps): ReactElement {
  const { instrument } = useLink(selectPaneGroup(pane));
  const asOf = useRestedAsOf();
  const zone = useSettings(selectZone);
  const question = instrument === null ? null : `cascades ${instrument} ${asOf ?? 'live'}`;
  const reply = useReply(question, () => call('cascades:list', { instrument: instrument ?? '', ...asOfArgs(asOf) }));
  const options = useMemo(() => {
    const list = (reply.value ?? []).filter((one) => one.side === side && one.id !== event?.id);
    const latest = list.toSorted((a, b) => b.start - a.start).slice(0, MOST);
    return [
      { value: NONE, label: 'no event' },
      ...[...(event ? [event] : []), ...latest].map((one) => ({
        value: one.id,
        label: formatTime(one.start, zone),
        hint: formatUsdM(one.side === 'long' ? one.notionalLongUsd : one.notionalShortUsd, {
          unit: true,
          missing: 'no prints',
        }),
      })),
    ];
  }, [reply.value, side, event, zone]);
  return (
    <Select
      label="Event"
      value={event?.id ?? NONE}
      options={options}
      onChange={(id) => selection.getState().selectCascade(id === NONE ? null : id)}
    />
  );
}
