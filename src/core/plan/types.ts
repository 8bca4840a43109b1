import type { Verdict } from '../evidence/types';
import type { GateRule, GateSignal, HedgePlan } from '../hedge/types';
import type { OptionKind } from '../options/types';
import type { Ms } from '../time/ms';

// A hedge plan as a document: what another person can check, carry out and verify. Money is quote currency, shares are decimals.

export interface Thesis {
  readonly statement: string;
  /** The best case for the other side. */
  readonly against: string;
  /** What would prove it wrong. */
  readonly wrongIf: string;
}

/** An answer of the workstation that speaks for a claim, by the fingerprint that it carries. */
export interface EvidenceCard {
  /** SHA-256, lower-case hexadecimal. */
  readonly fingerprint: string;
  readonly title: string;
  readonly verdict: Verdict | null;
  readonly words: string;
}

export interface Claim {
  readonly text: string;
  /** Fingerprints of cards of the plan. */
  readonly evidence: readonly string[];
}

/** A level that the plan turns on. */
export interface Threshold {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly chosenAt: Ms;
  /** The event that speaks for it; null: none. */
  readonly event: Ms | null;
}

/** When something is to be done, for a person, and as data where it can be read off a signal. */
export interface PlanCondition {
  readonly words: string;
  readonly when: {
    readonly reads: GateSignal | 'spot';
    readonly is: 'above' | 'below';
    readonly value: number;
  } | null;
}

export interface LimitGuidance {
  /** In `unit`, on a tick of the venue. */
  readonly price: number;
  readonly unit: string;
  readonly words: string;
}

/** One order, as it would be placed at the instant of the plan. */
export interface OrderTicket {
  /** Of the hedge. */
  readonly layer: string;
  /** Null: no venue of this asset is known. */
  readonly venue: string | null;
  /** In the venue's own name; a description where no venue is known. */
  readonly instrument: string;
  readonly on: 'asset' | 'volatility';
  readonly kind: OptionKind | 'future';
  /** Null of a future. */
  readonly strike: number | null;
  /** Null of a perpetual. */
  readonly expiry: Ms | null;
  /** Strike and expiry were in the stored chain; else the strike is the nearest on a usual step, and may not exist. */
  readonly listed: boolean;
  readonly side: 'buy' | 'sell';
  /** Wanted, in units of the underlying, > 0. */
  readonly units: number;
  /** Ordered: a whole number of lots. */
  readonly contracts: number;
  /** Units of the underlying in one contract, and contracts in one lot; 0: not known, nothing is rounded. */
  readonly contractSize: number;
  readonly lot: number;
  /** Contracts ordered less those wanted. */
  readonly rounding: number;
  readonly limit: LimitGuidance;
  /** Limit of one unit and fee of the whole order, in quote currency. */
  readonly unitPrice: number;
  readonly fee: number;
  readonly timeInForce: 'day' | 'goodTillCancelled';
  readonly trigger: {
    readonly words: string;
    readonly rule: GateRule;
    /** What the gate stands at, 1 fully on; null: its signal is not known. */
    readonly value: number | null;
  };
  /** The most that this order can lose by itself, fee included; null: without bound. */
  readonly worstCase: number | null;
}

/** What the plan was priced on. */
export interface PlanValuation {
  readonly t: Ms;
  /** SHA-256 over the hedge that was priced, but for its name and its budget: with another one the orders are not those of the plan. */
  readonly hedge: string;
  readonly spot: number;
  readonly book: number;
  /** Beta exposure of the positions over the spot: units of the asset that they stand for. */
  readonly exposedUnits: number;
  /** Premium of a year of the open layers as a share of the book. */
  readonly costPerYear: number;
  /** The surface is a form put on an index, not fitted to quotes. */
  readonly modelled: boolean;
  readonly notes: readonly string[];
}

export interface WorstCase {
  /** The most that the orders can lose together [quote currency]; null: without bound. */
  readonly loss: number | null;
  readonly words: string;
}

/** Rows of one series that the plan was made from, as known by its instant. */
export interface DataRange {
  readonly instrument: string;
  readonly kind: string;
  readonly field: string;
  readonly interval: Ms;
  readonly source: string;
  readonly from: Ms;
  readonly to: Ms;
  readonly rows: number;
  /** SHA-256 over its columns. */
  readonly sha256: string;
}

export interface PlanData {
  /** SHA-256 over the canonical form of `series`. */
  readonly fingerprint: string;
  readonly asOf: Ms;
  /** Of the sample market: no such prices were ever paid. */
  readonly synthetic: boolean;
  readonly series: readonly DataRange[];
}

/** A key that may sign, by the name that the plan gives it. */
export interface PlanSigner {
  readonly name: string;
  /** Ed25519 public key: base64 of its SubjectPublicKeyInfo. */
  readonly key: string;
}

export interface SignaturePolicy {
  readonly required: number;
  readonly signers: readonly PlanSigner[];
}

export interface PlanDocument {
  readonly title: string;
  readonly created: Ms;
  /** Null: not set yet. */
  readonly expiry: Ms | null;
  readonly thesis: Thesis;
  readonly claims: readonly Claim[];
  readonly evidence: readonly EvidenceCard[];
  readonly thresholds: readonly Threshold[];
  /** Exposure, layers and budget. */
  readonly hedge: HedgePlan;
  readonly tickets: readonly OrderTicket[];
  readonly valuation: PlanValuation;
  readonly worstCase: WorstCase;
  readonly exits: readonly PlanCondition[];
  readonly voids: readonly PlanCondition[];
  readonly assumptions: readonly string[];
  readonly data: PlanData;
  readonly engine: { readonly ballast: string; readonly hedge: number };
  /** Null: nobody was named yet. */
  readonly policy: SignaturePolicy | null;
}
