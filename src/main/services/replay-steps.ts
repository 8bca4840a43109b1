import { createHash } from 'node:crypto';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { StepRead } from '#shared/ipc/contract';
import type { StepAnswer } from '#shared/replay';
import type { Cascades } from './cascades';
import type { Market } from './market';

export interface ReplaySteps {
  /** What panes ask at a step of the clock, all of it as known by `asOf`, in the order of the questions. */
  step(asOf: Ms, reads: readonly StepRead[]): Promise<StepAnswer[]>;
}

/** Lists that are told from others by more than their length; one for each instrument that is replayed. */
const KEPT_PRINTS = 16;

/** Prints of lists by what they hold. As long as the same rows are told, nothing is computed. */
function createPrints(): (instrument: string, rows: readonly CascadeRow[]) => string {
  const last = new Map<string, { readonly rows: readonly CascadeRow[]; readonly print: string }>();
  return (instrument, rows) => {
    const known = last.get(instrument);
    if (known?.rows.length === rows.length && known.rows.every((row, i) => row === rows[i])) return known.print;
    const print = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
    if (last.size >= KEPT_PRINTS) last.clear();
    last.set(instrument, { rows, print });
    return print;
  };
}

export function createReplaySteps(market: Market, cascades: Pick<Cascades, 'list'>): ReplaySteps {
  const printOf = createPrints();
  const answer = async (asOf: Ms, read: StepRead): Promise<StepAnswer> => {
    switch (read.channel) {
      case 'bars:read':
        return { value: market.bars({ ...read.args, asOf }) };
      case 'liquidations:read':
        return { value: await market.liquidations({ ...read.args, asOf }) };
      case 'points:read':
        return { value: market.points({ ...read.args, asOf }) };
      case 'cascades:list': {
        const { instrument } = read.args;
        const rows = await cascades.list(instrument, asOf);
        const print = printOf(instrument, rows);
        return { value: print === read.unless ? undefined : rows, print };
      }
    }
  };
  return { step: (asOf, reads) => Promise.all(reads.map((read) => answer(asOf, read))) };
}
