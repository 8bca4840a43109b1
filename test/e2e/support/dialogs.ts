import type { ElectronApplication } from '@playwright/test';

/** What a person would choose in the system's dialogs from now on. */
export const chooseFiles = (app: ElectronApplication, filePaths: readonly string[]): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen.length === 0, filePaths: [...chosen] });
  }, filePaths);

/** @param path undefined: the person cancels */
export const chooseTarget = (app: ElectronApplication, path: string | undefined): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: chosen === undefined, filePath: (chosen ?? '') as string });
  }, path);
