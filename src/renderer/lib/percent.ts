/** Shares are typed as percent; the last binary digit is not a person's concern. */
export const toPercent = (share: number): number => Number((share * 100).toPrecision(10));
export const fromPercent = (percent: number): number => Number((percent / 100).toPrecision(10));
