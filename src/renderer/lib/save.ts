import { tryCall } from './call';
import { fileName, toCsv, type TextGrid } from '#shared/csv';
import { toPng } from './png';

/** Of the person's own calendar: no instant of a market. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** Asks where to, then writes. @returns the path, or undefined when nothing was written. */
export async function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  return (await tryCall('file:save', { name, content })) ?? undefined;
}
export const saveCsv = (subject: string, grid: TextGrid): Promise<string | undefined> =>
  saveFile(fileName(subject, 'csv', today()), toCsv(grid));

export const savePng = async (subject: string, canvas: HTMLCanvasElement): Promise<string | undefined> =>
  saveFile(fileName(subject, 'png', today()), await toPng(canvas));
