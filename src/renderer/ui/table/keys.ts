/** Where a key leads in a list of `count` rows, or undefined when it leads nowhere. −1: nothing is selected yet. */
export function moveTo(key: string, at: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const clamp = (i: number): number => Math.min(count - 1, Math.max(0, i));
  switch (key) {
    case 'ArrowDown':
      return clamp(at + 1);
    case 'ArrowUp':
      return at < 0 ? 0 : clamp(at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return clamp(Math.max(at, 0) + page);
    case 'PageUp':
      return clamp(Math.max(at, 0) - page);
    default:
      return undefined;
  }
}
