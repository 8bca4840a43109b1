import type { SampleInstrument } from './types';

const perpetual = (base: string, tickSize: number, hasOptions = false): SampleInstrument => ({
  id: `SIM-${base}`,
  base,
  quote: 'USDT',
  kind: 'perpetual',
  tickSize,
  contractSize: 1,
  volatilityIndex: hasOptions ? `SIM-DVOL-${base}` : undefined,
  hasOptions,
});

/** The twelve instruments, the market leader first: its path is the common factor of the others. */
export const SAMPLE_INSTRUMENTS: readonly SampleInstrument[] = [
  perpetual('BTC', 0.1, true),
  perpetual('ETH', 0.01, true),
  perpetual('SOL', 0.01),
  perpetual('BNB', 0.01),
  perpetual('XRP', 0.0001),
  perpetual('ADA', 0.0001),
  perpetual('DOGE', 0.00001),
  perpetual('AVAX', 0.001),
  perpetual('LINK', 0.001),
  perpetual('LTC', 0.01),
  perpetual('DOT', 0.001),
  perpetual('TRX', 0.00001),
];
