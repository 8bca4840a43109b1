import type { AnyColumns, SeriesKind } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type {
  CoverageSpan,
  InstrumentRecord,
  MacroRelease,
  MacroSeriesRecord,
  QuarantinedRow,
  SeriesTraits,
} from '#main/store/types';
import type { Dataset, OfferInfo, SourceId, SourceInfo, SourceInstrument } from '#shared/sync';
import type { Http } from './net/types';

export interface Range {
  readonly from: Ms;
  /** Exclusive. */
  readonly to: Ms;
}

/** A data set as the source offers it; what a person reads of it and how it is asked for. */
export interface Offer extends Omit<OfferInfo, 'reach'> {
  /** How far back from now the source answers; Infinity = to the beginning. */
  readonly reach: Ms;
  /** Rows that one request gives at most. */
  readonly pageRows: number;
  /** How long after an instant its figures are there at the latest; nothing newer is asked for. 0 unless told. */
  readonly lag?: Ms;
}

export interface PageRequest extends Dataset, Range {
  /** Which end of the range is answered where a page cannot hold all of it. */
  readonly end: 'oldest' | 'newest';
}

/** Rows of one series as the source sent them: not sorted, not checked, in our units. */
export interface FetchedSeries {
  readonly instrument: string;
  readonly kind: Exclude<SeriesKind, 'macro'>;
  readonly interval: Ms;
  readonly field: string;
  readonly traits: SeriesTraits;
  /** For liquidations: what the figures hold. */
  readonly coverage: readonly CoverageSpan[];
  readonly columns: AnyColumns;
}

export interface SourcePage {
  readonly series: readonly FetchedSeries[];
  readonly macro: readonly MacroRelease[];
  /** Of the macro series above, those the store may not know. */
  readonly macroSeries?: readonly MacroSeriesRecord[];
  readonly instruments?: readonly InstrumentRecord[];
  /** Rows of a file that its reader could not take, as an import of it would set them aside. */
  readonly quarantined?: readonly QuarantinedRow[];
  /**
   * Where rows were looked through for those above (trades for liquidations): the stamp of the newest of them, NaN when there
   * were none. As far as the source sent anything, finding nothing is no emptiness to be doubted, and none that is filled later.
   */
  readonly seen?: Ms;
  /**
   * The part of the request that this page answers: all rows in it that the source has are here. Touches the end that
   * was asked for (`oldest`: begins at `from`; `newest`: ends at `to`). The whole request when the page was not full.
   */
  readonly settled: Range;
}

/** What a source is given to work with: it has no other way out, no clock and no key of its own. */
export interface SourceContext {
  readonly http: Http;
  readonly signal: AbortSignal;
  /** Our clock; add `http.skew` for the source's. */
  readonly now: () => Ms;
  readonly key: string | undefined;
  /** Folder for files on their way in; emptied by the one who made them. */
  readonly folder: string;
  readonly onProgress?: (share: number) => void;
}

/** A venue or provider. Without state but for what it may look up again (contract sizes). */
export interface Source extends Omit<SourceInfo, 'offers' | 'hasKey' | 'address' | 'followed' | 'fetched'> {
  readonly id: SourceId;
  /** `source` of the series it feeds: mostly the id; an archive feeds the series of its venue. */
  readonly series: string;
  readonly offers: readonly Offer[];
  instruments(context: SourceContext): Promise<readonly SourceInstrument[]>;
  /** One page. Throws `NetError` for what a later try may mend; `SourceError` for what it will not. */
  page(request: PageRequest, context: SourceContext): Promise<SourcePage>;
}

/** A request that will not be answered however often it is made: unknown instrument, key missing or refused. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: 'notFound' | 'invalid' | 'forbidden';
  constructor(code: 'notFound' | 'invalid' | 'forbidden', message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
