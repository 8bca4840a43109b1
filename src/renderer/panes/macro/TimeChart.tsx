import { useMemo, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { IconButton } from '../../ui/Button';
import { Plot } from '../../ui/plot/Plot';
import { useSize, type Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { KeyMark, saveChart, type Key } from '../shared/chart/Chart';
import styles from './macro.module.css';
import { nearestStop, type TimeDrawing } from './time-plot';

/** What a place of the chart says: a title and the value of each line. */
export interface Reading {
  readonly title: string;
  readonly items: readonly { readonly key?: Key; readonly name: string; readonly value: string }[];
}

interface TimeChartProps {
  readonly title: string;
  readonly sub?: string;
  readonly tools?: ReactNode;
  readonly file: string;
  readonly height: number;
  /** What it shows, for those who do not see it. */
  readonly describe: string;
  /** Has to be the same function while nothing changes. */
  readonly draw: (size: Size) => TimeDrawing;
  readonly readingAt: (stop: number) => Reading;
  /** Click or Enter on a place. */
  readonly onChoose?: (stop: number) => void;
  readonly children?: ReactNode;
}

/** A chart over time that is read at a crosshair: by pointer, or by arrows. Without one the last place is told. */
export function TimeChart(props: TimeChartProps): ReactElement {
  const { title, sub, tools, file, height, describe, draw, readingAt, onChoose, children } = props;
  const [host, { width }] = useSize<HTMLDivElement>();
  const [wanted, setStop] = useState<number>();
  const drawn = useMemo(() => (width > 0 ? draw({ width, height }) : undefined), [draw, width, height]);
  const stops = drawn?.stops ?? [];
  const last = stops.length - 1;
  const stop = wanted !== undefined && wanted <= last ? wanted : undefined;
  const reading = last >= 0 ? readingAt(stop ?? last) : undefined;
  const keys = reading?.items.flatMap(({ key }) => (key ? [key] : [])) ?? [];
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = stop ?? last;
    const page = Math.max(1, Math.round(stops.length / 12));
    const next = { ArrowLeft: from - 1, ArrowRight: from + 1, PageUp: from - page, PageDown: from + page, Home: 0, End: last }[event.key]; // prettier-ignore
    if (next !== undefined) setStop(Math.min(last, Math.max(0, next)));
    else if (event.key === 'Enter' && onChoose && last >= 0) onChoose(from);
    else if (event.key === 'Escape' && stop !== undefined) setStop(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section className={styles['chart']} aria-label={title}>
      <div className={styles['head']}>
        <Section title={title} sub={sub} />
        <span className={styles['tools']}>
          {tools}
          <IconButton
            icon="camera"
            label={`Save picture of ${title}`}
            disabled={!drawn && 'Nothing is drawn yet.'}
            onClick={() => drawn && saveChart({ title, sub, keys, file, width, height, shapes: drawn.shapes })}
          />
        </span>
      </div>
      {reading && <Readout {...reading} />}
      <div ref={host} className={styles['plot']} style={{ height }}>
        {drawn && <Plot width={width} height={height} shapes={drawn.shapes} />}
        {drawn && last >= 0 && (
          <div
            className={styles['crosshair']}
            role="slider"
            tabIndex={0}
            aria-label={describe}
            aria-valuemin={0}
            aria-valuemax={last}
            aria-valuenow={stop ?? last}
            aria-valuetext={
              reading &&
              `${reading.title}: ${reading.items
                .filter(({ value }) => value !== '')
                .map(({ name, value }) => `${name} ${value}`)
                .join(', ')}`
            }
            onKeyDown={onKeyDown}
            onPointerMove={(event) => {
              const { left } = event.currentTarget.getBoundingClientRect();
              setStop(nearestStop(stops, event.clientX - left));
            }}
            onPointerLeave={() => setStop(undefined)}
            onClick={onChoose && (() => onChoose(stop ?? last))}
          >
            {stop !== undefined && (
              <span
                className={styles['hair']}
                style={{
                  transform: `translate(${Math.round(stops[stop]!)}px, ${drawn.box.top}px)`,
                  height: drawn.box.bottom - drawn.box.top,
                }}
              />
            )}
          </div>
        )}
      </div>
      {children}
    </section>
  );
}

function Readout({ title, items }: Reading): ReactElement {
  return (
    <div className={styles['readout']} aria-hidden>
      <span className={styles['readTitle']}>{title}</span>
      {items.map(({ key, name, value }) => (
        <span key={name} className={styles['read']}>
          {key ? <KeyMark {...key} /> : <span className={styles['quiet']}>{name}</span>}
          {value !== '' && <span className={styles['figure']}>{value}</span>}
        </span>
      ))}
    </div>
  );
}
