import { app, dialog, type BrowserWindow } from 'electron';
import { fileName } from '../services/file-name';

export interface Parent {
  readonly window: () => BrowserWindow | undefined;
}

/** Files or folders that a person chose; none when cancelled. */
export async function choose({ window }: Parent, options: Electron.OpenDialogOptions): Promise<readonly string[]> {
  const over = window();
  const { canceled, filePaths } = await (over ? dialog.showOpenDialog(over, options) : dialog.showOpenDialog(options));
  return canceled ? [] : filePaths;
}

/** A place for a new file; null when cancelled. */
export async function chooseTarget({ window }: Parent, name: string): Promise<string | null> {
  const over = window();
  const options = { defaultPath: `${app.getPath('downloads')}/${fileName(name)}` };
  const { canceled, filePath } = await (over ? dialog.showSaveDialog(over, options) : dialog.showSaveDialog(options));
  return canceled || !filePath ? null : filePath;
}
