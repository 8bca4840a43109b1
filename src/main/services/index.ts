import { dirname, join } from 'node:path';
import type { FileReport } from '#shared/jobs';
import { BallastError } from '../errors';
import { createCare, type Care, type NoteMove } from './care';
import { createCascades, type Cascades } from './cascades';
import { openConnections, type ConnectionOptions, type Connections } from './connections';
import { createDerived, type Derived } from './derived';
import { createEventEvidence, type EventEvidenceService } from './event-evidence';
import { createGather } from './gather';
import { createHedge, type Hedge } from './hedge';
import { createHedgePlans, type HedgePlans } from './hedge-plans';
import { createImports, type Imports } from './imports';
import { createJobs, type JobContext, type Jobs } from './jobs';
import { createJournal, type Journal } from './journal';
import { createKeyring, type Keyring } from './keyring';
import { createMacro, type Macro } from './macro';
import { createMarket, type Market } from './market';
import { createOptions, type Options } from './options';
import { bundledPage, createBundles, storedWords, type Bundles, type OpenedBundle } from './bundles';
import { createCandidates, type Candidates } from './plan/candidates';
import { planForms, type PlanForms } from './plan/export';
import type { Print } from './plan/paper/page';
import { createSigners, type Signers } from './plan/signers';
import { createPlanDesk, type PlanDesk } from './plan-desk';
import { createPlans, type Plans } from './plans';
import { createQuarantine, type Quarantine } from './quarantine';
import { createReplay, type Replay } from './replay';
import { createReplayBooks, type ReplayBooks } from './replay-book';
import { createReplaySessions, type ReplaySessions } from './replay-sessions';
import { createReplaySteps, type ReplaySteps } from './replay-steps';
import { createRules, type Rules } from './rules';
import { createSample } from './sample';
import { createScenarios, type Scenarios } from './scenarios';
import { createSeries, type SeriesService } from './series';
import { createSettings, type SettingsService } from './settings';
import { createStudies, type Studies } from './studies';
import { createSync, type Sync, type SyncOptions } from './sync';
import { createTimeShifts, type TimeShifts } from './time-shifts';
import { createValue, type Value } from './value';

export interface ServiceOptions extends ConnectionOptions, Pick<SyncOptions, 'timers' | 'addresses' | 'sockets'> {
  readonly now: () => number;
  /** Default: a file beside the database, under a passphrase. */
  readonly keyring?: Keyring;
  /** Default: a file beside the database, under passphrases. */
  readonly signers?: Signers;
  /** Absent where the database is named at each start. */
  readonly noteMove?: NoteMove;
  /** Absent where there is no window to print with. */
  readonly print?: Print;
}

/** Every use case of the workstation: the window and the command line are two doors to this one object. */
export interface Services {
  readonly connections: Connections;
  readonly bundles: Bundles;
  readonly candidates: Candidates;
  readonly care: Care;
  readonly cascades: Cascades;
  readonly derived: Derived;
  readonly eventEvidence: EventEvidenceService;
  readonly hedge: Hedge;
  readonly hedgePlans: HedgePlans;
  readonly imports: Imports;
  readonly jobs: Jobs;
  readonly journal: Journal;
  readonly keyring: Keyring;
  readonly macro: Macro;
  readonly market: Market;
  readonly options: Options;
  readonly planDesk: PlanDesk;
  readonly planForms: PlanForms;
  readonly plans: Plans;
  readonly quarantine: Quarantine;
  readonly replay: Replay;
  readonly replayBooks: ReplayBooks;
  readonly replaySessions: ReplaySessions;
  readonly replaySteps: ReplaySteps;
  readonly rules: Rules;
  readonly scenarios: Scenarios;
  readonly series: SeriesService;
  readonly settings: SettingsService;
  readonly signers: Signers;
  readonly studies: Studies;
  readonly sync: Sync;
  readonly timeShifts: TimeShifts;
  readonly value: Value;
  /** Called after rows were added or removed. */
  onDataChanged(listener: (instruments: readonly string[]) => void): () => void;
  dispose(): Promise<void>;
}

/** What a recording stores is told, and looked at for cascades, no more often than this. */
const RECORDED_TOLD_MS = 10_000;
const RECORDED_DETECTED_MS = 60_000;

const count = (n: number): string => n.toLocaleString('en-US');

function summarise(files: readonly FileReport[]): string {
  const failed = files.filter(({ error }) => error !== undefined);
  if (failed.length === files.length && failed[0]) throw new BallastError('invalid', failed[0].error!);
  const sum = (pick: (file: FileReport) => number): string =>
    count(files.reduce((total, file) => total + pick(file), 0));
  const refused = failed.length > 0 ? `, ${failed.length} of ${files.length} files refused` : '';
  return `${sum((f) => f.rows)} rows: ${sum((f) => f.added)} added, ${sum((f) => f.unchanged)} unchanged, ${sum((f) => f.quarantined)} set aside${refused}`;
}

export async function openServices(options: ServiceOptions): Promise<Services> {
  const connections = await openConnections(options);
  const care = createCare(connections, options.now, options.noteMove);
  const cascades = createCascades(connections);
  const eventEvidence = createEventEvidence(connections, cascades);
  const optionDesk = createOptions(connections);
  const reading = { cascades, evidence: eventEvidence, history: optionDesk.history };
  const hedge = createHedge(connections, reading, options);
  const imports = createImports(connections);
  const scenarios = createScenarios(connections, options.now);
  const sample = createSample(connections, options.threads);
  const settings = createSettings(connections);
  const studies = createStudies(connections, options.now);
  const timeShifts = createTimeShifts(connections, options.now);
  const macro = createMacro(connections, options.now, () => changed());
  const keyring = options.keyring ?? createKeyring({ path: join(dirname(options.path), 'keys.json') });
  const candidates = createCandidates(connections, studies);
  const plans = createPlans(connections, hedge, options.now);
  const paper = { bookOf: plans.book, print: options.print };
  const forms = planForms(paper);
  const bundles = createBundles(connections, bundledPage(paper), () => changed());
  /** What jobs have opened, until whoever started them takes it. */
  const opened = new Map<string, OpenedBundle>();
  const openBundle = async (path: string): Promise<OpenedBundle> => {
    const { id } = jobs.start({ kind: 'openBundle', path });
    const { code, message } = await jobs.finished(id);
    const bundle = opened.get(id);
    opened.delete(id);
    if (!bundle) throw new BallastError(code ?? 'cancelled', message);
    return bundle;
  };
  const planDesk: PlanDesk = createPlanDesk(connections, plans, candidates, options.now, { forms, openBundle });
  const signers = options.signers ?? createSigners({ path: join(dirname(options.path), 'signers.json'), now: options.now }); // prettier-ignore
  const listeners = new Set<(instruments: readonly string[]) => void>();
  const changed = (instruments: readonly string[] = []): void => {
    for (const listener of listeners) listener(instruments);
  };
  const { haste = 1 } = options;
  const recordedTold = createGather(RECORDED_TOLD_MS * haste, changed);
  /** Left out of the jobs: it would be one more each minute, for as long as something is recorded. */
  const recordedDetected = createGather(RECORDED_DETECTED_MS * haste, async (instruments, signal) => {
    await cascades.refresh(instruments, { signal, report: () => undefined });
    recordedTold.note(instruments);
  });
  const sync = createSync(connections, settings, {
    ...options,
    keyOf: keyring.keyOf,
    onRecorded: (instruments) => {
      recordedTold.note(instruments);
      recordedDetected.note(instruments);
    },
  });
  connections.onExclusive(recordedDetected.pause);
  /** New rows may move any event: only those whose series changed are detected again. */
  const detectAgain = async (context: JobContext): Promise<void> => {
    await cascades.refresh([], context);
    changed();
  };

  const jobs = createJobs(
    {
      sample: async ({ seed }, context) => {
        const message = await sample.create(seed, context);
        changed();
        await detectAgain(context);
        return message;
      },
      import: async ({ paths, options: how }, context) => {
        try {
          const files = await imports.run(paths, how, context);
          context.report({ files });
          const message = summarise(files);
          await detectAgain(context);
          return message;
        } finally {
          changed(); // a cancelled import keeps the pages it has committed
        }
      },
      sync: async ({ request }, context) => {
        let instruments: readonly string[] | undefined;
        try {
          const outcome = await sync.run(request, context);
          ({ instruments } = outcome);
          if (instruments.length > 0) await cascades.refresh([], context);
          return outcome.message;
        } finally {
          if (instruments?.length !== 0) changed(instruments); // a cancelled sync keeps the pages it has committed
        }
      },
      detect: async ({ instruments }, context) => {
        const message = await cascades.refresh(instruments, context);
        changed(instruments);
        return message;
      },
      study: ({ spec }, context) => studies.run(spec, context),
      lookahead: ({ spec }, context) => studies.lookahead(spec, context),
      timeShift: ({ spec }, context) => timeShifts.run(spec, context),
      simulate: ({ spec }, context) => hedge.simulate(spec, context),
      robustness: ({ spec }, context) => hedge.testRolls(spec, context),
      size: ({ spec }, context) => hedge.findSize(spec, context),
      scenario: async ({ spec }, context) => {
        const { id, start, end, step } = await scenarios.create(spec, context);
        try {
          await cascades.refresh([id], context);
        } catch (cause) {
          await scenarios.remove(id); // who cancels wants none
          throw cause;
        } finally {
          changed([id]);
        }
        return `${id}: ${count((end - start) / step)} bars`;
      },
      planBundle: ({ plan, path }, context) => bundles.write(planDesk.file(plan), path, context),
      openBundle: async ({ path }, context) => {
        const bundle = await bundles.open(path, context);
        await detectAgain(context);
        opened.set(context.jobId!, bundle);
        return storedWords(bundle.stored);
      },
      verify: async (_job, context) => {
        const { ok, message } = await care.verify(context);
        if (!ok) throw new BallastError('corrupt', message);
        return message;
      },
      backup: async ({ path }, context) => care.backup(path, context),
      restore: async ({ path }, context) => {
        await care.restore(path, context);
        changed();
        return 'The backup is in place; the database it replaced lies beside it.';
      },
      move: async ({ folder }, context) => care.move(folder, context),
      compact: async () => `${count(await care.compact())} bytes given back`,
      export: async ({ seriesId, format, path }, { signal, report }) => {
        const rows = await connections
          .engine()
          .run(
            'series.export',
            { seriesId, format, path, asOf: undefined },
            { signal, onProgress: (done, total) => report({ done, total, unit: 'rows' }) },
          );
        return `${count(rows)} rows in ${path}`;
      },
    },
    options.now,
  );

  const quarantine = createQuarantine(connections);
  const series = createSeries(connections);
  const market = createMarket(connections);
  return {
    connections,
    bundles,
    candidates,
    care,
    cascades,
    derived: createDerived(connections, cascades),
    eventEvidence,
    hedge,
    hedgePlans: createHedgePlans(connections, options.now),
    imports,
    jobs,
    journal: createJournal(connections, options.now),
    keyring,
    macro,
    market,
    options: optionDesk,
    planDesk,
    planForms: forms,
    plans,
    quarantine: {
      ...quarantine,
      accept: async (ids) => {
        const accepted = await quarantine.accept(ids);
        await cascades.refresh([]);
        changed();
        return accepted;
      },
    },
    replay: createReplay(connections, cascades),
    replayBooks: createReplayBooks(connections, reading),
    replaySessions: createReplaySessions(connections, options.now),
    replaySteps: createReplaySteps(market, cascades),
    rules: createRules(connections, options.now),
    scenarios: {
      ...scenarios,
      remove: async (id) => {
        await scenarios.remove(id);
        changed([id]);
      },
    },
    series: {
      ...series,
      remove: async (id) => {
        const instrument = await series.remove(id);
        await cascades.refresh([]);
        changed([instrument]);
        return instrument;
      },
    },
    settings,
    signers,
    studies,
    sync,
    timeShifts,
    value: createValue(connections, macro),
    onDataChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: async () => {
      await sync.dispose();
      await recordedDetected.dispose();
      await recordedTold.dispose();
      await jobs.dispose();
      await connections.dispose();
    },
  };
}
