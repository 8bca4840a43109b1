import { useEffect, useRef, type ReactElement } from 'react';
import { mountCanvas, type PaneCanvas } from '../shared/chart/canvas';
import styles from './event.module.css';
import { paintLines, type LinesPlot } from './lines';

interface LinesChartProps {
  readonly plot: LinesPlot;
  readonly label: string;
  readonly testId: string;
}

/** A small chart below the timeline, on its time axis. */
export function LinesChart({ plot, label, testId }: LinesChartProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef(plot);
  const canvas = useRef<PaneCanvas>(undefined);
  useEffect(() => {
    if (!host.current) return;
    const mounted = (canvas.current = mountCanvas(host.current, (context, theme, size) =>
      paintLines(context, theme, size, shown.current),
    ));
    return () => mounted.dispose();
  }, []);
  useEffect(() => {
    shown.current = plot;
    canvas.current?.redraw();
  }, [plot]);
  return <div ref={host} className={styles['lines']} role="img" aria-label={label} data-testid={testId} />;
}
