import { useMemo, type ReactElement, type ReactNode } from 'react';
import { savePng } from '../../../lib/save';
import { chartTheme } from '../../../theme/tokens';
import { IconButton } from '../../../ui/Button';
import { toCanvas } from '../../../ui/plot/paint';
import { Plot, type Drawn } from '../../../ui/plot/Plot';
import { diamond, label, type Ink, type Shape } from '../../../ui/plot/shapes';
import { useSize, type Size } from '../../../ui/plot/use-size';
import { Section } from '../../../ui/Section';
import styles from './chart.module.css';

export interface Key {
  readonly text: string;
  readonly ink: Ink;
  readonly dash?: readonly number[];
  readonly width?: number;
  /** An outlined box instead of a line. */
  readonly box?: boolean;
  /** A diamond instead of a line, filled or open. */
  readonly diamond?: 'filled' | 'open';
}

interface ChartProps {
  readonly title: string;
  readonly sub?: string;
  readonly keys?: readonly Key[];
  /** How the picture file is called. */
  readonly file: string;
  readonly height: number;
  readonly describe: string;
  readonly perRow?: number;
  /** What an arrow leads to is selected at once. */
  readonly walks?: boolean;
  /** Controls of this chart alone, before its keys. */
  readonly tools?: ReactNode;
  /** Has to be the same function while nothing changes. */
  readonly draw: (size: Size) => Drawn;
  readonly children?: ReactNode;
}

const TITLE = 32;

/** A titled chart that fills its width, and can be had as a picture. */
export function Chart({
  title,
  sub,
  keys = [],
  file,
  height,
  describe,
  perRow = 1,
  walks = false,
  tools,
  draw,
  children,
}: ChartProps): ReactElement {
  const [host, { width }] = useSize<HTMLDivElement>();
  const drawn = useMemo(() => (width > 0 ? draw({ width, height }) : undefined), [draw, width, height]);
  const save = (): void => {
    if (drawn) saveChart({ title, sub, keys, file, width, height, shapes: drawn.shapes });
  };
  const marks = keys.map((key) => <KeyMark key={key.text} {...key} />);
  return (
    <section className={styles['cell']} aria-label={title}>
      <Section
        title={title}
        sub={sub}
        end={
          <>
            {tools}
            <span className={styles['keys']} data-many={keys.length > 1 || undefined}>
              {marks}
            </span>
            <IconButton icon="camera" label={`Save picture of ${title}`} onClick={save} />
          </>
        }
      />
      {keys.length > 1 && <div className={styles['legend']}>{marks}</div>}
      <div ref={host} style={{ height }}>
        {drawn && (
          <Plot
            width={width}
            height={height}
            shapes={drawn.shapes}
            spots={drawn.spots}
            perRow={perRow}
            walks={walks}
            label={describe}
          />
        )}
      </div>
      {children}
    </section>
  );
}

interface ChartFile extends Size {
  readonly title: string;
  readonly sub: string | undefined;
  readonly keys: readonly Key[];
  readonly file: string;
  readonly shapes: readonly Shape[];
}

/** A picture file of a chart under its title. */
export function saveChart({ title, sub, keys, file, width, height, shapes }: ChartFile): void {
  const head: Shape[] = [
    label(12, TITLE / 2, title, { ink: 'text1', words: true, strong: true, size: 13 }),
    label(width - 12, TITLE / 2, [sub, ...keys.map(({ text }) => text)].filter(Boolean).join(', '), {
      align: 'end',
      words: true,
    }),
  ];
  const body: Shape = { kind: 'group', x: 0, y: TITLE, shapes };
  void savePng(file, toCanvas(chartTheme(), width, height + TITLE, [...head, body]));
}

/** What a line of a chart looks like, and its name. */
export function KeyMark({ text, ink, dash, width = 1.25, box = false, diamond: mark }: Key): ReactElement {
  const shape: Shape = mark
    ? { kind: 'path', d: diamond(8, 5, 4), stroke: ink, width, ...(mark === 'filled' ? { fill: ink } : {}) }
    : box
      ? { kind: 'rect', x: 1, y: 1, w: 12, h: 8, stroke: ink, width: 2 }
      : { kind: 'line', x1: 0, y1: 5, x2: 16, y2: 5, stroke: ink, width, ...(dash ? { dash } : {}) };
  return (
    <span className={styles['key']}>
      <Plot width={16} height={10} shapes={[shape]} />
      {text}
    </span>
  );
}
