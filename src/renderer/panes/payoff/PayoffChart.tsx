import {
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type WheelEvent,
} from 'react';
import { chartTheme, onChartTheme } from '../../theme/tokens';
import { paintShapes } from '../../ui/plot/paint';
import { Plot } from '../../ui/plot/Plot';
import type { Shape } from '../../ui/plot/shapes';
import { useSize } from '../../ui/plot/use-size';
import styles from './payoff.module.css';
import {
  breakEvenMarks,
  drawCurves,
  drawScales,
  plotArea,
  priceAt,
  type Curve,
  type PayoffPicture,
  type PlotArea,
} from './picture';
import { StrikeHandles, type LegHandle } from './StrikeHandles';

interface PayoffChartProps {
  readonly picture: PayoffPicture;
  readonly handles: readonly LegHandle[];
  /** Says in words what the picture shows. */
  readonly describe: string;
  /** Price at the cursor; undefined: none. */
  readonly cursor: number | undefined;
  readonly onCursor: (price: number | undefined) => void;
  /** A turn of the wheel: the range grows by this factor around a price. */
  readonly onZoom: (factor: number, around: number) => void;
  /** Back to the usual range. */
  readonly onReset: () => void;
}

const WHEEL_RATE = 0.0015;
const CURSOR_STEPS = 100;

/** The picture on a canvas, with strikes to be moved and a cursor that reads it. */
export function PayoffChart(props: PayoffChartProps): ReactElement {
  const { picture, handles, describe, cursor, onCursor, onZoom, onReset } = props;
  const [host, size] = useSize<HTMLDivElement>();
  const [active, setActive] = useState<string>();
  const strike = handles.find(({ key }) => key === active)?.strike;
  const area = useMemo(
    () => (size.width > 0 && size.height > 0 ? plotArea(picture, size) : undefined),
    [picture, size],
  );
  const curves = useMemo(() => (area ? drawCurves(picture, area) : []), [picture, area]);
  const scales = useScales(picture, area);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const read = (clientX: number): void => {
    const box = host.current?.getBoundingClientRect();
    if (!box || !area) return;
    const x = clientX - box.left;
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() =>
      onCursor(x >= area.left && x <= area.right ? priceAt(area, picture, x) : undefined),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const low = picture.prices[0]!;
    const span = picture.prices.at(-1)! - low;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by !== undefined) {
      const from = cursor ?? picture.now;
      onCursor(Math.min(low + span, Math.max(low, from + (by * span) / (event.shiftKey ? 10 : CURSOR_STEPS))));
    } else if (event.key === '+' || event.key === '=') onZoom(0.8, cursor ?? picture.now);
    else if (event.key === '-') onZoom(1.25, cursor ?? picture.now);
    else if (event.key === '0') onReset();
    else if (event.key === 'Escape' && cursor !== undefined) onCursor(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onWheel = (event: WheelEvent): void => {
    const box = host.current?.getBoundingClientRect();
    if (box && area) onZoom(Math.exp(event.deltaY * WHEEL_RATE), priceAt(area, picture, event.clientX - box.left));
  };
  return (
    <div
      className={styles['stage']}
      ref={host}
      tabIndex={0}
      role="group"
      aria-label={describe}
      data-testid="payoff"
      onPointerMove={(event) => read(event.clientX)}
      onPointerLeave={() => {
        cancelAnimationFrame(frame.current);
        onCursor(undefined);
      }}
      onKeyDown={onKeyDown}
      onWheel={onWheel}
      onDoubleClick={onReset}
    >
      <Canvas shapes={scales} width={size.width} height={size.height} />
      <Canvas shapes={curves} width={size.width} height={size.height} />
      <Legend curves={picture.curves} />
      {area && (
        <>
          {breakEvenMarks(picture, area).map(({ text, from, middle, width }, i) => (
            <span
              key={i}
              className={styles['breakEven']}
              style={{ transform: `translate(${from}px, ${middle - 8}px)`, width }}
              aria-hidden
            >
              {text}
            </span>
          ))}
          {cursor !== undefined && (
            <div
              className={styles['cursor']}
              style={{ transform: `translate(${area.x(cursor)}px, ${area.top}px)`, height: area.bottom - area.top }}
            />
          )}
          {strike !== undefined && (
            <div
              className={styles['strikeLine']}
              style={{ transform: `translate(${area.x(strike)}px, ${area.top}px)`, height: area.bottom - area.top }}
            />
          )}
          {handles.length > 0 && (
            <span className={styles['strikesWord']} style={{ top: area.bottom + 4 }}>
              strikes
            </span>
          )}
          <StrikeHandles
            handles={handles}
            toPx={area.x}
            toPrice={(px) => priceAt(area, picture, px)}
            line={area.bottom}
            left={area.left}
            right={area.right}
            active={active}
            onActive={setActive}
          />
        </>
      )}
    </div>
  );
}

/** Drawn again only when they stand elsewhere: a drag leaves them where they are. */
function useScales(picture: PayoffPicture, area: PlotArea | undefined): readonly Shape[] {
  const key = area ? `${area.key} ${picture.now} ${picture.unit.words}` : '';
  const [drawn, setDrawn] = useState<{ readonly key: string; readonly shapes: readonly Shape[] }>({
    key: '',
    shapes: [],
  });
  if (drawn.key === key) return drawn.shapes;
  const shapes = area ? drawScales(picture, area) : [];
  setDrawn({ key, shapes });
  return shapes;
}

function Canvas({
  shapes,
  width,
  height,
}: {
  readonly shapes: readonly Shape[];
  readonly width: number;
  readonly height: number;
}): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [theme, setTheme] = useState(chartTheme);
  useEffect(() => onChartTheme(setTheme), []);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const fine = devicePixelRatio || 1;
    const [w, h] = [Math.round(width * fine), Math.round(height * fine)];
    // Setting a size clears and reallocates, also to the same size.
    if (element.width !== w || element.height !== h) [element.width, element.height] = [w, h];
    context.setTransform(fine, 0, 0, fine, 0, 0);
    context.clearRect(0, 0, width, height);
    paintShapes(context, theme, shapes);
  }, [shapes, width, height, theme]);
  return <canvas ref={canvas} className={styles['canvas']} style={{ width, height }} aria-hidden />;
}

/** Drawn again only when it says something else, not whenever a curve moves. */
const Legend = memo(
  function Legend({ curves }: { readonly curves: readonly Curve[] }): ReactElement {
    return (
      <div className={styles['legend']} aria-hidden>
        {curves.toReversed().map(({ id, words, ink, width, dash }) => (
          <span key={id}>
            <Plot
              width={18}
              height={8}
              shapes={[{ kind: 'line', x1: 0, y1: 4, x2: 18, y2: 4, stroke: ink, width, ...(dash ? { dash } : {}) }]}
            />
            {words}
          </span>
        ))}
      </div>
    );
  },
  ({ curves: before }, { curves }) =>
    before.length === curves.length &&
    before.every(({ id, words, ink, width, dash }, i) => {
      const now = curves[i]!;
      return (
        id === now.id &&
        words === now.words &&
        ink === now.ink &&
        width === now.width &&
        String(dash) === String(now.dash)
      );
    }),
);
