import { cutText } from './cut-text';

/** `name copy`, `name copy 2`, …: the first that is free and no longer than `longest`. */
export function freeName(name: string, taken: ReadonlySet<string>, longest: number): string {
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? ' copy' : ` copy ${n}`;
    const wanted = cutText(name, longest - suffix.length) + suffix;
    if (!taken.has(wanted)) return wanted;
  }
}
