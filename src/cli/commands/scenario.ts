import { formatInterval, parseInterval } from '#core/time/interval';
import { ScenarioSpecSchema, type ScenarioFacts, type ScenarioSpec } from '#shared/scenario';
import { asOfOf, Exit, parseInstant, withServices, type GlobalOptions } from '../context';
import { checked, readJson } from '../hedge-plan';
import { mustRun } from '../job';
import { count, instant, printJson, printTable, say } from '../print';

export interface ScenarioOptions extends GlobalOptions {
  readonly name?: string;
  readonly shock?: string;
  readonly analog?: string;
  readonly line?: string;
  readonly of?: string;
  readonly hours?: string;
  readonly recovery: string;
  readonly recoveryHours: string;
  readonly restHours: string;
  readonly volPeak?: string;
  readonly volEnd?: string;
  readonly volBeta?: string;
  readonly restless: string;
  readonly seed: string;
  readonly step: string;
  readonly start?: string;
  readonly dryRun?: boolean;
}

export async function create(asset: string, options: ScenarioOptions): Promise<void> {
  const spec = await readSpec(asset, options);
  await withServices(options, { create: false }, async (services) => {
    if (options.dryRun) {
      const { bars: _, vol30: __, ...facts } = await services.scenarios.preview(spec);
      return tell(undefined, facts, options);
    }
    const before = new Set(services.scenarios.list().map(({ id }) => id));
    await mustRun(services, { kind: 'scenario', spec });
    const made = services.scenarios.list().find(({ id }) => !before.has(id))!;
    tell(made.id, made, options);
  });
}

export async function list(options: GlobalOptions): Promise<void> {
  const all = await withServices(options, { create: false }, async ({ scenarios }) => scenarios.list());
  if (options.json) return printJson(all);
  printTable(
    ['instrument', 'start, UTC', 'bars', 'end', 'lowest', 'name'],
    all.map(({ id, start, end, step, price, low, last, name }) => [
      id,
      instant(start),
      count((end - start) / step),
      percent(last / price - 1),
      percent(low / price - 1),
      name,
    ]),
  );
  if (all.length === 0) say('No scenario is stored: ballast scenario create.');
}

export async function remove(id: string, options: GlobalOptions): Promise<void> {
  await withServices(options, { create: false }, ({ scenarios }) => scenarios.remove(id));
  if (options.json) printJson({ deleted: id });
  else say(`${id} is deleted. The market that it was made from is as it was.`);
}

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
const vol = (x: number): string => (Number.isNaN(x) ? 'not known' : percent(x));

function tell(id: string | undefined, facts: ScenarioFacts, { json }: GlobalOptions): void {
  if (json) return printJson(id === undefined ? facts : { ...facts, id });
  const { start, end, step, price, low, last, words } = facts;
  say(`${id ?? 'Nothing is stored'}: ${count((end - start) / step)} bars of ${formatInterval(step)} from ${instant(start)} UTC.`); // prettier-ignore
  say(`Price ${count(price)}, lowest ${percent(low / price - 1)}, at the end ${percent(last / price - 1)}. Volatility ${vol(facts.vol.start)}, highest ${vol(facts.vol.high)}.`); // prettier-ignore
  for (const sentence of words) say(sentence);
}

/** @throws {Exit} 2, naming the option or the field. */
async function readSpec(asset: string, options: ScenarioOptions): Promise<ScenarioSpec> {
  const step = parseInterval(options.step);
  if (step === undefined) throw new Exit(2, `--step ${options.step}: write 1m, 5m, 15m, 1h, 4h or 1d.`);
  const path = await readPath(options);
  return checked('the scenario', ScenarioSpecSchema, {
    asset,
    name: options.name ?? path.kind,
    start: options.start === undefined ? null : parseInstant(options.start, '--start'),
    step,
    path,
    asOf: asOfOf(options) ?? null,
  });
}

/** Not checked yet. */
type GivenPath = { readonly kind: string } & Readonly<Record<string, unknown>>;

async function readPath(options: ScenarioOptions): Promise<GivenPath> {
  const { shock, analog, line, hours, volPeak, volEnd, volBeta, of } = options;
  if ([shock, analog, line].filter((one) => one !== undefined).length !== 1)
    throw new Exit(2, 'Say what happens by one of --shock, --analog and --line.');
  const drawn = {
    restless: Number(options.restless),
    seed: Number(options.seed),
    volBeta: volBeta === undefined ? null : Number(volBeta),
  };
  if (line !== undefined) return { kind: 'drawn', points: await readJson(line), ...drawn };
  if (analog !== undefined)
    return { kind: 'analog', instrument: of ?? null, from: parseInstant(analog, '--analog'), hours: Number(hours ?? 72) }; // prettier-ignore
  const peak = volPeak === undefined ? null : Number(volPeak);
  return {
    ...{ kind: 'shock', size: Number(shock), hours: Number(hours ?? 6), recovery: Number(options.recovery) },
    ...{ recoveryHours: Number(options.recoveryHours), restHours: Number(options.restHours) },
    vol: peak === null ? null : { peak, end: volEnd === undefined ? peak : Number(volEnd) },
    ...drawn,
  };
}
