/** Answers to questions that are about to be asked: they come with the step of the clock that raises them. */
const waiting = new Map<string, unknown>();

const keyOf = (channel: string, args: unknown): string => `${channel} ${JSON.stringify(args)}`;

/** Nothing of an earlier step is left. */
export const forgetAnswers = (): void => waiting.clear();
export const putAnswer = (channel: string, args: unknown, value: unknown): void =>
  void waiting.set(keyOf(channel, args), value);

/** @returns the answer, once; undefined: there is none, and the other process is to be asked */
export function takeAnswer(channel: string, args: unknown): { readonly value: unknown } | undefined {
  if (waiting.size === 0) return undefined;
  const key = keyOf(channel, args);
  if (!waiting.has(key)) return undefined;
  const value = waiting.get(key);
  waiting.delete(key);
  return { value };
}
