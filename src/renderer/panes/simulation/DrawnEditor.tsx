import { useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import type { DrawnPoint } from '#core/hedge/simulation';
import { MS_PER_DAY } from '#core/time/ms';
import { formatNumber, formatPercent } from '../../lib/format';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Plot } from '../../ui/plot/Plot';
import { label, linear, line as stroke, through, type Point, type Shape } from '../../ui/plot/shapes';
import { useSize } from '../../ui/plot/use-size';
import { insertPoint, movePoint, removePoint, setVol } from './drawn-line';
import { boxOf, timeAxis, valueAxis } from '../shared/chart/plot-frame';
import styles from './simulation.module.css';

interface DrawnEditorProps {
  readonly points: readonly DrawnPoint[];
  readonly onChange: (points: readonly DrawnPoint[]) => void;
}

const HEIGHT = 148;

interface Frame {
  readonly days: number;
  readonly low: number;
  readonly high: number;
}

/** What the plot spans; it stands still while a point is dragged. */
const frameOf = (points: readonly DrawnPoint[]): Frame => ({
  days: Math.max(7, (points.at(-1)?.day ?? 0) * 1.12),
  low: Math.min(0.7, ...points.map(({ spot }) => spot)) * 0.92,
  high: Math.max(1.15, ...points.map(({ spot }) => spot)) * 1.05,
});

const change = (spot: number): string => formatPercent(spot - 1, { decimals: 1, sign: true });

/** A scenario as a line: points are dragged, or walked with the arrow keys; the first one is today. */
export function DrawnEditor({ points: given, onChange }: DrawnEditorProps): ReactElement {
  const [host, { width }] = useSize<HTMLDivElement>();
  const [selected, setSelected] = useState(1);
  const [draft, setDraft] = useState<readonly DrawnPoint[]>();
  const [held, setHeld] = useState<Frame>();
  const points = draft ?? given;
  const at = Math.min(selected, points.length - 1);
  const point = points[at]!;
  const frame = held ?? frameOf(points);
  const box = boxOf({ width, height: HEIGHT }, 54);
  const [x, below] = timeAxis(box, 0, frame.days * MS_PER_DAY, false);
  const [y, lines] = valueAxis(box, [frame.low - 1, frame.high - 1], (value) => formatPercent(value, { decimals: 0, sign: true }), 0);
  const places = points.map(({ day, spot }): Point => [x(day * MS_PER_DAY), y(spot - 1)]);
  const shapes: readonly Shape[] = [
    ...lines,
    ...below,
    { kind: 'path', d: through(places), stroke: 'series1', width: 2 },
    stroke(places.at(-1)![0], places.at(-1)![1], box.right, places.at(-1)![1], 'series3', { dash: [1.5, 3] }),
    ...points.flatMap(({ vol }, i) => vol === null ? [] : [label(places[i]![0], places[i]![1] - 12, `vol x ${formatNumber(vol, { decimals: 1 })}`, { align: 'middle' })]),
  ];
  const drag = (event: PointerEvent<SVGCircleElement>, i: number): void => {
    if (held === undefined || i === 0) return;
    const bounds = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
    const toDay = linear(box.left, box.right, 0, frame.days);
    const toSpot = linear(box.top, box.bottom, frame.high, frame.low);
    setDraft(movePoint(points, i, { day: toDay(event.clientX - bounds.left), spot: toSpot(event.clientY - bounds.top) }));
  };
  const drop = (): void => {
    setHeld(undefined);
    if (draft && draft !== given) onChange(draft);
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent, i: number): void => {
    const by = event.shiftKey ? 5 : 1;
    const { day, spot } = points[i]!;
    const next =
      event.key === 'ArrowRight' ? movePoint(points, i, { day: day + by })
      : event.key === 'ArrowLeft' ? movePoint(points, i, { day: day - by })
      : event.key === 'ArrowUp' ? movePoint(points, i, { spot: spot + by / 100 })
      : event.key === 'ArrowDown' ? movePoint(points, i, { spot: spot - by / 100 })
      : event.key === 'Delete' || event.key === 'Backspace' ? removePoint(points, i)
      : undefined;
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next);
  };
  const add = (): void => {
    const [next, place] = insertPoint(points, at);
    setSelected(place);
    onChange(next);
  };
  return (
    <div className={styles['drawn']}>
      <div ref={host} className={styles['line-plot']} style={{ height: HEIGHT }}>
        {width > 0 && (
          <>
            <Plot width={width} height={HEIGHT} shapes={shapes} />
            <svg className={styles['handles']} width={width} height={HEIGHT} role="group" aria-label="Points of the line">
              {places.map(([px, py], i) => (
                <circle
                  key={i}
                  className={styles['handle']}
                  data-fixed={i === 0 || undefined}
                  cx={px}
                  cy={py}
                  r={i === at ? 6 : 5}
                  role="slider"
                  tabIndex={0}
                  aria-label={`Point ${i + 1}, day ${formatNumber(points[i]!.day, { decimals: points[i]!.day % 1 === 0 ? 0 : 1 })}`}
                  aria-valuenow={Math.round((points[i]!.spot - 1) * 1_000) / 10}
                  aria-valuemin={-95}
                  aria-valuemax={400}
                  aria-valuetext={change(points[i]!.spot)}
                  aria-disabled={i === 0 || undefined}
                  data-selected={i === at || undefined}
                  onFocus={() => setSelected(i)}
                  onKeyDown={(event) => onKeyDown(event, i)}
                  onPointerDown={(event) => {
                    setHeld(frame);
                    event.currentTarget.setPointerCapture(event.pointerId);
                    setSelected(i);
                  }}
                  onPointerMove={(event) => drag(event, i)}
                  onPointerUp={drop}
                  onPointerCancel={drop}
                />
              ))}
            </svg>
          </>
        )}
      </div>
      <div className={styles['point']}>
        <NumberField label={`Day of point ${at + 1}`} unit="d" width={76} value={point.day} min={0} max={1_830} onCommit={(day) => onChange(movePoint(points, at, { day }))} />
        <NumberField label={`Price of point ${at + 1} against today`} unit="%" width={80} value={Number(((point.spot - 1) * 100).toFixed(2))} min={-95} max={400} onCommit={(value) => onChange(movePoint(points, at, { spot: 1 + value / 100 }))} />
        <NumberField label={`Volatility of point ${at + 1}, multiple of today`} unit="x vol" width={104} empty="by rule" value={point.vol ?? Number.NaN} min={0.1} max={20} step={0.1} onCommit={(vol) => onChange(setVol(points, at, Number.isNaN(vol) ? null : vol))} />
        <Button tone="quiet" icon="plus" onClick={add}>Point</Button>
        <Button tone="quiet" icon="minus" disabled={at === 0 ? 'The first point is today.' : points.length <= 2 && 'A line has two points.'} onClick={() => onChange(removePoint(points, at))}>
          Remove
        </Button>
      </div>
    </div>
  );
} // prettier-ignore
