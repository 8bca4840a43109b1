import { copyText } from '../../lib/copy';
import { toPng } from '../../lib/png';
import { saveFile, savePng } from '../../lib/save';
import { fileName } from '#shared/csv';
import { formatTime } from '../../lib/format';
import { notify } from '../../state/notices';
import { chartTheme } from '../../theme/tokens';
import { toCanvas } from '../../ui/plot/paint';
import { cardJson, cardPicture, type CardSource, type Measure } from './card';

export type { CardSource } from './card';

const subjectOf = ({ result }: CardSource): string => `evidence ${result.spec.instruments[0] ?? ''}`;
const text = (card: CardSource): string => JSON.stringify(cardJson(card), null, 2);

function picture(card: CardSource): HTMLCanvasElement {
  const theme = chartTheme();
  const context = document.createElement('canvas').getContext('2d');
  const measure: Measure = (words, size, isText) => {
    if (!context) return words.length * size * 0.6;
    context.font = `${size}px ${isText ? theme.fontText : theme.fontMono}`;
    return context.measureText(words).width;
  };
  const { width, height, shapes } = cardPicture(card, measure);
  return toCanvas(theme, width, height, shapes);
}

/** JSON and a picture on the clipboard; where the system grants no picture, the JSON, and a way to the picture. */
export async function copyCard(card: CardSource): Promise<void> {
  const json = text(card);
  try {
    const png = new Blob([await toPng(picture(card))], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': new Blob([json], { type: 'text/plain' }), 'image/png': png })]); // prettier-ignore
    notify({ tone: 'info', title: 'The evidence card was copied', detail: 'As JSON and as a picture.' });
  } catch {
    const isCopied = await copyText(json);
    notify({
      tone: isCopied ? 'info' : 'warning',
      title: isCopied ? 'The evidence card was copied as JSON' : 'The clipboard took nothing',
      detail: 'Pictures are kept off the clipboard; this one can be saved as a file.',
      action: { label: 'Save the picture', command: 'evidence.savePicture' },
    });
  }
}

export const saveCardPicture = (card: CardSource): Promise<string | undefined> =>
  savePng(subjectOf(card), picture(card));
export const saveCardJson = (card: CardSource): Promise<string | undefined> =>
  saveFile(fileName(subjectOf(card), 'json', formatTime(Date.now(), 'utc', 'day')), text(card));
