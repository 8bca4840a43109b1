import { NetError } from '../../net/types';
import type { SourceContext } from '../../source';
import { askText } from '../documents/ask';

const LIST = 'https://s3-ap-northeast-1.amazonaws.com/data.binance.vision';

/** What the archive says of the names in it, in XML. */
export async function askList(query: Readonly<Record<string, string>>, context: SourceContext): Promise<string> {
  const question = { who: 'The Binance archive', what: 'its list of files' };
  const url = `${LIST}?${new URLSearchParams(query).toString()}`;
  const text = await askText({ source: 'binance-archive', url }, question, context);
  if (/<ListBucketResult\b[\s\S]*<\/ListBucketResult>\s*$/.test(text)) return text;
  throw new NetError('broken', `${question.who} sent something else than ${question.what}.`);
}

/** Names in a folder that come after another one, in order: of dated files, in order of time. @param most Up to 1,000 */
export async function namesBehind(
  prefix: string,
  after: string,
  most: number,
  context: SourceContext,
): Promise<readonly string[]> {
  const text = await askList({ prefix, marker: after, 'max-keys': String(most) }, context);
  return [...text.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, name = '']) => name);
}
