import { isScenario } from '#core/scenario/id';

/** How figures that no market made are tagged: those of a scenario, and those of the sample market. */
export const syntheticWord = (instrument: string): 'scenario' | 'synthetic' =>
  isScenario(instrument) ? 'scenario' : 'synthetic';
