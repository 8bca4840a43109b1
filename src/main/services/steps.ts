import type { JobContext } from './jobs';

/** One step of a job: the work is given the job's signal, and the step is reported as it ends. */
export type Step = <T>(message: string, work: (options: { readonly signal: AbortSignal }) => Promise<T>) => Promise<T>;

export function createSteps(total: number, { report, signal }: JobContext): Step {
  let done = 0;
  report({ done, total, unit: 'steps' });
  return async (message, work) => {
    const value = await work({ signal });
    report({ done: ++done, total, unit: 'steps', message });
    return value;
  };
}
