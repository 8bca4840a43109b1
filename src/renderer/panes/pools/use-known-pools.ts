import { useMemo } from 'react';
import type { Ms } from '#core/time/ms';
import { inputsOf, withOverrides } from '#core/value/inputs';
import type { Inputs } from '#core/value/types';
import type { Entity } from '#shared/value';
import { call } from '../../lib/call';
import { asOfArgs } from '../../state/clock';
import { useReply, type ReplyState } from '../../state/use-reply';
import { useValuation, type Sheet, type ValuationState } from '../../state/valuation';
import { instantOf } from '../shared/value/instant';
import { poolOf, type KnownPool } from './model';

/** A pool with what is known of it, and what a person put in its place. */
export interface ShownPool extends KnownPool {
  readonly inputs: Inputs;
  readonly own: Sheet['overrides'];
  /** Instant that it is read at. */
  readonly at: Ms;
  /** When its newest figure was published; NaN without one. */
  readonly newest: Ms;
}

const selectById = (s: ValuationState): ValuationState['byId'] => s.byId;
const NOTHING: Sheet['overrides'] = {};

/** Every pool of the list as it was known at the clock. */
export function useKnownPools(list: readonly Entity[], asOf: Ms | null): ReplyState<readonly ShownPool[]> {
  const question = `pools ${asOf ?? 'live'} ${list.map(({ id, rows, newest }) => `${id} ${rows} ${newest}`).join()}`;
  const reply = useReply(question, async () => {
    const readings = await Promise.all(list.map(({ id }) => call('value:entity', { id, ...asOfArgs(asOf) })));
    const readAt = Date.now();
    return readings.map(({ entity, rows }) => {
      const at = instantOf(asOf, entity, readAt, Number.NaN);
      return {
        entity,
        at,
        inputs: inputsOf(rows, at),
        newest: rows.reduce((newest, { published }) => Math.max(newest, published), -Infinity),
      };
    });
  });
  const sheets = useValuation(selectById);
  const value = useMemo(
    () =>
      reply.value?.map((one): ShownPool => {
        const own = sheets[one.entity.id]?.sheet.overrides ?? NOTHING;
        return { ...poolOf(one.entity, withOverrides(one.inputs, own)), ...one, own };
      }),
    [reply.value, sheets],
  );
  return { ...reply, value };
}
