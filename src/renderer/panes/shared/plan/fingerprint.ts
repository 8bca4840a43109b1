/** Groups of four, as people read them to each other. */
export const inFours = (hex: string): string => hex.replaceAll(/(.{4})(?=.)/g, '$1\u00a0');

/** The first groups: enough to tell the keys of a plan apart, not to trust one. */
export const shortPrint = (hex: string): string => inFours(hex.slice(0, 16));
