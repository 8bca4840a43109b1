import {
  useEffect,
  useRef,
  useState,
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

/** Strikes below the picture, to be moved by hand or with the arrow keys. */
export function StrikeHandles(props: StrikeHandlesProps): ReactElement {
  const { handles, toPx, toPrice, line, left, right, active, onActive } = props;
  const [isMoving, setMoving] = useState(false);
  const frame = useRef(0);
  const wanted = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const placed = placeHandles(handles, toPx).filter(({ x }) => x >= left - 1 && x <= right + 1);
  const shown = placed.find(({ handle }) => handle.key === active);

  /** At most one change a frame, the last one. */
  const soon = (change: () => void): void => {
    wanted.current = change;
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      wanted.current?.();
      wanted.current = undefined;
    });
  };
  const begin = (event: ReactPointerEvent<HTMLElement>, handle: LegHandle): void => {
    if (event.button !== 0) return;
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    hedge.getState().select(handle.place.layer);
    const origin = target.parentElement!.getBoundingClientRect().left;
    const grip = event.clientX - origin - toPx(handle.strike);
    const life = new AbortController();
    const { signal } = life;
    setMoving(true);
    const end = (): void => {
      life.abort();
      wanted.current?.();
      wanted.current = undefined;
      hedge.getState().settle();
      setMoving(false);
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
  };
  const onKeyDown = (event: KeyboardEvent, handle: LegHandle): void => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    hedge.getState().select(handle.place.layer);
    put(handle, steppedStrike(handle.strikes, handle.strike, by, handle.forward));
  };
  return (
    <div className={styles['handles']} role="group" aria-label="Strikes">
      {placed.map(({ handle, x, level }) => (
        <Handle
          key={handle.key}
          placed={{ handle, x, level }}
          line={line}
          isActive={handle.key === active}
          onEnter={() => !isMoving && onActive(handle.key)}
          onLeave={() => !isMoving && onActive(undefined)}
          onPointerDown={(event) => begin(event, handle)}
          onKeyDown={(event) => onKeyDown(event, handle)}
        />
      ))}
      {shown && <Chip placed={shown} line={line} left={left} right={right} />}
    </div>
  );
}

interface HandleProps {
  readonly placed: PlacedHandle<LegHandle>;
  readonly line: number;
  readonly isActive: boolean;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onPointerDown: (event: ReactPointerEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const STACK = 15;

function Handle({ placed, line, isActive, ...on }: HandleProps): ReactElement {
  const { handle, x, level } = placed;
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
      onPointerEnter={on.onEnter}
      onPointerLeave={on.onLeave}
      onFocus={on.onEnter}
      onBlur={() => {
        on.onLeave();
        hedge.getState().settle(); // the key may come up elsewhere
      }}
      onPointerDown={on.onPointerDown}
      onPointerMove={(event) => event.stopPropagation()} // the cursor of the picture reads beside the strikes, not on them
      onKeyDown={on.onKeyDown}
      onKeyUp={() => hedge.getState().settle()}
    >
      <svg width="24" height="20" aria-hidden>
        <path d="M12 1.5l5 6v8h-10v-8z" />
      </svg>
    </div>
  );
}

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
