import type { StudyInput } from '#core/evidence/types';

/** What several parts of a question read; an index that is read by more than one of them is listed once. */
export function inputsOf(parts: readonly { readonly inputs: readonly StudyInput[] }[]): StudyInput[] {
  const seen = new Map<string, StudyInput>();
  for (const { inputs } of parts)
    for (const input of inputs)
      seen.set(JSON.stringify([input.instrument, input.kind, input.intervalMs, input.source]), input);
  return [...seen.values()];
}

/** What a person has to know before quoting a result, from what was read. */
export function dataCaveats(inputs: readonly StudyInput[], problems: readonly string[], instruments: number): string[] {
  const liquidations = inputs.filter(({ role }) => role === 'liquidations');
  const throttled = liquidations.flatMap(({ coverage }) => coverage.filter((span) => span.coverage === 'throttled'));
  const since = Math.min(...throttled.map(({ from }) => from));
  return [
    ...(inputs.some(({ synthetic }) => synthetic) ? ['The data is synthetic: it says nothing about any market.'] : []),
    ...(throttled.length > 0
      ? [
          `Liquidations are under-counted${Number.isFinite(since) ? ` from ${new Date(since).toISOString().slice(0, 10)} on` : ''}: the venue published at most one a second. Sizes before and after are not comparable.`,
        ]
      : []),
    ...(instruments > 1
      ? ['The instruments are those stored today: those that were delisted are missing, which flatters what survived.']
      : ['One instrument: what holds for it need not hold for another.']),
    ...problems,
  ];
}
