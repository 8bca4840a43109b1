/** How an axis writes its values. */
export interface AxisText {
  readonly format: (value: number) => string;
  readonly ticks: (values: readonly number[]) => string[];
}

const MOST_DECIMALS = 6;

/**
 * Marks with the fewest decimals that tell them apart: `4.88 bn`, `4.90 bn`, but `400 k`, `500 k`.
 * @param text a value with that many decimals
 */
export function axis(text: (value: number, decimals: number) => string, label = 2): AxisText {
  return {
    format: (value) => text(value, label),
    ticks: (values) => {
      for (let decimals = 0; decimals < MOST_DECIMALS; decimals++) {
        const marks = values.map((value) => text(value, decimals));
        const distinct = new Set(values.map((value) => Math.abs(value)));
        if (new Set(marks).size >= distinct.size) return marks;
      }
      return values.map((value) => text(value, MOST_DECIMALS));
    },
  };
}
