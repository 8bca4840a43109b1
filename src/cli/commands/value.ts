import { resolve } from 'node:path';
import { derived } from '#core/value/derive';
import { ITEMS, type Answer, type Assumptions, type Inputs, type Item } from '#core/value/types';
import { inputsAt, USUAL_ASSUMPTIONS } from '#core/value/usual';
import { valuate } from '#core/value/valuate';
import { formatNumber, formatPercent } from '#shared/format';
import type { Entity, ValueMarket } from '#shared/value';
import type { Value } from '../../main/services/value';
import { asOfOf, Exit, withServices, type GlobalOptions } from '../context';
import { count, instant, printJson, printTable, say } from '../print';

export interface ValueOptions extends GlobalOptions {
  readonly import?: string;
  readonly benchmark: Assumptions['benchmark'];
  readonly window: string;
  readonly premium?: string;
  readonly growth?: string;
  readonly discount?: string;
  readonly riskFree?: string;
}

/** Entities that are kept, or what is known of one and what follows from it. */
export async function value(name: string | undefined, options: ValueOptions): Promise<void> {
  const importing = options.import !== undefined;
  if (importing && options.asOf !== undefined) throw new Exit(2, '--import stores what a file says, whatever --as-of: leave one out.'); // prettier-ignore
  await withServices(options, { create: importing, importing }, async ({ value: service }) => {
    if (options.import !== undefined) {
      const done = await service.importFile(resolve(options.import));
      if (options.json && name === undefined) return printJson(done);
      const { entities, rows, changed, unchanged, words } = done;
      say(`${count(rows)} figures of ${entities.length === 1 ? '1 entity' : `${count(entities.length)} entities`}: ${count(rows - changed - unchanged)} added, ${count(changed)} changed, ${count(unchanged)} unchanged.`); // prettier-ignore
      if (words !== '') say(words);
      if (name === undefined) return;
    }
    const asOf = asOfOf(options);
    const entities = await service.entities(asOf);
    if (name === undefined) tellAll(entities, options);
    else await tellOne(service, find(entities, name), asOf, options);
  });
}

function find(entities: readonly Entity[], name: string): Entity {
  const byId = entities.find(({ id }) => id === name);
  const named = entities.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  if (byId ?? named.length === 1) return (byId ?? named[0])!;
  if (named.length === 0) throw new Exit(2, `There is no entity "${name}", or nothing of it was known by then. \`ballast value\` lists them.`); // prettier-ignore
  throw new Exit(2, `${named.length} entities are called "${name}". Name the id of one: ${named.map(({ id }) => id).join(', ')}.`); // prettier-ignore
}

function tellAll(entities: readonly Entity[], { json }: GlobalOptions): void {
  if (json) return printJson({ entities });
  const mark = ({ synthetic }: Entity): string => (synthetic ? 'synthetic' : '');
  printTable(
    ['id', 'name', 'kind', 'figures', 'newest', ''],
    entities.map((one) => [one.id, one.name, one.kind, count(one.rows), instant(one.newest), mark(one)]),
  );
}

async function tellOne(service: Value, { id }: Entity, asOf: number | undefined, options: ValueOptions): Promise<void> {
  const window = Math.round(number('window', options.window));
  if (!(window >= 20 && window <= 3_650)) throw new Exit(2, '--window: write 20 to 3650 days.');
  const [{ entity, rows }, market] = [await service.entity(id, asOf), await service.market(id, window, asOf)];
  const at = asOf ?? Date.now();
  const inputs = inputsAt(rows, market, at);
  const assumptions = assumed(market, options);
  const answers = valuate({ inputs, assumptions, capm: market.capm[assumptions.benchmark] });
  if (options.json) return printJson({ entity, at, inputs: derived(inputs), market, assumptions, answers });
  process.stdout.write(
    `${entity.name}, ${entity.kind}${market.synthetic ? ', synthetic' : ''}, at ${instant(at)} UTC\n\n`,
  );
  tellInputs(derived(inputs));
  process.stdout.write('\n');
  tellMarket(market);
  process.stdout.write('\n');
  tellAnswers(answers);
}

const number = (option: string, text: string): number => {
  const read = Number(text);
  if (text.trim() === '' || !Number.isFinite(read)) throw new Exit(2, `--${option}: "${text}" is not a number.`);
  return read;
};

function assumed(market: ValueMarket, { benchmark, premium, growth, discount, riskFree }: ValueOptions): Assumptions {
  return {
    ...{ ...USUAL_ASSUMPTIONS, benchmark },
    riskFree: riskFree === undefined ? market.riskFree : number('risk-free', riskFree),
    ...(premium !== undefined && { marketPremium: number('premium', premium) }),
    ...(growth !== undefined && { growth: number('growth', growth) }),
    ...(discount !== undefined && { discount: number('discount', discount) }),
  };
}

const SHARES = new Set(['share', 'perYear']);
const figure = (value: number, unit: string): string => {
  if (Number.isNaN(value)) return '';
  if (SHARES.has(unit)) return formatPercent(value, { decimals: 2 });
  return formatNumber(value, { decimals: Math.abs(value) < 1_000 ? 2 : 0 });
};

function tellInputs(inputs: Inputs): void {
  const told = (Object.keys(ITEMS) as Item[]).filter((item) => Number.isFinite(inputs[item].value) || Number.isFinite(inputs[item].known) || ITEMS[item].kind === 'flow'); // prettier-ignore
  printTable(
    ['input', 'figure', 'unit', 'known', 'source'],
    told.map((item) => {
      const { value: x, known, source, estimated, reason } = inputs[item];
      const unit = SHARES.has(ITEMS[item].unit) ? '' : ITEMS[item].unit;
      return [ITEMS[item].title, figure(x, ITEMS[item].unit), unit, Number.isNaN(known) ? '' : instant(known), reason || `${source}${estimated ? ', estimated' : ''}`]; // prettier-ignore
    }),
  );
}

const BENCHMARKS = [['crypto basket', 'basket'], ['BTC', 'btc'], ['S&P 500', 'spx']] as const; // prettier-ignore

function tellMarket({ price, priceAt, source, lacks, riskFree, riskFreeWords, capm }: ValueMarket): void {
  const known = lacks === '' ? `${formatNumber(price, { decimals: 2 })} at ${instant(priceAt)} UTC (${source})` : lacks;
  process.stdout.write(`Price: ${known}\nRisk-free: ${Number.isNaN(riskFree) ? '' : `${formatPercent(riskFree, { decimals: 2 })}; `}${riskFreeWords}\n`); // prettier-ignore
  const decimals = (x: number): string => (Number.isNaN(x) ? '' : formatNumber(x, { decimals: 2 }));
  printTable(
    ['market', 'beta', 'error', 'alpha a year', 'error', 'days', ''],
    BENCHMARKS.map(([title, id]) => {
      const { beta, betaError, alpha, alphaError, days, reason, words } = capm[id];
      return [title, decimals(beta), decimals(betaError), figure(alpha, 'share'), figure(alphaError, 'share'), count(days), [reason, words].filter(Boolean).join('; ')]; // prettier-ignore
    }),
  );
}

const tellAnswers = (answers: readonly Answer[]): void =>
  printTable(
    ['answer', 'figure', 'unit', ''],
    answers.map(({ id, value: x, unit, reason, estimated, notes }) => [
      ...[id, figure(x, unit), SHARES.has(unit) ? '' : unit],
      [reason, ...(estimated ? ['rests on an estimate'] : []), ...notes].filter(Boolean).join('; '),
    ]),
  );
