/** How an axis writes its values. */
export interface AxisText {
  readonly format: (value: number) => string;
  readonly ticks: (values: readonly number[]) => string[];
}

const MOST_DECIMALS = 6;
/** `4.900 bn` → `4.9 bn` */
const bare = (text: string): string => text.replace(/\.(\d*?)0+(?=\D*$)/, '.$1').replace(/\.(?=\D*$)/, '');

/**
 * Marks with the fewest decimals that hold their values, the same for all: `4.88 bn`, `4.90 bn`, but `400 k`, `500 k`.
 * @param text a value with that many decimals
 */
export function axis(text: (value: number, decimals: number) => string, label = 2): AxisText {
  return {
    format: (value) => text(value, label),
    ticks: (values) => {
      const exact = values.map((value) => bare(text(value, MOST_DECIMALS)));
      for (let decimals = 0; decimals < MOST_DECIMALS; decimals++) {
        const marks = values.map((value) => text(value, decimals));
        if (marks.every((mark, i) => bare(mark) === exact[i])) return marks;
      }
      return values.map((value) => text(value, MOST_DECIMALS));
    },
  };
}
