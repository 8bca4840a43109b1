import type { IChartApi } from 'lightweight-charts';
import type { ChartTheme } from '../../theme/tokens';

/** One line of text of the picture, px from its top left corner. */
export interface Caption {
  readonly text: string;
  readonly top: number;
}

const LEFT = 8;
const LINE = 16;

/** The chart as it is on screen, with its legends, which are not part of its canvas. */
export function takePicture(chart: IChartApi, captions: readonly Caption[], theme: ChartTheme): HTMLCanvasElement {
  const canvas = chart.takeScreenshot(true, false);
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const ratio = window.devicePixelRatio;
  context.scale(ratio, ratio);
  context.font = `11px ${theme.fontMono}`;
  context.textBaseline = 'middle';
  for (const { text, top } of captions) {
    context.fillStyle = theme.surface1;
    context.globalAlpha = 0.78;
    context.fillRect(LEFT - 4, top, context.measureText(text).width + 8, LINE);
    context.globalAlpha = 1;
    context.fillStyle = theme.text1;
    context.fillText(text, LEFT, top + LINE / 2);
  }
  return canvas;
}
