import { useImperativeHandle, useMemo, useState, type KeyboardEvent, type PointerEvent, type ReactElement, type Ref } from 'react'; // prettier-ignore
import type { Analog, TimeShiftResult } from '#core/timeshift/types';
import { savePng } from '../../lib/save';
import { selectZone, useSettings } from '../../state/settings';
import { chartTheme } from '../../theme/tokens';
import { toCanvas } from '../../ui/plot/paint';
import { Plot } from '../../ui/plot/Plot';
import { label } from '../../ui/plot/shapes';
import { useSize } from '../../ui/plot/use-size';
import { crosshair, loudShapes, quietShapes } from './overlay';
import { Readout } from './Readout';
import { indexAt, lineAt, sceneOf } from './scene';
import styles from './time-shift.module.css';

export interface OverlayHandle {
  readonly savePicture: () => void;
}

interface OverlayChartProps {
  readonly result: TimeShiftResult;
  readonly title: string;
  readonly chosen: Analog | undefined;
  readonly onChoose: (analog: Analog) => void;
  readonly ref?: Ref<OverlayHandle>;
}

interface Pointed {
  readonly index: number;
  /** Undefined: moved by key. */
  readonly y?: number;
}

const TITLE = 32;

/** The present over what came after instances like it, on today's scale. */
export function OverlayChart({ result, title, chosen, onChoose, ref }: OverlayChartProps): ReactElement {
  const zone = useSettings(selectZone);
  const [host, { width, height }] = useSize<HTMLDivElement>();
  const scene = useMemo(() => sceneOf(result, { width, height }), [result, width, height]);
  const quiet = useMemo(() => quietShapes(scene), [scene]);
  const [at, setAt] = useState<Pointed>();
  const pointed = at && at.index < result.grid.length ? at : undefined;
  const near = pointed?.y === undefined ? undefined : lineAt(scene, pointed.index, pointed.y);
  const loud = useMemo(() => loudShapes(scene, zone, chosen, near), [scene, zone, chosen, near]);
  const isDrawn = width > 120 && height > 60;
  useImperativeHandle(ref, () => ({
    savePicture: () => {
      if (!isDrawn) return;
      const head = label(12, TITLE / 2, title, { ink: 'text1', words: true, strong: true, size: 13 });
      const body = { kind: 'group', x: 0, y: TITLE, shapes: [...quiet, ...loudShapes(scene, zone, chosen, undefined)] } as const; // prettier-ignore
      void savePng(`time-shift ${result.spec.instrument}`, toCanvas(chartTheme(), width, height + TITLE, [head, body]));
    },
  }));
  const onMove = ({ clientX, clientY, currentTarget }: PointerEvent): void => {
    const { left, top } = currentTarget.getBoundingClientRect();
    const index = indexAt(scene, clientX - left);
    setAt(index === undefined ? undefined : { index, y: clientY - top });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { analogs, grid } = result;
    const from = pointed?.index ?? scene.zero;
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12 }[event.key];
    const next = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setAt({ index: Math.min(grid.length - 1, Math.max(0, from + by)) });
    else if (event.key === 'Home' || event.key === 'End') setAt({ index: event.key === 'Home' ? 0 : grid.length - 1 });
    else if (event.key === 'Escape' && at) setAt(undefined);
    else if (next !== undefined && analogs.length > 0) {
      const place = chosen ? analogs.indexOf(chosen) : -1;
      onChoose(analogs[Math.min(analogs.length - 1, Math.max(0, place + next))]!);
    } else return;
    event.preventDefault();
    event.stopPropagation(); // the arrows would step the clock
  };
  return (
    <section className={styles['chart']} aria-label="Paths">
      <Readout scene={scene} index={pointed?.index} chosen={near ?? chosen} />
      <div
        ref={host}
        className={styles['plot']}
        role="img"
        tabIndex={0}
        aria-label={`${title}: the present, ${result.analogs.length} analogs and their fan. Left and Right move the readout, Up and Down choose an analog.`}
        data-testid="time-shift-chart"
        onPointerMove={onMove}
        onPointerLeave={() => setAt(undefined)}
        onClick={() => near && onChoose(near)}
        onKeyDown={onKeyDown}
      >
        {isDrawn && (
          <>
            <Plot width={width} height={height} shapes={quiet} />
            <div className={styles['over']}>
              <Plot width={width} height={height} shapes={loud} />
            </div>
            {pointed && (
              <div className={styles['over']}>
                <Plot width={width} height={height} shapes={crosshair(scene, pointed.index, pointed.y)} />
              </div>
            )}
          </>
        )}
      </div>
    </section>
  );
}
