import { useEffect, useRef, useState, type MouseEvent, type ReactElement } from 'react';
import { chartTheme, onChartTheme } from '../../theme/tokens';
import styles from './series.module.css';
import { drawStrip, monthText, yearTicks, type Strip } from './strip';

interface CoverageStripProps {
  readonly strip: Strip;
  readonly firstMonth: number;
}

export function CoverageStrip({ strip, firstMonth }: CoverageStripProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [title, setTitle] = useState('');
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      const context = element.getContext('2d');
      if (!context || width === 0) return;
      element.width = Math.round(width * devicePixelRatio);
      element.height = Math.round(height * devicePixelRatio);
      context.scale(devicePixelRatio, devicePixelRatio);
      drawStrip(context, strip, width, height, chartTheme());
    };
    draw();
    const size = new ResizeObserver(draw);
    size.observe(element);
    const stop = onChartTheme(draw);
    return () => {
      size.disconnect();
      stop();
    };
  }, [strip]);
  const name = (event: MouseEvent<HTMLCanvasElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const i = Math.floor(((event.clientX - left) / width) * strip.share.length);
    setTitle(monthText(strip, firstMonth, Math.min(strip.share.length - 1, Math.max(0, i))));
  };
  return (
    <canvas
      ref={canvas}
      className={styles['strip']}
      title={title}
      onMouseMove={name}
      role="img"
      aria-label="Coverage by month"
    />
  );
}

/** Years over the strips. */
export function YearAxis({
  firstMonth,
  months,
}: {
  readonly firstMonth: number;
  readonly months: number;
}): ReactElement {
  const host = useRef<HTMLSpanElement>(null);
  const [width, setWidth] = useState(400);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const size = new ResizeObserver(() => setWidth(element.clientWidth));
    size.observe(element);
    return () => size.disconnect();
  }, []);
  return (
    <span ref={host} className={styles['years']} role="img" aria-label="Years of the coverage">
      {yearTicks(firstMonth, months, width).map(({ year, at }) => (
        <span key={year} className={styles['year']} style={{ left: `${at * 100}%` }}>
          {year}
        </span>
      ))}
    </span>
  );
}
