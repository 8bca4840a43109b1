import {
  onGrid,
  pasteBars,
  pasteFunding,
  pasteIndex,
  pasteLiquidations,
  pasteOpenInterest,
} from '#core/scenario/analog';
import { volatilityAt } from '#core/scenario/line';
import type { AnyColumns } from '#core/series/schema';
import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { ScenarioPath } from '#shared/scenario';
import { BallastError } from '../../errors';
import type { StoreReader } from '../../store/api';
import type { SeriesId } from '../../store/types';
import type { Future } from './scenario';
import {
  anchorAt,
  indexLevels,
  openInterestAt,
  recentOf,
  valueAt,
  type Anchor,
  type ScenarioSources,
} from './scenario-past';

interface Pasting {
  /** Of the asset. */
  readonly sources: ScenarioSources;
  /** Of the past that is pasted. */
  readonly analog: ScenarioSources;
  readonly start: Anchor;
  readonly path: Extract<ScenarioPath, { kind: 'analog' }>;
  readonly step: Ms;
  readonly asOf: Ms | null;
}

const minute = (t: Ms): string => `${new Date(t).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const factor = (x: number): string => (Math.abs(x) >= 100 || Math.abs(x) < 0.01 ? x.toPrecision(3) : x.toFixed(2));

/** A stretch of the past on the price of the start. @throws {BallastError} it was not over, or has no bars */
export function pastedAnalog(reader: StoreReader, { sources, analog, start, path, step, asOf }: Pasting): Future {
  const then = anchorAt(reader, analog, step, path.from);
  const end = then.t + Math.floor((path.hours * MS_PER_HOUR) / step) * step;
  const bars = reader.readBars(analog.bars, step, { from: then.t, to: end, ...(asOf === null ? {} : { asOf }) });
  if (bars.t.length === 0 || bars.t.at(-1)! + 2 * step < end || end > (asOf ?? Infinity))
    throw new BallastError('invalid', `The stretch of ${analog.instrument} from ${minute(then.t)} on is not known to its end, ${minute(end)}: take an earlier or a shorter one.`);
  const paste = { shift: start.t - then.t, price: start.price / then.price };
  const [recent, recentThen] = [recentOf(reader, sources, step, start).volume, recentOf(reader, analog, step, then).volume];
  const volume = recent / recentThen;
  const inBase = reader.getSeries(analog.bars)!.volumeUnit === 'base' && reader.getSeries(sources.bars)!.volumeUnit === 'base';
  const interest = openInterestAt(reader, sources.oi, start) / openInterestAt(reader, analog.oi, then);
  const [level, levelThen] = [valueAt(reader, sources.index, 'c', start.t), valueAt(reader, analog.index, 'c', then.t)];
  const read = (id: SeriesId, columns?: readonly string[]): AnyColumns => reader.read(id, { from: then.t, to: end, asOf: end }, columns);
  const others: Future['others'][number][] = [];
  const words = [`Prices: the recorded moves of ${analog.instrument} from ${minute(then.t)} on, times ${factor(paste.price)}.`];
  const shiftOf = (id: SeriesId): Ms => onGrid(paste.shift, reader.getSeries(id)!.interval);

  const index = analog.index !== undefined && level / levelThen > 0
    ? pasteIndex(indexLevels(reader, analog.index, then.t, end), paste.shift, level / levelThen)
    : volatilityAt(new Float64Array(), 0, step);
  words.push(index.t.length > 0 ? `Volatility of 30 days: its recorded changes, times ${factor(level / levelThen)}.` : 'Volatility: not known both then and at the start, and nothing is said of it.');
  words.push(volume > 0 && inBase ? `Volume: times ${factor(volume)}, the mean of the 30 days before the start over that of the 30 days before ${minute(then.t)}.` : 'Volume: not known, and nothing is said of it.');

  if (analog.oi !== undefined && interest > 0) {
    others.push({ series: reader.getSeries(analog.oi)!, columns: pasteOpenInterest(read(analog.oi), { ...paste, shift: shiftOf(analog.oi) }, interest) });
    words.push(`Open interest: its recorded changes, times ${factor(interest)} in the base asset.`);
  } else words.push('Open interest: not known both then and at the start, and nothing is said of it.');

  if (analog.funding !== undefined) {
    const columns = pasteFunding(read(analog.funding), shiftOf(analog.funding));
    if (columns.t.length > 0) {
      others.push({ series: reader.getSeries(analog.funding)!, columns });
      words.push('Funding: the recorded rates.');
    }
  }
  const usd = (interest > 0 ? interest : volume) * paste.price;
  if (analog.liquidations !== undefined && usd > 0) {
    const columns = pasteLiquidations(read(analog.liquidations), { ...paste, shift: shiftOf(analog.liquidations) }, usd);
    others.push({ series: reader.getSeries(analog.liquidations)!, columns });
    words.push(`Liquidations: estimated, times ${factor(usd)} in dollars: the same share of ${interest > 0 ? 'the open interest' : 'the volume'} as then.`);
  } else words.push('Liquidations: nothing is said of them, because what they were a share of is not known.');
  return { bars: pasteBars(bars, paste, inBase ? volume : NaN), index, others: others.filter(({ columns }) => columns.t.length > 0), words };
} // prettier-ignore
