import {
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type PointerEvent as ReactPointerEvent,
  type ReactElement,
} from 'react';
import type { OptionKind } from '#core/options/types';
import { editPlan, hedge } from '../../state/hedge';
import { setStrike, type LegPlace } from '../../state/hedge-edit';
import { formatNumber } from '../../lib/format';
import { placeHandles, snappedStrike, steppedStrike, type PlacedHandle, type StrikeHandle } from './handles';
import styles from './payoff.module.css';

/** One strike of one rung of a layer, as it is or would be opened. */
export interface LegHandle extends StrikeHandle {
  readonly place: LegPlace;
  readonly kind: OptionKind;
  /** Units of the underlying, short below 0; 0: not open. */
  readonly quantity: number;
  /** Of its expiry. */
  readonly forward: number;
  readonly days: number;
  readonly layer: string;
  /** Listed strikes of its expiry, ascending; empty: any strike. */
  readonly strikes: ArrayLike<number>;
}

interface StrikeHandlesProps {
  readonly handles: readonly LegHandle[];
  readonly toPx: (price: number) => number;
  readonly toPrice: (px: number) => number;
  /** Line they stand on, px from the top of the host. */
  readonly line: number;
  readonly left: number;
  readonly right: number;
  /** Key of the one that is moved or looked at. */
  readonly active: string | undefined;
  readonly onActive: (key: string | undefined) => void;
}

const gestureOf = ({ place }: LegHandle): string => `strike ${place.layer} ${place.leg} ${place.rich}`;

/** Strike over forward: what all rungs of a ladder follow. */
function put(handle: LegHandle, strike: number): void {
  const value = strike / handle.forward;
  if (value > 0 && Number.isFinite(value))
    editPlan(setStrike(handle.place, { by: 'moneyness', value }), gestureOf(handle));
}

const quantityWords = (quantity: number): string =>
  quantity === 0 ? 'not open' : `x ${formatNumber(quantity, { decimals: Math.abs(quantity) < 100 ? 2 : 0 })}`;

/** What a hand or a key does to a handle. */
interface HandleEvents {
  readonly enter: (handle: LegHandle) => void;
  readonly leave: () => void;
  readonly begin: (event: ReactPointerEvent<HTMLElement>, handle: LegHandle) => void;
  readonly press: (event: KeyboardEvent, handle: LegHandle) => void;
}

/** Strikes below the picture, to be moved by hand or with the arrow keys. */
export function StrikeHandles(props: StrikeHandlesProps): ReactElement {
  const { handles, toPx, line, left, right, active } = props;
  const events = useHandleEvents(props);
  const placed = placeHandles(handles, toPx).filter(({ x }) => x >= left - 1 && x <= right + 1);
  const shown = placed.find(({ handle }) => handle.key === active);
  return (
    <div className={styles['handles']} role="group" aria-label="Strikes">
      {placed.map(({ handle, x, level }) => (
        <Handle
          key={handle.key}
          handle={handle}
          x={x}
          level={level}
          line={line}
          isActive={handle.key === active}
          events={events}
        />
      ))}
      {shown && <Chip placed={shown} line={line} left={left} right={right} />}
    </div>
  );
}

/** The same functions for every picture, so that a drag draws the handle anew that moves and no other. */
function useHandleEvents(props: StrikeHandlesProps): HandleEvents {
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const isMoving = useRef(false);
  const frame = useRef(0);
  const wanted = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useMemo(() => {
    const rest = (key: string | undefined): void => {
      if (!isMoving.current) latest.current.onActive(key);
    };
    const change = (): void => {
      wanted.current?.();
      wanted.current = undefined;
    };
    /** At most one change a frame, the last one. */
    const soon = (next: () => void): void => {
      wanted.current = next;
      if (frame.current !== 0) return;
      frame.current = requestAnimationFrame(() => {
        frame.current = 0;
        change();
      });
    };
    return {
      enter: ({ key }) => rest(key),
      leave: () => rest(undefined),
      begin: (event, handle) => {
        if (event.button !== 0) return;
        const target = event.currentTarget;
        target.setPointerCapture(event.pointerId);
        hedge.getState().select(handle.place.layer);
        const origin = target.parentElement!.getBoundingClientRect().left;
        const { toPx, toPrice } = latest.current;
        const grip = event.clientX - origin - toPx(handle.strike);
        const life = new AbortController();
        const { signal } = life;
        isMoving.current = true;
        const end = (): void => {
          life.abort();
          change();
          hedge.getState().settle();
          isMoving.current = false;
        };
        target.addEventListener(
          'pointermove',
          (next) => {
            const price = toPrice((next as PointerEvent).clientX - origin - grip);
            soon(() => put(handle, snappedStrike(handle.strikes, price, handle.forward)));
          },
          { signal },
        );
        target.addEventListener('pointerup', end, { signal });
        target.addEventListener('pointercancel', end, { signal });
      },
      press: (event, handle) => {
        const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        hedge.getState().select(handle.place.layer);
        put(handle, steppedStrike(handle.strikes, handle.strike, by, handle.forward));
      },
    };
  }, []);
}

interface HandleProps extends PlacedHandle<LegHandle> {
  readonly line: number;
  readonly isActive: boolean;
  readonly events: HandleEvents;
}

const STACK = 15;

const Handle = memo(function Handle({ handle, x, level, line, isActive, events }: HandleProps): ReactElement {
  const { kind, strike, quantity, days, layer } = handle;
  return (
    <div
      className={styles['handle']}
      style={{ transform: `translate(${x - 12}px, ${line + 1 - level * STACK}px)` }}
      role="slider"
      tabIndex={0}
      data-active={isActive || undefined}
      data-open={quantity !== 0 || undefined}
      data-strike={handle.key}
      aria-label={`Strike of ${kind}, ${layer}, ${days.toFixed(0)} days`}
      aria-orientation="horizontal"
      aria-valuenow={strike}
      aria-valuetext={`${formatNumber(strike)}, ${quantityWords(quantity)}`}
      onPointerEnter={() => events.enter(handle)}
      onPointerLeave={events.leave}
      onFocus={() => events.enter(handle)}
      onBlur={() => {
        events.leave();
        hedge.getState().settle(); // the key may come up elsewhere
      }}
      onPointerDown={(event) => events.begin(event, handle)}
      onPointerMove={(event) => event.stopPropagation()} // the cursor of the picture reads beside the strikes, not on them
      onKeyDown={(event) => events.press(event, handle)}
      onKeyUp={() => hedge.getState().settle()}
    >
      <svg width="24" height="20" aria-hidden>
        <path d="M12 1.5l5 6v8h-10v-8z" />
      </svg>
    </div>
  );
});

const CHIP = 188;

function Chip({
  placed: { handle, x, level },
  line,
  left,
  right,
}: {
  readonly placed: PlacedHandle<LegHandle>;
  readonly line: number;
  readonly left: number;
  readonly right: number;
}): ReactElement {
  const { kind, strike, quantity, days, layer, forward } = handle;
  const at = x - 8 - CHIP >= left ? x - 8 - CHIP : Math.min(x + 8, right - CHIP);
  return (
    <div
      className={styles['chip']}
      style={{ transform: `translate(${at}px, ${line - level * STACK - 48}px)`, width: CHIP }}
      aria-hidden
    >
      <b>
        {kind} {formatNumber(strike)} {quantityWords(quantity)}
      </b>
      <span>
        {days.toFixed(0)} d, {((100 * strike) / forward).toFixed(1)} % of forward
      </span>
      <span>{layer}</span>
    </div>
  );
}
