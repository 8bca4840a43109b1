import type { Ms } from '#core/time/ms';
import { call } from '../../lib/call';
import { useReply, type ReplyState } from '../../state/use-reply';
import type { SideReading } from './sides';

export interface SidesReading {
  readonly id: string;
  readonly before: SideReading;
  readonly after: SideReading;
}

/** What was known of an entity at two instants. @param before NaN: none is chosen */
export function useSides(id: string, window: number, before: Ms, after: Ms): ReplyState<SidesReading> {
  const read = async (t: Ms): Promise<SideReading> => {
    const [reading, market] = await Promise.all([call('value:entity', { id, asOf: t }), call('value:market', { id, window, asOf: t })]);
    return { t, reading, market };
  };
  const question = Number.isNaN(before) ? null : `sides ${id} ${window} ${before} ${after}`;
  const reply = useReply(question, async () => {
    const [first, second] = await Promise.all([read(before), read(after)]);
    return { id, before: first, after: second };
  });
  const { value } = reply;
  const isThis = value?.id === id && value.before.t === before && value.after.t === after;
  return isThis ? reply : { ...reply, value: undefined };
} // prettier-ignore
