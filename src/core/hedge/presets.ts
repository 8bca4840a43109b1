import { HEDGE_DEFAULTS, tenorOn } from './defaults';
import { blankLayer, byDelta, byMoneyness, leg } from './blank-layers';
import type { Gate, Layer, LegRule, TenorRule } from './types';

export type PresetId =
  | 'vxth'
  | 'vxthRamp'
  | 'vxthHysteresis'
  | 'dvolStep'
  | 'dvolRamp'
  | 'dvolHysteresis'
  | 'putLadder'
  | 'veqtor'
  | 'alvh'
  | 'alvhCrypto'
  | 'pput'
  | 'cll'
  | 'cllz'
  | 'cndr'
  | 'tailPuts'
  | 'richSkew'
  | 'perpetualShort';

/** A hedge that somebody has written down. Its layers are a copy to be edited. */
export interface Preset {
  readonly id: PresetId;
  readonly name: string;
  /** Where the rule is written, for a person to look up. */
  readonly source: string;
  /** What a reader must know before using it: what differs here from the source, and what could not be checked. */
  readonly caveats: readonly string[];
  /** New each time; ids are those of the preset with the number of the layer. */
  readonly layers: () => Layer[];
}

const { equity, crypto } = HEDGE_DEFAULTS.gates;
const UNCAPPED = { premiumPerYear: null, notional: null };
const onVolatility = (delta: number): LegRule => leg('call', 1, byDelta(delta), 'volatility');

/** Monthly expiries around these days. */
const monthly = (calendar: 'vix' | 'equity', ...targets: number[]): TenorRule => ({
  targets,
  least: Math.max(1, Math.min(...targets) - 16),
  most: Math.max(...targets) + 30,
  monthlyOnly: true,
  calendar,
});

/** VXTH with any gate: 1 % of the book in 30-delta calls of the next month, held to expiry. */
const volatilityCalls = (id: PresetId, name: string, gate: Gate): Layer => ({
  ...blankLayer('volatilityCall', `${id}-1`, 'equity'),
  name,
  legs: [onVolatility(0.3)],
  tenor: monthly('vix', 30),
  size: { by: 'premium', share: 0.01 },
  gate: { gate, reads: 'roll' },
  monetisation: { kind: 'none' },
  caps: UNCAPPED,
});

/** The same shapes in a market without options on its volatility index: puts. */
const gatedPuts = (id: PresetId, name: string, gate: Gate): Layer => ({
  ...blankLayer('put', `${id}-1`),
  name,
  legs: [leg('put', 1, byDelta(0.1))],
  tenor: { ...tenorOn('crypto'), targets: [30], least: 14, most: 60 },
  size: { by: 'premium', share: 0.005 },
  gate: { gate, reads: 'roll' },
  caps: { premiumPerYear: 0.06, notional: null },
});

/** One month of index options on all of the exposure, held to expiry. */
const indexProgramme = (id: PresetId, structure: 'put' | 'call' | 'collar' | 'condor', name: string, legs: readonly LegRule[]): Layer => ({
  ...blankLayer(structure, `${id}-1`, 'equity'),
  name,
  legs,
  tenor: monthly('equity', 30),
  size: { by: 'exposure', ratio: 1 },
  monetisation: { kind: 'none' },
  caps: UNCAPPED,
}); // prettier-ignore

const VXTH = 'Cboe, VIX Tail Hedge Index (VXTH), cboe.com/us/indices/dashboard/VXTH';
const VXTH_FORWARD =
  'The index reads the forward of the options that it buys; here the gate reads a 30-day constant-maturity forward of the volatility index.';
const CRYPTO_LEVELS = 'Levels on DVOL are a choice, about three times those on VIX; nothing was fitted.';
const NO_DVOL_OPTIONS =
  'Deribit lists futures on DVOL but no options: puts on the asset take the place of volatility calls.';
const NO_CASH = 'The index also carries dividends and cash; only its options are here.';
const CONTRADICTORY = 'Its publisher’s pages contradict one another';

const alvhLayers = (): Layer[] =>
  ([[30, 0.4], [110, 0.4], [220, 0.2]] as const).map(([days, share], i): Layer => ({
    ...blankLayer('volatilityCall', `alvh-${i + 1}`, 'equity'),
    name: `Volatility calls, ${days} days`,
    legs: [onVolatility(0.5)],
    tenor: monthly('vix', days),
    size: { by: 'budget', share: share * HEDGE_DEFAULTS.budget },
    caps: { premiumPerYear: share * HEDGE_DEFAULTS.budget, notional: null },
  })); // prettier-ignore

const alvhCryptoLayers = (): Layer[] =>
  ([[30, 0.4], [90, 0.4], [180, 0.2]] as const).map(([days, share], i): Layer => ({
    ...blankLayer('put', `alvhCrypto-${i + 1}`),
    name: `Puts, ${days} days`,
    legs: [leg('put', 1, byDelta(0.5))],
    tenor: { targets: [days], least: days / 2, most: days * 1.5, monthlyOnly: true, calendar: 'crypto' },
    size: { by: 'budget', share: share * HEDGE_DEFAULTS.budget },
    caps: { premiumPerYear: share * HEDGE_DEFAULTS.budget, notional: null },
  })); // prettier-ignore

/** Six openings a year, never more. */
const TAIL_EVERY = Math.ceil(365 / 6);

export const PRESETS: readonly Preset[] = [
  {
    id: 'vxth',
    name: 'VXTH: volatility calls by steps',
    source: VXTH,
    caveats: [
      VXTH_FORWARD,
      'That a forward of exactly 15, 30 or 50 belongs to the lower step follows the published method as it is told here; Cboe’s document itself could not be checked.',
      NO_CASH,
    ],
    layers: () => [volatilityCalls('vxth', 'Volatility calls, VXTH steps', { kind: 'step', signal: 'volatility', steps: equity.steps })], // prettier-ignore
  },
  {
    id: 'vxthRamp',
    name: 'VXTH with a ramp',
    source: `After ${VXTH}; ramp of method.md, section 5: 1 % · clip((F − 13) / 4, 0, 1)`,
    caveats: ['The ramp is not part of the index, and its levels are not fitted.', VXTH_FORWARD, NO_CASH],
    layers: () => [volatilityCalls('vxthRamp', 'Volatility calls, ramp', { kind: 'ramp', signal: 'volatility', ...equity.ramp })], // prettier-ignore
  },
  {
    id: 'vxthHysteresis',
    name: 'VXTH with hysteresis',
    source: `After ${VXTH}; on at 16, off at 13.5 of method.md, section 5`,
    caveats: ['The hysteresis is not part of the index, and its levels are not fitted.', VXTH_FORWARD, NO_CASH],
    layers: () => [volatilityCalls('vxthHysteresis', 'Volatility calls, hysteresis', { kind: 'hysteresis', signal: 'volatility', ...equity.hysteresis })], // prettier-ignore
  },
  {
    id: 'dvolStep',
    name: 'Crypto puts by DVOL steps',
    source: 'Shape of VXTH on DVOL; method.md, section 5',
    caveats: [CRYPTO_LEVELS, NO_DVOL_OPTIONS],
    layers: () => [gatedPuts('dvolStep', 'Puts, DVOL steps', { kind: 'step', signal: 'volatility', steps: crypto.steps })], // prettier-ignore
  },
  {
    id: 'dvolRamp',
    name: 'Crypto puts by a DVOL ramp',
    source: 'Shape of the VXTH ramp on DVOL; method.md, section 5',
    caveats: [CRYPTO_LEVELS, NO_DVOL_OPTIONS],
    layers: () => [gatedPuts('dvolRamp', 'Puts, DVOL ramp', { kind: 'ramp', signal: 'volatility', ...crypto.ramp })],
  },
  {
    id: 'dvolHysteresis',
    name: 'Crypto puts by DVOL hysteresis',
    source: 'Shape of the VXTH hysteresis on DVOL; method.md, section 5',
    caveats: [CRYPTO_LEVELS, NO_DVOL_OPTIONS],
    layers: () => [gatedPuts('dvolHysteresis', 'Puts, DVOL hysteresis', { kind: 'hysteresis', signal: 'volatility', ...crypto.hysteresis })], // prettier-ignore
  },
  {
    id: 'putLadder',
    name: 'Put ladder 30/60/90',
    source: 'method.md, section 5; common practice, no published index',
    caveats: ['Delta, ratio and doubled tenors under an inverted curve are defaults of this program.'],
    layers: () => [
      {
        ...blankLayer('put', 'putLadder-1'),
        name: 'Puts at 30, 60 and 90 days',
        tenor: { targets: [30, 60, 90], least: 14, most: 200, monthlyOnly: false, calendar: 'crypto' },
        size: { by: 'exposure', ratio: 3 * HEDGE_DEFAULTS.ratio },
        roll: { daysBefore: 7, every: 0 },
        adaptation: { ...HEDGE_DEFAULTS.adaptation, inverted: { above: 0.05, tenorTimes: 2 } },
        caps: { premiumPerYear: null, notional: 3 * HEDGE_DEFAULTS.ratio },
      },
    ],
  },
  {
    id: 'veqtor',
    name: 'VEQTOR allocation to volatility futures',
    source: 'S&P Dow Jones Indices, S&P 500 Dynamic VEQTOR Index methodology (2009)',
    caveats: [
      'The ends of the table, 2.5 % and 40 %, and 10 % as its usual value are confirmed by S&P’s own posts; the cells between could not be checked.',
      'The index looks up realised volatility and the trend of implied volatility; here the column without a trend is read by implied volatility alone.',
      'Allocations are read at the monthly roll, not daily, and equity is not sold to pay for them.',
      'Its stop loss, all to cash after 2 % lost in five days, is left out.',
    ],
    layers: () => [
      {
        ...blankLayer('future', 'veqtor-1', 'equity'),
        name: 'Volatility futures, VEQTOR table',
        legs: [{ kind: 'future', on: 'volatility', ratio: 1 }],
        tenor: monthly('vix', 30),
        size: { by: 'exposure', ratio: 1 },
        gate: {
          gate: {
            kind: 'step',
            signal: 'volatility',
            steps: [
              { from: 0, to: 10, value: 0.025 },
              { from: 10, to: 20, value: 0.1 },
              { from: 20, to: 35, value: 0.15 },
              { from: 35, to: 45, value: 0.25 },
              { from: 45, to: 1_000, value: 0.4 },
            ],
          },
          reads: 'roll',
        },
        caps: UNCAPPED,
      },
    ],
  },
  {
    id: 'alvh',
    name: 'ALVH 4/4/2',
    source: 'VixShield, Adaptive Layered VIX Hedge (vixshield.com), after R. Clark, SPX Mastery',
    caveats: [
      `${CONTRADICTORY}: 4/4/2 is told as contracts, as percent of a portfolio, as units of vega and as shares of 40, 40 and 20 %; tenors as 30/110/220 days and as others.`,
      'Here: at-the-money calls of 30, 110 and 220 days, and 4/4/2 splits a yearly premium budget.',
      'Its publisher’s claims of performance were not checked, and nothing here rests on them.',
    ],
    layers: alvhLayers,
  },
  {
    id: 'alvhCrypto',
    name: 'ALVH 4/4/2 on crypto puts',
    source: 'Form of ALVH carried over to BTC puts on Deribit’s monthly and quarterly expiries; method.md, section 5',
    caveats: [
      `${CONTRADICTORY}, and none of them is about crypto: an adaptation.`,
      NO_DVOL_OPTIONS,
      'Tenors of 30, 90 and 180 days take the place of 30, 110 and 220; at-the-money puts are costly for what they cover.',
    ],
    layers: alvhCryptoLayers,
  },
  {
    id: 'pput',
    name: 'PPUT: monthly 5 % puts',
    source: 'Cboe, S&P 500 5% Put Protection Index (PPUT), cboe.com/us/indices/dashboard/PPUT',
    caveats: ['Strikes are shares of the forward, the index takes shares of the spot.', NO_CASH],
    layers: () => [indexProgramme('pput', 'put', 'Puts 5 % below', [leg('put', 1, byMoneyness(0.95))])],
  },
  {
    id: 'cll',
    name: 'CLL: 95-110 collar',
    source: 'Cboe, S&P 500 95-110 Collar Index (CLL), description of the index: three-month puts, one-month calls',
    caveats: [
      'The dashboard of the index tells of one monthly roll; its description has quarterly puts and monthly calls, as here.',
      'Strikes are shares of the forward, the index takes shares of the spot; its cross-roll, when the call’s strike falls below the put’s, is left out.',
      NO_CASH,
    ],
    layers: () => [
      {
        ...indexProgramme('cll', 'put', 'Puts 5 % below, quarterly', [leg('put', 1, byMoneyness(0.95))]),
        tenor: monthly('equity', 91),
      },
      {
        ...indexProgramme('cll', 'call', 'Calls 10 % above, sold', [leg('call', -1, byMoneyness(1.1))]),
        id: 'cll-2',
      },
    ],
  },
  {
    id: 'cllz',
    name: 'CLLZ: zero-cost put spread collar',
    source: 'Cboe, S&P 500 Zero-Cost Put Spread Collar Index (CLLZ), cboe.com/us/indices/dashboard/CLLZ',
    caveats: [
      'The index sells the call whose premium pays for the put spread; here it is the call worth 0.45 % of the spot, what the spread costs while volatility is about 16 %.',
      'Strikes of the puts are shares of the forward, the index takes shares of the spot.',
      NO_CASH,
    ],
    layers: () => [
      indexProgramme('cllz', 'collar', 'Put spread 97.5-95, call sold', [
        leg('put', 1, byMoneyness(0.975)),
        leg('put', -1, byMoneyness(0.95)),
        leg('call', -1, { by: 'premium', value: 0.0045 }),
      ]),
    ],
  },
  {
    id: 'cndr',
    name: 'CNDR: monthly iron condors',
    source: 'Cboe, S&P 500 Iron Condor Index (CNDR), cboe.com/us/indices/dashboard/CNDR',
    caveats: [
      'Cboe’s pages differ: one sells 20 delta and buys 5 delta, as here; another sells at the money and buys 5 % away.',
      'The index keeps bills worth ten times the largest loss; here one condor covers each unit of exposure.',
      'It earns a premium and hedges nothing: it loses in the fall that the other layers are for.',
    ],
    layers: () => [indexProgramme('cndr', 'condor', 'Iron condor 20/5', blankLayer('condor', '').legs)],
  },
  {
    id: 'tailPuts',
    name: 'Tail puts on a yearly budget',
    source: 'method.md, section 5: six entries a year, at least 61 days apart; no published index',
    caveats: [
      'Budget, delta and tenor are defaults of this program; puts of three months sold after two make the six entries.',
    ],
    layers: () => [
      {
        ...blankLayer('put', 'tailPuts-1'),
        name: 'Tail puts',
        legs: [leg('put', 1, byDelta(0.05))],
        tenor: { targets: [91], least: 70, most: 120, monthlyOnly: true, calendar: 'crypto' },
        size: { by: 'budget', share: HEDGE_DEFAULTS.budget },
        roll: { daysBefore: 30, every: TAIL_EVERY },
        caps: { premiumPerYear: HEDGE_DEFAULTS.budget, notional: null },
      },
    ],
  },
  {
    id: 'richSkew',
    name: 'Puts, put spreads when skew is rich',
    source: 'method.md, section 5: rich put skew moves a layer from puts to put spreads',
    caveats: ['That a robust z above 1.5 is rich is a default of this program, not a finding.'],
    layers: () => [
      {
        ...blankLayer('put', 'richSkew-1'),
        name: 'Puts, or put spreads',
        adaptation: {
          ...HEDGE_DEFAULTS.adaptation,
          rich: { above: 1.5, legs: blankLayer('putSpread', '').legs },
        },
      },
    ],
  },
  {
    id: 'perpetualShort',
    name: 'Perpetual sold while volatility is high',
    source: 'method.md, section 5: hysteresis on DVOL; no published index',
    caveats: [
      CRYPTO_LEVELS,
      'Gains are given up as losses are: a perpetual has no premium and no floor, and pays or earns funding.',
    ],
    layers: () => [
      {
        ...blankLayer('perpetual', 'perpetualShort-1'),
        size: { by: 'exposure', ratio: 0.5 },
        gate: { gate: { kind: 'hysteresis', signal: 'volatility', ...crypto.hysteresis }, reads: 'step' },
        caps: { premiumPerYear: null, notional: 0.5 },
      },
    ],
  },
];
