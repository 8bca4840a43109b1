import type { LinearProgramme } from '#core/hedge/size';

export interface LinearSolution {
  readonly x: Float64Array;
  readonly objective: number;
}

/**
 * Solves by HiGHS, compiled to WebAssembly and loaded with the first programme. Blocks its thread.
 * @returns undefined: nothing satisfies all rows and bounds.
 * @throws {Error} it was not solved: unbounded, or out of time.
 * @source Huangfu, Hall (2018) "Parallelizing the dual revised simplex method"; highs.dev.
 */
export async function solveLinear(programme: LinearProgramme, seconds = 60): Promise<LinearSolution | undefined> {
  const { default: load } = await import('highs');
  const highs = await load();
  const { columns, rows, cost, lower, upper, rowLower, rowUpper, start, row, value } = programme;
  const model = highs.createModel({
    ...{ numCols: columns, numRows: rows, colCost: cost, colLower: lower, colUpper: upper, rowLower, rowUpper },
    matrix: { format: 'csc', numCols: columns, numRows: rows, starts: start, indices: row, values: value },
  });
  try {
    model.options.set({ output_flag: false, time_limit: seconds, random_seed: 0 });
    model.run();
    const status = model.getModelStatus();
    const { modelStatus } = highs.constants;
    if (status === modelStatus.infeasible) return undefined;
    if (status !== modelStatus.optimal) throw new Error(`The linear programme was not solved (status ${status}).`);
    return { x: Float64Array.from(model.getSolution().colValue), objective: model.getObjectiveValue() };
  } finally {
    model.dispose();
  }
}
