import { parseSymbol } from '#core/series/instrument';
import type { SourceInstrument } from '#shared/sync';
import { contractSize } from '../../facts';
import type { SourceContext } from '../../source';
import { isCoinMargined } from './files';
import { askList } from './list';

const OFFERS = ['bars', 'metrics', 'funding'];
/** Dated contracts pay no funding. */
const DATED_OFFERS = ['bars', 'metrics'];

/** Every futures contract that the archive has a folder of, those no longer traded included. */
export async function archiveInstruments(context: SourceContext): Promise<SourceInstrument[]> {
  const names = [...(await folders('data/futures/um/monthly/klines/', context)), ...(await folders('data/futures/cm/monthly/klines/', context))]; // prettier-ignore
  return names.map((id) => {
    const dated = /_\d{6}$/.test(id);
    const { base, quote } = parseSymbol(id);
    return {
      id,
      label: id,
      base,
      quote,
      type: dated ? 'future' : 'perpetual',
      offers: dated ? DATED_OFFERS : OFFERS,
      contractSize: contractSize(id, 'binance') ?? null,
      margin: isCoinMargined(id) ? 'inverse' : 'linear',
      listed: null,
    };
  });
}

/** Names of the folders in a folder: a thousand at a time. */
async function folders(prefix: string, context: SourceContext): Promise<string[]> {
  const names: string[] = [];
  for (let marker = ''; ;) {
    const text = await askList({ delimiter: '/', prefix, ...(marker && { marker }) }, context);
    for (const [, path = ''] of text.matchAll(/<CommonPrefixes>\s*<Prefix>([^<]+)<\/Prefix>/g))
      names.push(path.slice(prefix.length).replace(/\/$/, ''));
    marker = /<NextMarker>([^<]+)<\/NextMarker>/.exec(text)?.[1] ?? '';
    if (!/<IsTruncated>true</.test(text) || marker === '') return names;
  }
}
