import type { Gate, Layer, LegRule, Monetisation, StrikeRule } from '#core/hedge/types';

/** Field of the editor that a problem belongs to. */
export type EditorField = 'name' | 'legs' | 'tenor' | 'size' | 'gate' | 'adaptation' | 'roll' | 'monetisation' | 'caps';

export interface Problem {
  readonly field: EditorField;
  readonly text: string;
}

function strikeProblem({ by, value }: StrikeRule): string | undefined {
  if (by === 'delta' && !(value > 0 && value < 1)) return 'A delta lies between 0 and 100.';
  return value > 0 ? undefined : 'A strike needs a number above 0.';
}

function legsProblem(legs: readonly LegRule[]): string | undefined {
  if (legs.length === 0) return 'A layer needs a leg.';
  if (legs.some(({ ratio }) => ratio === 0 || !Number.isFinite(ratio))) return 'A leg with a ratio of 0 does nothing.';
  for (const leg of legs) {
    const problem = leg.kind === 'future' ? undefined : strikeProblem(leg.strike);
    if (problem) return problem;
  }
  return undefined;
}

function gateProblem(gate: Gate): string | undefined {
  switch (gate.kind) {
    case 'always':
      return undefined;
    case 'ramp':
      return gate.from === gate.to ? 'A ramp needs two levels.' : undefined;
    case 'hysteresis':
      return gate.on === gate.off ? 'Hysteresis needs two levels.' : undefined;
    case 'step': {
      if (gate.steps.length === 0) return 'A gate needs a step.';
      if (gate.steps.some(({ from, to }) => !(from < to))) return 'A step has to end above where it begins.';
      const apart = gate.steps.every(({ from }, i) => i === 0 || from >= gate.steps[i - 1]!.to);
      return apart ? undefined : 'Steps have to ascend without overlap.';
    }
  }
}

function monetisationProblem(rule: Monetisation): string | undefined {
  if (rule.kind === 'band') return rule.to > rule.above ? 'It cannot be sold down to more than the band.' : undefined;
  if (rule.kind === 'none') return undefined;
  if (rule.steps.length === 0) return 'Give a multiple, or hold it.';
  const ascends = rule.steps.every(({ at }, i) => at > (i === 0 ? 0 : rule.steps[i - 1]!.at));
  return ascends ? undefined : 'Multiples have to ascend.';
}

/** What keeps a layer from being used, in the order of the editor. */
export function layerProblems(layer: Layer): readonly Problem[] {
  const { name, legs, tenor, size, gate, adaptation, monetisation } = layer;
  const found: (Problem | undefined)[] = [];
  const check = (field: EditorField, text: string | undefined): void => void found.push(text === undefined ? undefined : { field, text }); // prettier-ignore
  check('name', name.trim() === '' ? 'Give it a name.' : name.length > 120 ? 'A name has at most 120 characters.' : undefined); // prettier-ignore
  check('legs', legsProblem(legs));
  check('tenor', tenor.targets.length === 0 ? 'Give the days to expiry, such as 30/60/90.' : undefined);
  check('tenor', tenor.least > tenor.most ? 'The nearest expiry lies beyond the farthest.' : undefined);
  check('tenor', tenor.targets.every((days) => days >= tenor.least && days <= tenor.most) ? undefined : 'Every tenor has to lie within the nearest and farthest expiry.'); // prettier-ignore
  const amount = size.by === 'exposure' ? size.ratio : size.by === 'contracts' ? size.count : size.share;
  check('size', amount > 0 ? undefined : 'A size above 0 is needed: the legs say which side.');
  check('gate', gateProblem(gate.gate));
  check('adaptation', adaptation.least > adaptation.most ? 'The least is above the most.' : undefined);
  check('adaptation', adaptation.rich ? legsProblem(adaptation.rich.legs) : undefined);
  check('monetisation', monetisationProblem(monetisation));
  return found.filter((one) => one !== undefined);
}

/** Reads `30/60/90` or `30, 60`: days to expiry, ascending; undefined when it is not a list of them. */
export function readTargets(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,/]+/).filter((part) => part !== '');
  const days = parts.map(Number);
  const good = days.length > 0 && days.length <= 12 && days.every((one) => one > 0 && one <= 3_650);
  return good ? [...new Set(days)].sort((a, b) => a - b) : undefined;
}
