import { Argument, Command, CommanderError, Option } from 'commander';
import { PLAN_EXPORTS, type PlanExport } from '#core/plan/formats';
import { COVERAGES, SERIES_KINDS } from '#core/series/schema';
import { RECORDED_SOURCES, SOURCE_IDS, type Recording, type SourceId } from '#shared/sync';
import { interrupt, toExit, type GlobalOptions } from './context';
import type { ChainOptions } from './chain-json';
import type { CondorOptions } from './commands/condors';
import type { MacroOptions } from './commands/macro';
import type { MarginOptions } from './commands/margin';
import type { NewPlanOptions, VerifyPlanOptions } from './commands/plan';
import type { SimulateOptions } from './commands/simulate';
import type { ScenarioOptions } from './commands/scenario';
import type { RecordOptions } from './commands/record';
import type { SyncOptions } from './commands/sync';
import type { ValueOptions } from './commands/value';
import { say } from './print';

/** The `ballast` command: the workstation's services without a window. Reference: docs/cli.md. */

const program = new Command('ballast')
  .description('Liquidation cascades, evidence and layered hedges, offline. It never trades.')
  .version(__BALLAST_VERSION__)
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .showHelpAfterError('(ballast --help lists what there is)');

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const oneOf = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices);

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--db <file>', "database (default: the workstation's own)")
    .option('--json', 'machine output on stdout');
}
const reading = (name: string, description: string): Command =>
  command(name, description).option('--as-of <instant>', 'see only what was known by then');

command('sample', 'write the sample market (synthetic) into the database')
  .option('--seed <n>', 'same seed, same bytes', '7')
  .action(async (options: GlobalOptions & { seed: string }) => (await import('./commands/data')).sample(options));

command('import', 'import CSV, CSV.gz, zip or Parquet files, or folders of them')
  .argument('<file...>')
  .addOption(oneOf('--kind <kind>', 'what the rows are', SERIES_KINDS))
  .option('--instrument <id>', 'instrument, where the file does not say')
  .option('--interval <interval>', '1m, 5m, 1h, 8h, 1d … or irregular')
  .option('--source <name>', 'venue or provider')
  .option('--map <field=column>', 'column of a field, or field=@constant; give it again for each field', collect)
  .option('--where <column=value>', 'keep only these rows', collect)
  .addOption(
    oneOf('--time-unit <unit>', 'unit of the stamps (default: told by their size)', [
      'auto',
      's',
      'ms',
      'us',
      'ns',
      'date',
    ]),
  )
  .option('--zone <zone>', 'zone of stamps that carry none, for example America/New_York')
  .addOption(oneOf('--coverage <coverage>', 'how complete the rows are', COVERAGES))
  .option('--remember', 'use this mapping for every file with the same header')
  .action(async (files: string[], options: GlobalOptions) =>
    (await import('./commands/import')).importFiles(files, options),
  );

command('sync', 'fetch what is missing from a venue or provider; goes on where it stopped')
  .addArgument(new Argument('[source]', 'venue or provider').choices(SOURCE_IDS))
  .option('--instrument <id,…>', "in the source's own names")
  .option('--offer <offer,…>', 'bars, funding, oi … (default: the first that the source offers)')
  .option('--interval <interval>', 'of what is regular: 1m, 5m, 1h, 1d … (default: 1h where there is one)')
  .option('--from <instant>', 'default: as far back as the source reaches')
  .option('--to <instant>', 'exclusive; default: now')
  .option('--newest-first', 'begin with the newest')
  .option('--again', 'ask also for what is stored: what the source says differently now is set aside')
  .option('--followed', 'all that is kept current, instead of a source')
  .option('--address <url>', "a mirror, instead of the source's own address")
  .option('--dry-run', 'print the plan, fetch nothing')
  .action(async (source: SourceId | undefined, options: SyncOptions) =>
    (await import('./commands/sync')).sync(source, options),
  );

command('record', 'record liquidations of a venue as they happen, until Ctrl C')
  .addArgument(new Argument('<source>', 'venue').choices(RECORDED_SOURCES))
  .option('--instrument <id,…>', "in the venue's own names (default: all that it lists)")
  .option('--for <length>', 'end by itself after 30s, 10m, 1h …')
  .option('--address <url>', "a ws or wss address instead of the feed's own")
  .action(async (source: Recording['source'], options: RecordOptions) =>
    (await import('./commands/record')).record(source, options),
  );

reading('series', 'what is stored: span, rows, gaps, duplicates, coverage, sources')
  .argument('[id]', 'instrument or number of a series')
  .action(async (id: string | undefined, options: GlobalOptions) =>
    (await import('./commands/data')).series(id, options),
  );

reading('macro', 'what the economy was known to be: series, policy rates, the calendar')
  .argument('[series]', 'a macro series, by its periods')
  .option('--from <instant>', 'first period of the series')
  .option('--to <instant>', 'end of its periods, exclusive')
  .option('--calendar <from..to>', 'decisions and releases between two instants instead')
  .action(async (id: string | undefined, options: MacroOptions) =>
    (await import('./commands/macro')).macro(id, options),
  );

reading('export', 'write a series to a file')
  .argument('<series>', 'instrument or number of a series')
  .addOption(oneOf('--format <format>', 'form of the file', ['csv', 'parquet']).default('csv'))
  .addOption(oneOf('--kind <kind>', 'which kind, where an instrument has several', SERIES_KINDS))
  .option('--interval <interval>', 'which interval, where it has several')
  .option('--out <file>', 'where to write')
  .action(async (id: string, options: GlobalOptions & { format: 'csv' | 'parquet' }) =>
    (await import('./commands/data')).exportSeries(id, options),
  );

reading('sql', "read-only SQL; series are table-valued functions, for example bars('BTCUSDT', '1h')")
  .argument('<select>')
  .option('--limit <rows>', 'most rows to print', '1000')
  .action(async (query: string, options: GlobalOptions & { limit: string }) =>
    (await import('./commands/data')).sql(query, options),
  );

reading('cascades', 'detected events of an instrument')
  .argument('<instrument>')
  .option('--rule <rule>', 'liquidations, proxy or absolute-move (default: what the data allows)')
  .action(async (id: string, options: GlobalOptions) => (await import('./commands/cascades')).cascades(id, options));

reading('study', 'event study: outcomes, controls, intervals, verdicts')
  .argument('<spec>', 'JSON file, or - for stdin; see docs/cli.md')
  .action(async (path: string, options: GlobalOptions) => (await import('./commands/study')).study(path, options));

reading('timeshift', 'the present beside its past at t = 0: analogs, fan, outcomes against controls')
  .argument('<spec>', 'JSON file, or - for stdin; see docs/cli.md')
  .action(async (path: string, options: GlobalOptions) =>
    (await import('./commands/timeshift')).timeShift(path, options),
  );

reading('simulate', 'a layered hedge along paths: recorded, drawn or Monte Carlo')
  .argument('[plan]', 'JSON file, or - for stdin; see docs/cli.md')
  .requiredOption('--path <path>', 'history:FROM..TO, analog:FROM, gbm, jump, bootstrap, hawkes, or a JSON file')
  .option('--preset <id>', 'layers of a preset, in place of those of the plan')
  .option('--asset <instrument>', 'with a preset and no plan: what is held and hedged')
  .option('--quantity <units>', 'how much of it', '1')
  .option('--paths <n>', 'of Monte Carlo', '2000')
  .option('--days <n>', 'length of a path that has no end of its own', '90')
  .option('--seed <n>', 'of Monte Carlo', '7')
  .option('--shift-rolls', 'the same with every roll moved by -14 to +14 days')
  .option('--size', 'sizes of least CVaR within the budget of the plan')
  .action(async (plan: string | undefined, options: SimulateOptions) =>
    (await import('./commands/simulate')).simulate(plan, options),
  );

const scenario = program
  .command('scenario')
  .description('markets that never were, stored as instruments of their own that can be replayed bar by bar');
const scenarioCommand = (name: string, description: string): Command =>
  scenario
    .command(name)
    .description(description)
    .option('--db <file>', "database (default: the workstation's own)")
    .option('--json', 'machine output on stdout');
scenarioCommand('create', 'play a shock, a drawn line or a stretch of the past on the price of an instrument')
  .argument('<instrument>', 'the market that it leaves')
  .option('--shock <return>', 'a move: -0.3 is a fall by 30 %')
  .option('--analog <instant>', 'what happened from then on')
  .option('--line <file>', 'points as JSON, [{day, spot, vol}]; spot and vol are multiples, vol may be null')
  .option('--of <instrument>', 'whose past an analog is (default: the same)')
  .option('--hours <n>', 'length of the move (default: 6) or of the analog (default: 72)')
  .option('--recovery <share>', 'of the move that is made good', '0.3')
  .option('--recovery-hours <n>', 'how long that takes', '24')
  .option('--rest-hours <n>', 'at rest after that', '48')
  .option('--vol-peak <multiple>', 'volatility at the end of the move, of that of the start (default: by the rule)')
  .option('--vol-end <multiple>', 'and at the end of the recovery')
  .option('--vol-beta <power>', 'the rule: (price / start)^-power (default: as usual for the asset)')
  .option('--restless <times>', 'bars as restless as the last 30 days, times this; 0: the line itself', '1')
  .option('--seed <n>', 'same seed, same bytes', '7')
  .option('--step <interval>', 'width of a bar: 1m, 5m, 15m, 1h, 4h or 1d', '1h')
  .option('--start <instant>', 'where it leaves the market (default: the newest price)')
  .option('--as-of <instant>', 'made from what was known by then')
  .option('--name <name>', 'default: what it is')
  .option('--dry-run', 'tell what would come of it, store nothing')
  .action(async (id: string, options: ScenarioOptions) => (await import('./commands/scenario')).create(id, options));
scenarioCommand('list', 'what is stored').action(async (options: GlobalOptions) =>
  (await import('./commands/scenario')).list(options),
);
scenarioCommand('delete', 'take one with everything that was written for it')
  .argument('<id>', 'its instrument')
  .action(async (id: string, options: GlobalOptions) => (await import('./commands/scenario')).remove(id, options));

const plan = program
  .command('plan')
  .description(
    'hedge plans as documents: check, sign, verify, export, bundle; only `new`, `price`, `bundle` and `open` need a database',
  );
const planCommand = (name: string, description: string): Command =>
  plan.command(name).description(description).option('--json', 'machine output on stdout');

planCommand('new', 'a draft: a hedge with its orders, worst case and data fingerprint')
  .argument('[hedge]', 'JSON file of a hedge plan, or - for stdin')
  .option('--db <file>', "database (default: the workstation's own)")
  .option('--as-of <instant>', 'see only what was known by then')
  .option('--preset <id>', 'layers of a preset, in place of those of the hedge')
  .option('--asset <instrument>', 'with a preset and no hedge: what is held and hedged')
  .option('--quantity <units>', 'how much of it', '1')
  .option('--out <file>', 'where to write (default: stdout)')
  .action(async (hedge: string | undefined, options: NewPlanOptions) =>
    (await import('./commands/plan')).newPlan(hedge, options),
  );
planCommand('price', 'price the hedge of a plan again: orders, worst case, data; voids signatures')
  .argument('<plan>')
  .option('--db <file>', "database (default: the workstation's own)")
  .option('--as-of <instant>', 'see only what was known by then')
  .option('--out <file>', 'where to write (default: in place)')
  .action(async (file: string, options: GlobalOptions) => (await import('./commands/plan')).price(file, options));
planCommand('check', 'steward check: what stands against signing')
  .argument('<plan>')
  .option('--as-of <instant>', 'compare the expiry with this instant')
  .action(async (file: string, options: GlobalOptions) => (await import('./commands/plan')).check(file, options));
planCommand('policy', 'name the keys that may sign, and how many have to; voids signatures')
  .argument('<plan>')
  .requiredOption('--signer <file>', 'public key; give it again for each', collect)
  .requiredOption('--required <m>', 'how many of them')
  .option('--out <file>', 'where to write (default: in place)')
  .action(async (file: string, options: { signer: readonly string[]; required: string }) =>
    (await import('./commands/plan')).policy(file, options),
  );
planCommand('sign', 'sign or countersign with a key; its passphrase in BALLAST_PLAN_PASSPHRASE')
  .argument('<plan>')
  .requiredOption('--key <file>', 'private key')
  .option('--revoke', 'take the signature of this key back, for good')
  .option('--out <file>', 'where to write (default: in place)')
  .action(async (file: string, options: GlobalOptions & { key: string; revoke?: boolean }) =>
    (await import('./commands/plan')).sign(file, options),
  );
planCommand('verify', 'exit code 0 only if enough of the keys have signed exactly this')
  .argument('<plan>')
  .option(
    '--signer <file>',
    'a public key that you trust; give it again for each (default: those that the plan names)',
    collect,
  )
  .option('--required <m>', 'least number of signatures, if the plan asks for fewer')
  .option('--as-of <instant>', 'compare the expiry with this instant')
  .action(async (file: string, options: VerifyPlanOptions) => (await import('./commands/plan')).verify(file, options));
planCommand('export', 'write a plan in another form')
  .argument('<plan>')
  .addOption(
    oneOf(
      '--format <format>',
      'canonical JSON without signatures, orders as CSV, a page of Markdown, or pages to print (HTML; a PDF is printed by the window)',
      PLAN_EXPORTS,
    ).makeOptionMandatory(),
  )
  .option('--db <file>', "database that charts of --format html are drawn from (default: the workstation's own)")
  .option('--as-of <instant>', 'compare the expiry with this instant')
  .option('--out <file>', 'where to write (default: stdout)')
  .action(async (file: string, options: GlobalOptions & { format: PlanExport }) =>
    (await import('./commands/plan')).exportFile(file, options),
  );
planCommand('diff', 'where two plans differ, as JSON pointers')
  .argument('<before>')
  .argument('<after>')
  .action(async (before: string, after: string, options: GlobalOptions) =>
    (await import('./commands/plan')).diff(before, after, options),
  );
planCommand('bundle', 'a plan with every row that it was made from, as one zip')
  .argument('<plan>')
  .option('--db <file>', "database (default: the workstation's own)")
  .requiredOption('--out <file>', 'where to write')
  .action(async (file: string, options: GlobalOptions & { out: string }) =>
    (await import('./commands/plan-bundle')).bundle(file, options),
  );
planCommand('open', 'verify a bundle, then store its rows')
  .argument('<bundle>')
  .option('--db <file>', "database that the rows go into; made where there is none (default: the workstation's own)")
  .option('--out <file>', 'where the plan is written, with its signatures')
  .action(async (file: string, options: GlobalOptions & { out?: string }) =>
    (await import('./commands/plan-bundle')).open(file, options),
  );
planCommand('key', 'make a key pair; its passphrase in BALLAST_PLAN_PASSPHRASE')
  .argument('<name>', 'whose key it is')
  .requiredOption('--out <stem>', 'written to <stem>.key.json and <stem>.pub.json')
  .action(async (name: string, options: GlobalOptions & { out: string }) =>
    (await import('./commands/plan')).makeKey(name, options),
  );

reading('indicator', 'compute an indicator over t,o,h,l,c,v on stdin or over a stored series')
  .argument('<name>', 'rsi, macd, ema, sma, atr or realized-vol')
  .option('--series <instrument>', 'a stored series instead of stdin')
  .option('--interval <interval>', 'interval of the stored bars')
  .allowUnknownOption()
  .argument('[parameters...]')
  .action(async (name: string, parameters: string[], options: GlobalOptions) =>
    (await import('./commands/indicator')).indicator(name, parameters, options),
  );

reading('value', 'entities and what they are worth: inputs, market risk and answers by what was known')
  .argument('[entity]', 'id or name (default: all of them)')
  .option('--import <file>', 'store a CSV file of statements first; see docs/value-import.md')
  .addOption(
    oneOf('--benchmark <market>', 'which beta the cost of equity goes by', ['basket', 'btc', 'spx']).default('basket'),
  ) // prettier-ignore
  .option('--window <days>', 'returns that a beta is measured on', '90')
  .option('--premium <rate>', 'expected return of the market over the risk-free rate, 0.05 = 5 % a year')
  .option('--growth <rate>', 'growth of distributions for ever')
  .option('--discount <rate>', 'discount rate of distributions (default: the cost of equity)')
  .option('--risk-free <rate>', 'in place of the newest policy rate that was known')
  .action(async (entity: string | undefined, options: ValueOptions) =>
    (await import('./commands/value')).value(entity, options),
  );

const onChain = (name: string, description: string): Command =>
  reading(name, description)
    .argument('<instrument>', 'of a stored chain, or - for rows as JSON on stdin')
    .addOption(oneOf('--settlement <in>', 'what premiums are paid in (default: as the series says)', ['coin', 'quote']))
    .option('--rate <rate>', 'risk-free rate of quote-settled options, 0.04 = 4 % a year', '0')
    .option('--within <span>', 'how old a quote may be, seen from the newest', '1m');
onChain('smile', 'smile, term structure and volatility index of an option chain').action(
  async (id: string, options: ChainOptions) => (await import('./commands/options')).smile(id, options),
);
onChain('parity', 'conversions, reversals and boxes at executable quotes, after fees')
  .option('--funding <rate>', 'funding of the perpetual a year (default: last week of the stored series)')
  .action(async (id: string, options: ChainOptions) => (await import('./commands/options')).parity(id, options));
onChain('condors', 'an iron condor for each expiry: credit, loss, odds, margin')
  .option('--short <delta>', '|delta| of the short strikes', '0.2')
  .option('--wing <delta>', '|delta| of the long strikes (default: 0.05)')
  .option('--width <distance>', 'distance of the long strikes from the short ones, instead of a delta')
  .option('--decay <days>', 'days after which the share of extrinsic value that is gone is read', '7')
  .option('--seed <n>', 'of the draws from history', '7')
  .action(async (id: string, options: CondorOptions) => (await import('./commands/condors')).condors(id, options));

reading('margin', 'stress grid of a book: positions as JSON on stdin')
  .option('--chain <instrument>', 'stored chain that forwards and volatilities are read from, where a leg has none')
  .action(async (options: MarginOptions) => (await import('./commands/margin')).margin(options));

command('hawkes', 'self-excitation of prints: their times in ms on stdin, one a line').action(
  async (options: GlobalOptions) => (await import('./commands/hawkes')).hawkes(options),
);

command('price', 'price, greeks and implied volatility of options: a line of JSON each on stdin and on stdout').action(
  async () => (await import('./commands/price')).price(),
);

command('backup', 'copy the database, verified')
  .argument('[file]')
  .action(async (path: string | undefined, options: GlobalOptions) =>
    (await import('./commands/care')).backup(path, options),
  );
command('restore', 'put a verified backup in place; the old file stays beside it')
  .argument('<file>')
  .action(async (path: string, options: GlobalOptions) => (await import('./commands/care')).restore(path, options));
command('move', 'move the database to another folder')
  .argument('<folder>')
  .action(async (folder: string, options: GlobalOptions) => {
    const { care } = await import('./commands/care');
    const { resolve } = await import('node:path');
    await care({ kind: 'move', folder: resolve(folder) }, options);
  });
command('verify', 'check the database and every chunk').action(async (options: GlobalOptions) =>
  (await import('./commands/care')).care({ kind: 'verify' }, options),
);
command('doctor', 'versions, database integrity, disk, what is missing').action(async (options: GlobalOptions) =>
  (await import('./commands/care')).doctor(options),
);

/** The first signal stops at the next safe point; the second ends at once, which the store survives too. */
const stop = (): void => (interrupt.signal.aborted ? process.exit(130) : interrupt.abort());
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.stdout.on('error', (cause: NodeJS.ErrnoException) => process.exit(cause.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync(process.argv);
} catch (cause) {
  if (cause instanceof CommanderError) process.exitCode = cause.exitCode === 0 ? 0 : 2;
  else {
    const exit = toExit(cause);
    say(exit.message);
    process.exitCode = exit.code;
  }
}
