import { lastSnapshot } from '#core/options/chain';
import { CNDR } from '#core/options/condor';
import { condorReport } from '#core/options/condor-report';
import { DERIBIT_FEES } from '#core/options/fees';
import { CRYPTO_SHAPE } from '#core/options/modelled-smile';
import { modelledReport } from '#core/options/modelled-report';
import { parityDesk } from '#core/options/parity';
import { smileReport } from '#core/options/smile-report';
import { surfaceColumns, surfacePoint } from '#core/options/surface-history';
import type { ChainInput } from '#core/sample/option-chain';
import type { CondorReply, ParityReply, SurfaceHistory, VolatilityReply } from '#shared/options';
import { SAMPLE_STATE, sampleChain } from './chains';

const FROM = { instrument: 'BTC', source: 'test', synthetic: false, settlement: 'coin' } as const;
const DAY = 86_400_000;

const snapshotOf = (state: Partial<ChainInput> = {}) =>
  lastSnapshot(sampleChain(1, state), { settlement: 'coin', rate: 0, within: 60_000 })!;

/** What the services answer on one capture of the sample's chain. */
export const volatilityReply = (state: Partial<ChainInput> = {}): VolatilityReply => ({
  quoted: { ...FROM, ...smileReport(snapshotOf(state)), venueIndex: undefined },
  modelled: null,
});

export const modelledReply = (level = 0.5): VolatilityReply => ({
  quoted: null,
  modelled: {
    underlying: 'BTC',
    t: SAMPLE_STATE.t,
    synthetic: false,
    levels: [{ instrument: 'DVOL', t: SAMPLE_STATE.t, value: level, days: 30 }],
    shape: CRYPTO_SHAPE,
    tenors: modelledReport([{ tau: 30 / 365, level }], CRYPTO_SHAPE),
  },
});

export const historyReply = (days: number): SurfaceHistory => {
  const points = Array.from({ length: days }, (_, i) =>
    surfacePoint(snapshotOf({ t: SAMPLE_STATE.t + i * DAY, level: 0.5 + 0.01 * i })),
  );
  return { ...FROM, columns: surfaceColumns(points), pending: 0 };
};

export const parityReply = (funding = NaN): ParityReply => {
  const snapshot = snapshotOf();
  return {
    ...FROM,
    ...{ t: snapshot.t, index: snapshot.index, funding, fees: DERIBIT_FEES },
    rows: parityDesk(snapshot, { fees: DERIBIT_FEES, funding }),
  };
};

export const condorReply = (): CondorReply => ({
  ...FROM,
  ...condorReport(snapshotOf(), { ...CNDR, decayDays: 7, fees: DERIBIT_FEES }, new Float64Array(), 7),
  returnsTo: NaN,
});
