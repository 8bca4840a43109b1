/** Draws what a price chart shows now. */
type Painter = () => HTMLCanvasElement;

const painters: Painter[] = [];

/** A price pane offers its picture to those who want one beside a text. @returns a function that takes the offer back */
export function offerPicture(painter: Painter): () => void {
  painters.push(painter);
  return () => void painters.splice(painters.indexOf(painter), 1);
}

/** Of the chart that came last; undefined when none is open. */
export const pricePicture = (): HTMLCanvasElement | undefined => painters.at(-1)?.();
