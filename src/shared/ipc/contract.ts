import { z } from 'zod';
import type { CascadeRow, CascadeTimeline } from '../cascades';
import { RuleSchema, StudySpecSchema, type EventEvidence, type SavedRule, type StudyReply } from '../evidence';
import {
  HedgeMarketQuerySchema,
  HedgePlanSchema,
  SimulateSpecSchema,
  SizeSpecSchema,
  type HedgeMarketReply,
  type RobustnessReply,
  type SavedPlan,
  type SimulationReply,
  type SizeReply,
} from '../hedge';
import { ImportOptionsSchema } from '../import-options';
import { RecordSchema, type JournalEntry, type JournalScorecard } from '../journal';
import { JobSchema, type ImportPreview, type JobProgress } from '../jobs';
import type {
  BarsReply,
  BreadthReply,
  BreakEvenReply,
  CoverageMap,
  DatabaseInfo,
  GapEntry,
  Instrument,
  LevelsReply,
  LiquidationsReply,
  PointsReply,
  QuarantineEntry,
  SeriesSummary,
} from '../market';
import {
  PLAN_FILE_FORMATS,
  SigningSchema,
  type EvidenceCandidate,
  type KnownSigner,
  type PlanChange,
  type PlanRecomputation,
  type PlanSummary,
  type PlanVersion,
  type PlanView,
  type QrCode,
} from '../plan-desk';
import { PlanDocumentSchema, Sha256Schema, SignerNameSchema } from '../plan';
import type { CondorReply, IndicesReply, ParityReply, SurfaceHistory, VolatilityReply } from '../options';
import { JUMP_KINDS, type ReplayJump, type ReplayMark, type StepAnswer } from '../replay';
import { ReplayBookQuerySchema, type ReplayBookReply } from '../replay-book';
import {
  DifferentialSchema,
  MacroEntryKeySchema,
  MacroEntrySchema,
  MacroReadSchema,
  type DifferentialReading,
  type MacroCalendarReply,
  type MacroEntry,
  type MacroReading,
  type MacroSeriesInfo,
  type PolicyRate,
} from '../macro';
import { ScenarioSpecSchema, type ScenarioInfo, type ScenarioPreview } from '../scenario';
import { ReplaySessionSchema, type ReplaySession } from '../replay';
import { SettingsPatch, type Settings } from '../settings';
import {
  SourceIdSchema,
  SyncRequestSchema,
  SyncSettingsPatch,
  type KeyringInfo,
  type SourceInfo,
  type SourceInstrument,
  type SyncPlan,
  type SyncSettings,
  type SyncState,
} from '../sync';

import { TimeShiftSpecSchema, type TimeShiftReply } from '../time-shift';
import {
  EntityIdSchema,
  EntitySchema,
  StatementRowSchema,
  type Entity,
  type EntityReading,
  type ValueMarket,
  type StatementImport,
} from '../value';

/** Our own process answers: typed, not validated again. */
const reply = <T>() => z.custom<T>();

const InstrumentId = z.string().min(1).max(80);
/** Of an event: its instrument and what tells it from the others. */
const EventId = z.string().max(160);
const PlanId = z.string().min(1).max(80);
const SessionId = z.string().min(1).max(80);
const EntryId = z.string().min(1).max(80);
const Passphrase = z.string().min(8).max(500);
const Instant = z.number().int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);
const span = { from: Instant, to: Instant };
const asOf = Instant.optional();
/** Only rows from here on are sent; what answers is chosen by the whole range. */
const since = Instant.optional();
const KnownQuery = z.strictObject({ asOf }).prefault({});
const JournalQuery = z.strictObject({ session: SessionId.optional(), asOf }).prefault({});
const RangeQuery = { instrument: InstrumentId, interval: z.int().positive(), ...span, since };
const BarsQuery = { ...RangeQuery, maxBars: z.int().min(10).max(20_000) };
const PointsQuery = { ...RangeQuery, kind: z.enum(['oi', 'funding', 'vol']) };
const DerivedQuery = z.strictObject({ instrument: InstrumentId, interval: z.int().positive(), ...span, asOf });

const ChainQuery = { instrument: InstrumentId, asOf };
/** How far back a history reaches, null for all of it. */
const Span = z.number().int().positive().nullable();
const Delta = z.number().gt(0).lt(0.5);

export interface AppInfo {
  readonly version: string;
  readonly runtime: string;
  readonly platform: string;
  readonly database: string;
  readonly logFile: string;
}

/** What panes ask anew when the clock goes on: the questions of these channels without their instant, which is one for all of them. */
const StepReadSchema = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('bars:read'), args: z.strictObject(BarsQuery) }),
  z.strictObject({ channel: z.literal('liquidations:read'), args: z.strictObject(RangeQuery) }),
  z.strictObject({ channel: z.literal('points:read'), args: z.strictObject(PointsQuery) }),
  z.strictObject({
    channel: z.literal('cascades:list'),
    args: z.strictObject({ instrument: InstrumentId }),
    /** Print of the list that the page holds: it need not come again. */
    unless: z.string().max(80).optional(),
  }),
]);
export type StepRead = z.output<typeof StepReadSchema>;

/**
 * Every call the page can make. The types of both sides come from here, and a channel without a schema does not compile.
 * `asOf` = answer with what was known by then.
 */
export const contract = {
  'app:info': { args: z.void(), reply: reply<AppInfo>() },
  'app:openLog': { args: z.void(), reply: reply<void>() },
  'settings:read': { args: z.void(), reply: reply<Settings>() },
  'settings:write': { args: SettingsPatch, reply: reply<Settings>() },
  'layout:read': { args: z.strictObject({ workspace: z.string().max(40) }), reply: reply<string | null>() },
  'layout:save': {
    args: z.strictObject({ workspace: z.string().max(40), json: z.string().max(200_000) }),
    reply: reply<void>(),
  },
  'layout:reset': { args: z.strictObject({ workspace: z.string().max(40) }), reply: reply<void>() },

  'instruments:list': { args: KnownQuery, reply: reply<readonly Instrument[]>() },
  'series:list': { args: KnownQuery, reply: reply<readonly SeriesSummary[]>() },
  'series:coverage': { args: KnownQuery, reply: reply<CoverageMap>() },
  'series:gaps': {
    args: z.strictObject({ limit: z.int().min(1).max(10_000), asOf }),
    reply: reply<readonly GapEntry[]>(),
  },

  'bars:read': {
    args: z.strictObject({ ...BarsQuery, asOf }).refine((q) => q.from < q.to, 'from must come before to'),
    reply: reply<BarsReply | null>(),
  },
  'liquidations:read': { args: z.strictObject({ ...RangeQuery, asOf }), reply: reply<LiquidationsReply | null>() },
  'points:read': { args: z.strictObject({ ...PointsQuery, asOf }), reply: reply<PointsReply | null>() },
  'breadth:read': { args: DerivedQuery, reply: reply<BreadthReply | null>() },
  'breakEven:read': { args: DerivedQuery, reply: reply<BreakEvenReply | null>() },
  'levels:read': {
    args: z.strictObject({ instrument: InstrumentId, asOf }),
    reply: reply<LevelsReply | null>(),
  },

  /** Null, here and below: no option chain of the instrument is stored that was known by then. */
  'options:parity': { args: z.strictObject(ChainQuery), reply: reply<ParityReply | null>() },
  'options:condors': {
    args: z.strictObject({
      ...ChainQuery,
      short: Delta,
      wing: z.union([z.strictObject({ delta: Delta }), z.strictObject({ width: z.number().positive().max(1e9) })]),
      decayDays: z.number().positive().max(3_650),
      seed: z.int(),
    }),
    reply: reply<CondorReply | null>(),
  },
  'options:volatility': { args: z.strictObject(ChainQuery), reply: reply<VolatilityReply>() },
  /** Answers what is fitted so far, and fits some more: asked until nothing is pending. */
  'options:history': {
    args: z.strictObject({ ...ChainQuery, span: Span }),
    reply: reply<SurfaceHistory | null>(),
  },
  'options:indices': { args: z.strictObject({ ...ChainQuery, span: Span }), reply: reply<IndicesReply>() },

  'cascades:list': {
    args: z.strictObject({ instrument: InstrumentId.optional(), asOf }),
    reply: reply<readonly CascadeRow[]>(),
  },
  'cascades:timeline': {
    args: z.strictObject({ id: EventId, asOf }),
    reply: reply<CascadeTimeline | null>(),
  },

  /** Cascades and releases of a range that were known by then, in the order of their instants. */
  'replay:marks': {
    args: z.strictObject({ instrument: InstrumentId, ...span, asOf }),
    reply: reply<readonly ReplayMark[]>(),
  },
  /** The instant at which the next event after the clock, or the last one before it, is first known. Null: there is none. */
  'replay:jump': {
    args: z.strictObject({
      instrument: InstrumentId,
      asOf: Instant,
      kind: z.enum(JUMP_KINDS),
      direction: z.union([z.literal(1), z.literal(-1)]),
    }),
    reply: reply<ReplayJump | null>(),
  },
  /** Everything that panes ask at one step of the clock, in the order of the questions. */
  'replay:step': {
    args: z.strictObject({ asOf: Instant, reads: z.array(StepReadSchema).max(64) }),
    reply: reply<readonly StepAnswer[]>(),
  },
  /** While the clock is in the past no sync starts by itself. */
  'replay:hold': { args: z.strictObject({ held: z.boolean() }), reply: reply<void>() },

  /** What the Event pane adds to the fields of an event, from what was known at its decision. */
  'event:evidence': {
    args: z.strictObject({ id: EventId, asOf }),
    reply: reply<EventEvidence | null>(),
  },
  /** The kept answer to a study; it is computed by a job of that kind. */
  'study:read': { args: StudySpecSchema, reply: reply<StudyReply>() },
  'rules:list': { args: z.void(), reply: reply<readonly SavedRule[]>() },
  'rules:save': {
    args: z.strictObject({ name: z.string().trim().min(1).max(120), rule: RuleSchema }),
    reply: reply<SavedRule>(),
  },
  'rules:delete': { args: z.strictObject({ name: z.string().min(1).max(120) }), reply: reply<void>() },

  /** Every series of the economy and of other markets, with what it said at the instant. */
  'macro:series': { args: KnownQuery, reply: reply<readonly MacroSeriesInfo[]>() },
  'macro:read': { args: MacroReadSchema, reply: reply<MacroReading>() },
  'macro:calendar': { args: z.strictObject({ ...span, asOf }), reply: reply<MacroCalendarReply>() },
  'macro:rates': { args: KnownQuery, reply: reply<readonly PolicyRate[]>() },
  'macro:differential': { args: DifferentialSchema, reply: reply<DifferentialReading>() },
  /** What a person typed in, as it can be typed again. */
  'macro:typed': { args: KnownQuery, reply: reply<readonly MacroEntry[]>() },
  /** Keeps a figure or a date that a person typed in. */
  'macro:put': { args: MacroEntrySchema, reply: reply<void>() },
  /** Takes back what was typed in; what came from a source stays. */
  'macro:remove': { args: MacroEntryKeySchema, reply: reply<void>() },
  /** The kept answer to a time-shift; a job of that kind computes it. */
  'timeShift:read': { args: TimeShiftSpecSchema, reply: reply<TimeShiftReply>() },

  'value:entities': { args: KnownQuery, reply: reply<readonly Entity[]>() },
  'value:entity': { args: z.strictObject({ id: EntityIdSchema, asOf }), reply: reply<EntityReading>() },
  /** Without an id a new entity, with one that entity as it now stands. */
  'value:saveEntity': {
    args: z.strictObject({ id: EntityIdSchema.optional(), entity: EntitySchema }),
    reply: reply<Entity>(),
  },
  /** With all that was typed in or imported of it. */
  'value:deleteEntity': { args: z.strictObject({ id: EntityIdSchema }), reply: reply<void>() },
  /** Adds figures; one of the same item, period and publication takes the place of what was stored. All of them or none. */
  'value:putRows': {
    args: z.strictObject({ id: EntityIdSchema, rows: z.array(StatementRowSchema).min(1).max(10_000) }),
    reply: reply<EntityReading>(),
  },
  'value:removeRows': {
    args: z.strictObject({ id: EntityIdSchema, rows: z.array(StatementRowSchema).min(1).max(10_000) }),
    reply: reply<EntityReading>(),
  },
  /** Asks for a CSV file of statements and stores them, each with its entity. Null when the person cancelled. */
  'value:import': {
    args: z.void(),
    reply: reply<StatementImport | null>(),
  },
  'value:market': {
    args: z.strictObject({ id: EntityIdSchema, window: z.int().min(20).max(3_650).default(90), asOf }),
    reply: reply<ValueMarket>(),
  },

  /** What a plan is priced on as of an instant, and closes that betas are measured on. */
  'hedge:market': { args: HedgeMarketQuerySchema, reply: reply<HedgeMarketReply>() },
  /** Kept answers; a job of kind `simulate`, `robustness` or `size` computes them. */
  'hedge:simulation': { args: SimulateSpecSchema, reply: reply<SimulationReply>() },
  'hedge:robustness': { args: SimulateSpecSchema, reply: reply<RobustnessReply>() },
  'hedge:size': { args: SizeSpecSchema, reply: reply<SizeReply>() },
  /** The hedge of a replay as it stands at its clock. */
  'replay:book': { args: ReplayBookQuerySchema, reply: reply<ReplayBookReply>() },
  /** Markets that never were, newest first; with `asOf` those that leave the real one by then. */
  'scenarios:list': { args: KnownQuery, reply: reply<readonly ScenarioInfo[]>() },
  /** What a job `scenario` would store. */
  'scenarios:preview': { args: ScenarioSpecSchema, reply: reply<ScenarioPreview>() },
  'scenarios:delete': { args: z.strictObject({ id: InstrumentId }), reply: reply<void>() },
  'hedgePlans:list': { args: z.void(), reply: reply<readonly SavedPlan[]>() },
  /** Without an id a new plan, with one the plan of that id as it now stands. */
  'hedgePlans:save': {
    args: z.strictObject({ id: PlanId.optional(), plan: HedgePlanSchema }),
    reply: reply<SavedPlan>(),
  },
  'hedgePlans:delete': { args: z.strictObject({ id: PlanId }), reply: reply<void>() },
  'hedgePlans:duplicate': { args: z.strictObject({ id: PlanId }), reply: reply<SavedPlan>() },

  'plans:list': { args: z.void(), reply: reply<readonly PlanSummary[]>() },
  /** A version of a plan, the newest one without a number. */
  'plans:read': {
    args: z.strictObject({ id: PlanId, version: z.int().positive().optional() }),
    reply: reply<PlanView>(),
  },
  /** A new plan of a hedge, priced as of an instant. */
  'plans:draft': { args: z.strictObject({ hedge: HedgePlanSchema, asOf }), reply: reply<PlanView>() },
  /** The next version. The same content again is no version. `note` says what was done. */
  'plans:save': {
    args: z.strictObject({ id: PlanId, plan: PlanDocumentSchema, note: z.string().max(200) }),
    reply: reply<PlanView>(),
  },
  /** Prices the newest version again, as of an instant. */
  'plans:price': { args: z.strictObject({ id: PlanId, asOf }), reply: reply<PlanView>() },
  'plans:versions': { args: z.strictObject({ id: PlanId }), reply: reply<readonly PlanVersion[]>() },
  'plans:diff': {
    args: z.strictObject({ id: PlanId, before: z.int().positive(), after: z.int().positive() }),
    reply: reply<readonly PlanChange[]>(),
  },
  /** An old version becomes the newest, with the signatures that were given to its content. */
  'plans:restore': { args: z.strictObject({ id: PlanId, version: z.int().positive() }), reply: reply<PlanView>() },
  'plans:duplicate': { args: z.strictObject({ id: PlanId }), reply: reply<PlanView>() },
  'plans:delete': { args: z.strictObject({ id: PlanId }), reply: reply<void>() },
  /** Whether the stored data give the numbers of the plan, byte for byte. */
  'plans:recompute': { args: z.strictObject({ id: PlanId }), reply: reply<PlanRecomputation>() },
  'plans:sign': { args: SigningSchema, reply: reply<PlanView>() },
  'plans:revoke': { args: SigningSchema, reply: reply<PlanView>() },
  /** Asks for a file and opens it: a plan, or a bundle with its data. Null when the person cancelled. */
  'plans:open': { args: z.void(), reply: reply<PlanView | null>() },
  /** Asks for a place and writes the newest version there. @returns its path, null when the person cancelled. */
  'plans:export': {
    args: z.strictObject({ id: PlanId, format: z.enum(PLAN_FILE_FORMATS) }),
    reply: reply<string | null>(),
  },
  /** Kept answers that a plan can cite, newest first; as of an instant only those that were asked as of it or before. */
  'plans:evidence': { args: z.strictObject({ asOf }), reply: reply<readonly EvidenceCandidate[]>() },
  'plans:simulations': { args: z.strictObject({ asOf }), reply: reply<readonly EvidenceCandidate[]>() },

  'signers:list': { args: z.void(), reply: reply<readonly KnownSigner[]>() },
  /** Makes a key. A passphrase is needed where the system cannot seal it. */
  'signers:create': {
    args: z.strictObject({ name: SignerNameSchema, passphrase: Passphrase.optional() }),
    reply: reply<KnownSigner>(),
  },
  /** Adds the public key of another person from a file or a picture of its QR code. Null when cancelled. */
  'signers:open': { args: z.void(), reply: reply<KnownSigner | null>() },
  /** The same from text, such as a code that was read elsewhere. */
  'signers:add': { args: z.strictObject({ text: z.string().min(1).max(4_096) }), reply: reply<KnownSigner>() },
  /** Adds a private key from its file, which stays under its passphrase. Null when cancelled. */
  'signers:import': { args: z.strictObject({ passphrase: z.string().max(500) }), reply: reply<KnownSigner | null>() },
  /** Writes a public key, or with a passphrase the private one under it. Null when cancelled. */
  'signers:export': {
    args: z.strictObject({
      signer: Sha256Schema,
      passphrase: Passphrase.optional(),
      unlock: z.string().max(500).optional(),
    }),
    reply: reply<string | null>(),
  },
  'signers:qr': { args: z.strictObject({ signer: Sha256Schema }), reply: reply<QrCode>() },
  'signers:delete': { args: z.strictObject({ signer: Sha256Schema }), reply: reply<void>() },

  'replay:sessions': { args: z.void(), reply: reply<readonly ReplaySession[]>() },
  /** Without an id a new session, with one that session as it now stands. */
  'replay:saveSession': {
    args: z.strictObject({ id: SessionId.optional(), session: ReplaySessionSchema }),
    reply: reply<ReplaySession>(),
  },
  /** What was recorded in it stays in the journal. */
  'replay:deleteSession': { args: z.strictObject({ id: SessionId }), reply: reply<void>() },
  'journal:record': { args: RecordSchema, reply: reply<JournalEntry>() },
  /** Newest decision first; with `asOf` those decided by then, scored from what was known by then. */
  'journal:list': { args: JournalQuery, reply: reply<readonly JournalEntry[]>() },
  'journal:scorecard': { args: JournalQuery, reply: reply<JournalScorecard>() },
  'journal:picture': {
    args: z.strictObject({ id: EntryId, asOf }),
    reply: reply<Uint8Array<ArrayBuffer> | null>(),
  },
  'journal:delete': { args: z.strictObject({ id: EntryId }), reply: reply<void>() },
  /** Puts back the entry that was deleted last. */
  'journal:restore': { args: z.strictObject({ id: EntryId }), reply: reply<void>() },

  'import:choose': { args: z.void(), reply: reply<readonly string[]>() },
  'import:preview': {
    args: z.strictObject({ path: z.string().min(1).max(4_096), options: ImportOptionsSchema.default({}) }),
    reply: reply<ImportPreview>(),
  },

  'quarantine:list': {
    args: z.strictObject({
      seriesId: z.int().nullable(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(1_000),
      asOf,
    }),
    reply: reply<{ readonly total: number; readonly rows: readonly QuarantineEntry[] }>(),
  },
  'quarantine:delete': { args: z.strictObject({ ids: z.array(z.int()).max(10_000) }), reply: reply<number>() },
  /** Puts the newer rows of contradictions in the place of the stored ones, all of them or none. */
  'quarantine:accept': { args: z.strictObject({ ids: z.array(z.int()).max(10_000) }), reply: reply<number>() },

  'database:info': { args: z.void(), reply: reply<DatabaseInfo>() },
  'database:chooseBackup': { args: z.void(), reply: reply<string | null>() },
  'database:chooseFolder': { args: z.void(), reply: reply<string | null>() },
  'series:delete': { args: z.strictObject({ id: z.int() }), reply: reply<void>() },

  'sync:sources': { args: z.void(), reply: reply<readonly SourceInfo[]>() },
  /** What a source can be asked about: over the network the first time. */
  'sync:instruments': { args: z.strictObject({ source: SourceIdSchema }), reply: reply<readonly SourceInstrument[]>() },
  /** What would be fetched; a job of kind `sync` fetches it. */
  'sync:plan': { args: SyncRequestSchema, reply: reply<SyncPlan>() },
  'sync:state': { args: z.void(), reply: reply<SyncState>() },
  'sync:settings': { args: z.void(), reply: reply<SyncSettings>() },
  'sync:configure': { args: SyncSettingsPatch, reply: reply<SyncSettings>() },

  'keyring:read': { args: z.void(), reply: reply<KeyringInfo>() },
  /** A key goes in and never comes out again. */
  'keyring:store': {
    args: z.strictObject({ source: SourceIdSchema, key: z.string().trim().min(1).max(500) }),
    reply: reply<KeyringInfo>(),
  },
  'keyring:forget': { args: z.strictObject({ source: SourceIdSchema }), reply: reply<KeyringInfo>() },
  /** Opens the keyring, or makes one where the system has none. */
  'keyring:unlock': { args: z.strictObject({ passphrase: Passphrase }), reply: reply<KeyringInfo>() },
  'keyring:lock': { args: z.void(), reply: reply<KeyringInfo>() },

  'file:save': {
    args: z.strictObject({
      name: z.string().min(1).max(200),
      content: z.union([z.string().max(100_000_000), z.instanceof(Uint8Array)]),
    }),
    /** Path it was written to, null when the person cancelled. */
    reply: reply<string | null>(),
  },
  'file:choose': { args: z.strictObject({ name: z.string().min(1).max(200) }), reply: reply<string | null>() },

  'jobs:start': { args: JobSchema, reply: reply<{ readonly id: string }>() },
  'jobs:cancel': { args: z.strictObject({ id: z.string().max(80) }), reply: reply<void>() },
  'jobs:list': { args: z.void(), reply: reply<readonly JobProgress[]>() },
} satisfies Record<string, { args: z.ZodType; reply: z.ZodType }>;

export type Channel = keyof typeof contract;
export type Args<C extends Channel> = z.input<(typeof contract)[C]['args']>;
export type ParsedArgs<C extends Channel> = z.output<(typeof contract)[C]['args']>;
export type Reply<C extends Channel> = z.output<(typeof contract)[C]['reply']>;
