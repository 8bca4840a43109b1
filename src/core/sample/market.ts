import { Rng } from '../random/rng';
import { MS_PER_DAY } from '../time/ms';
import { findTrueCascades } from './cascades';
import { equityVolatility } from './equity-volatility';
import { exogenousPath, type ExogenousPath } from './exogenous';
import { SAMPLE_INSTRUMENTS } from './instruments';
import { createEconomy } from './economy';
import { createMacro, type MacroCalendar } from './macro';
import { optionSeries } from './options';
import { parametersOf } from './parameters';
import { marketSeries, sampleSeries } from './series';
import { simulate, type LeaderPath, type SimulatedMarket } from './simulate';
import { MINUTE_START, SAMPLE_END, SAMPLE_START } from './timeline';
import { SAMPLE_SOURCE, type SampleInstrument, type SampleMarket, type SampleUnit } from './types';
import { constantProductPool, lendingProtocol } from './valued';
import { BLOCKS, logVolatility } from './volatility';

/** The seed of the market that the program creates unless told otherwise. */
export const DEFAULT_SAMPLE_SEED = 7;
const VERSION = 1;
/** Label of the stream that all markets come from: another label would be another market for every seed. */
const FAMILY = 'sample market 6';
/** Share of log volatility that an instrument takes over from the leader. */
const SHARED_VOLATILITY = 0.7;
const LEADER = SAMPLE_INSTRUMENTS[0];
/** What is valued, by the instrument that it goes by. */
const VALUED: Readonly<Record<string, typeof lendingProtocol | undefined>> = {
  'SIM-BTC': constantProductPool,
  'SIM-LINK': lendingProtocol,
};

interface Simulation {
  readonly market: SimulatedMarket;
  /** With the kicks of news, per block. */
  readonly logVolatility: Float32Array;
}

/**
 * The seeded sample market: twelve simulated perpetuals (units 0 … 11), then macro calendar and equity volatility (unit 12). Unit 0
 * is the leader; every other unit needs its path and simulates it once more when this market has not run it yet.
 * @param seed any safe integer; the same seed gives the same bytes.
 * @throws {RangeError} the seed is not a safe integer.
 */
export function createSampleMarket(seed: number): SampleMarket {
  const root = new Rng(seed).fork(FAMILY);
  const unitNames = [...SAMPLE_INSTRUMENTS.map(({ id }) => id), 'macro'];
  let calendar: MacroCalendar | undefined;
  let leaderPath: LeaderPath | undefined;
  const macro = (): MacroCalendar => (calendar ??= createMacro(root.fork('macro')));

  function simulateLeader(): Simulation {
    const rng = root.fork(LEADER.id);
    const { newsPerYear, newsSize } = parametersOf(LEADER);
    const exogenous = exogenousPath(rng.fork('news'), newsPerYear, newsSize, macro().surprises);
    const simulation = runMarket(rng, LEADER, exogenous, logVolatility(rng.fork('volatility')), undefined);
    leaderPath = { returns: simulation.market.returns, logVolatility: simulation.logVolatility };
    return simulation;
  }

  function simulateFollower(instrument: SampleInstrument): Simulation {
    const leader = leaderPath ?? pathOf(simulateLeader());
    const rng = root.fork(instrument.id);
    const { newsPerYear, newsSize } = parametersOf(instrument);
    const exogenous = exogenousPath(rng.fork('news'), newsPerYear, newsSize);
    const volatility = logVolatility(rng.fork('volatility'));
    const own = Math.sqrt(1 - SHARED_VOLATILITY ** 2);
    for (let i = 0; i < BLOCKS; i++) volatility[i] = SHARED_VOLATILITY * leader.logVolatility[i] + own * volatility[i];
    return runMarket(rng, instrument, exogenous, volatility, leader);
  }

  function runInstrument(index: number): SampleUnit {
    const instrument = SAMPLE_INSTRUMENTS[index];
    const { market, logVolatility: volatility } = index === 0 ? simulateLeader() : simulateFollower(instrument);
    const { hours, openInterest, tape } = market;
    const truth = findTrueCascades(tape, { instrument: instrument.id, hours, openInterest });
    const series = marketSeries(instrument, market);
    if (instrument.hasOptions) {
      const { totalVolatility } = parametersOf(instrument);
      const rng = root.fork(instrument.id).fork('options');
      series.push(...optionSeries(rng, instrument, market, totalVolatility, volatility));
    }
    const rng = root.fork(instrument.id).fork('value');
    const value = VALUED[instrument.id];
    return {
      name: instrument.id,
      series,
      macro: [],
      truth,
      valued: value?.(rng, instrument.id, hours, truth.cascades),
    };
  }

  function runMacro(): SampleUnit {
    const { returns } = leaderPath ?? pathOf(simulateLeader());
    const series = equityVolatility(root.fork('equity'), returns).map(({ name, columns }) =>
      sampleSeries({
        ...{ instrument: name, kind: 'vol', interval: MS_PER_DAY, knownLag: MS_PER_DAY, unit: 'fraction' },
        columns: { ...columns },
      }),
    );
    const releases = [...macro().releases, ...createEconomy(root.fork('economy'))];
    return { name: 'macro', series, macro: releases, truth: undefined, valued: undefined };
  }

  return {
    units: unitNames.length,
    describe: () => ({
      synthetic: true,
      source: SAMPLE_SOURCE,
      seed,
      version: VERSION,
      from: SAMPLE_START,
      minuteFrom: MINUTE_START,
      to: SAMPLE_END,
      instruments: SAMPLE_INSTRUMENTS,
      unitNames,
    }),
    run: (unit) => {
      if (!(Number.isInteger(unit) && unit >= 0 && unit < unitNames.length)) throw new RangeError(`unit=${unit}`);
      return unit < SAMPLE_INSTRUMENTS.length ? runInstrument(unit) : runMacro();
    },
  };
}

const pathOf = ({ market, logVolatility: volatility }: Simulation): LeaderPath => ({
  returns: market.returns,
  logVolatility: volatility,
});

function runMarket(
  rng: Rng,
  instrument: SampleInstrument,
  exogenous: ExogenousPath,
  ownVolatility: Float32Array,
  leader: LeaderPath | undefined,
): Simulation {
  const market = simulate({
    ...{ rng, market: parametersOf(instrument), tickSize: instrument.tickSize },
    ...{ exogenous, logVolatility: ownVolatility, leader },
  });
  return { market, logVolatility: ownVolatility.map((x, i) => x + exogenous.kick[i]) };
}
