import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** A store of files without a published limit; its list of names is kept under another address. */
export const binanceArchivePolicy: Policy = {
  bases: ['https://data.binance.vision', 'https://s3-ap-northeast-1.amazonaws.com/data.binance.vision'],
  reads: [/GET \/data\/futures\/(um|cm)\/(monthly|daily)\/[\w./-]+\.zip(\.CHECKSUM)?/, /GET \/data\.binance\.vision/],
  limit: { requests: 300, per: MS_PER_MINUTE },
};
