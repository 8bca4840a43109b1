import type { TextGrid } from '#shared/csv';

/** Rows with headers, as a spreadsheet pastes them. */
export function toTsv(grid: TextGrid): string {
  return grid.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** @returns whether the clipboard took it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughSelection(text); // the page may hold no clipboard permission: the old way needs none
  }
}

function copyThroughSelection(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.style.cssText = 'position:fixed;opacity:0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

export const copyRows = (grid: TextGrid): Promise<boolean> => copyText(toTsv(grid));
