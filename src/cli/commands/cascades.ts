import { CASCADE_RULES, type CascadeRow, type CascadeRule } from '#shared/cascades';
import { asOfOf, Exit, interrupt, withServices, type GlobalOptions } from '../context';
import { count, instant, printJson, printTable, say } from '../print';

interface Options extends GlobalOptions {
  readonly rule?: string;
}

const RULES: Readonly<Record<string, CascadeRule>> = {
  ...Object.fromEntries(CASCADE_RULES.map((rule) => [rule, rule])),
  'absolute-move': 'absoluteMove',
};

export async function cascades(instrument: string, options: Options): Promise<void> {
  const rule = options.rule === undefined ? undefined : RULES[options.rule];
  if (options.rule !== undefined && !rule)
    throw new Exit(2, `--rule ${options.rule}: write liquidations, proxy or absolute-move.`);
  const asOf = asOfOf(options);
  const events = await withServices(options, { create: false }, async (services) => {
    if (!services.connections.reader().listSeries({ instrument }).length)
      throw new Exit(2, `No series of "${instrument}" is stored. \`ballast series\` lists what is.`);
    return services.cascades.detect(instrument, { ...(rule ? { rule } : {}), asOf, signal: interrupt.signal });
  });
  if (options.json) return printJson(events);
  printTable(
    ['start, UTC', 'side', 'long M USD', 'short M USD', 'drop bp', 'OI change', 'prints', 'coverage', 'decision, UTC'],
    events.map(toCells),
  );
  if (events.length === 0) say('No event: either none happened, or there are too few days for a baseline.');
}

const millions = (usd: number): string => (Number.isNaN(usd) ? 'no prints' : (usd / 1e6).toFixed(1));

const toCells = (event: CascadeRow): string[] => [
  instant(event.start),
  event.side,
  millions(event.notionalLongUsd),
  millions(event.notionalShortUsd),
  Number.isNaN(event.dropBp) ? 'no bars' : event.dropBp.toFixed(0),
  Number.isNaN(event.oiChange) ? 'no OI' : `${(100 * event.oiChange).toFixed(1)} %`,
  Number.isNaN(event.prints) ? 'sums only' : count(event.prints),
  event.coverage ?? 'not stated',
  instant(event.decision),
];
