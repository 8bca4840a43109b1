/** Between an asset and the name of one of its scenarios, in the id of the scenario's instrument: `BTCUSDT~crash-1`. */
const MARK = '~';
const LONGEST_NAME = 30;

/** Source of everything that a scenario is written as. */
export const SCENARIO = 'scenario';

/** A name in the form that an id takes: `Crash, 1` gives `crash-1`; '' when nothing of it is left. */
export const scenarioSlug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-|-$/g, '');

export const scenarioId = (asset: string, slug: string): string => `${asset}${MARK}${slug}`;

/** The asset that an id is a scenario of; undefined: it names a market. */
export function scenarioAsset(id: string): string | undefined {
  const at = id.indexOf(MARK);
  return at > 0 ? id.slice(0, at) : undefined;
}

export const isScenario = (id: string): boolean => id.includes(MARK, 1);
