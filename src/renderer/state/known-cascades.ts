import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import { call } from '../lib/call';
import { asOfArgs, clock } from './clock';
import { data } from './data';
import { followSteps } from './step-ahead';

type Rows = readonly CascadeRow[];

export interface KnownCascades {
  /** Undefined before the first answer. The same array as long as the same events are known. */
  readonly rows: Rows | undefined;
  readonly error: Error | undefined;
  readonly reload: () => void;
}

/** Panes of one instrument ask once. */
const underWay = new Map<string, Promise<Rows>>();
function ask(instrument: string, asOf: Ms | null, round: number): Promise<Rows> {
  const key = `${instrument} ${asOf ?? 'live'} ${data.getState().revision} ${round}`;
  let asked = underWay.get(key);
  if (!asked) {
    asked = call('cascades:list', { instrument, ...asOfArgs(asOf) }).finally(() => underWay.delete(key));
    underWay.set(key, asked);
  }
  return asked;
}

function sameRows(a: Rows | undefined, b: Rows | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return a.length === b.length && a.every((row, i) => sameRow(row, b[i]!));
}
const sameRow = (a: CascadeRow, b: CascadeRow): boolean =>
  (Object.keys(a) as (keyof CascadeRow)[]).every((key) => Object.is(a[key], b[key]));

interface Held extends Pick<KnownCascades, 'rows' | 'error'> {
  readonly instrument: string | null;
}
const NOTHING: Held = { instrument: null, rows: undefined, error: undefined };

/**
 * Events of an instrument that are known at the clock. They follow it past React: a pane is drawn again only when other events
 * are known, and what the clock is set back before is gone at once.
 */
export function useKnownCascades(instrument: string | null): KnownCascades {
  const [held, setHeld] = useState<Held>(NOTHING);
  const round = useRef(0);
  const latest = useRef<() => void>(undefined);
  useEffect(() => {
    if (instrument === null) return;
    let asked: Ms | null | undefined;
    let isGone = false;
    const take = (next: Pick<Held, 'rows' | 'error'>): void =>
      setHeld((before) => {
        const isSame = before.instrument === instrument && before.error === next.error && sameRows(before.rows, next.rows);
        return isSame ? before : { instrument, ...next };
      }); // prettier-ignore
    const follow = (): void => {
      const { asOf } = clock.getState();
      if (asOf !== null && !(asked !== null && asked !== undefined && asOf >= asked)) cut(asOf);
      asked = asOf;
      ask(instrument, asOf, round.current).then(
        (rows) => !isGone && asked === asOf && take({ rows, error: undefined }),
        (cause: unknown) => {
          const error = cause instanceof Error ? cause : new Error(String(cause));
          if (!isGone && asked === asOf) take({ rows: undefined, error });
        },
      );
    };
    const cut = (asOf: Ms): void =>
      setHeld((before) => {
        const rows = before.rows?.filter(({ decision }) => decision <= asOf);
        return rows?.length === before.rows?.length ? before : { ...before, rows };
      });
    latest.current = () => {
      round.current++;
      follow();
    };
    follow();
    const stops = [
      clock.subscribe(({ asOf }, before) => asOf !== before.asOf && follow()),
      followSteps((_, to) => [{ channel: 'cascades:list', args: { instrument, asOf: to } }]),
      data.subscribe(({ revision }, before) => revision !== before.revision && follow()),
    ];
    return () => {
      isGone = true;
      stops.forEach((stop) => stop());
    };
  }, [instrument]);
  const { rows, error } = held.instrument === instrument ? held : NOTHING;
  const reload = useCallback(() => latest.current?.(), []);
  return { rows, error, reload };
}
