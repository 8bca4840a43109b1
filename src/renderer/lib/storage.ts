/** Small things of the view that may be lost without harm (column widths). Settings and layouts go to the database. */
export function readLocal(key: string): unknown {
  try {
    const text = localStorage.getItem(`ballast.${key}`);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

export function writeLocal(key: string, value: unknown): void {
  try {
    localStorage.setItem(`ballast.${key}`, JSON.stringify(value));
  } catch {
    // full or forbidden: the view works without it
  }
}
