import type { z } from 'zod';
import { NetError, type HttpReply, type HttpRequest } from '../../net/types';
import { SourceError, type SourceContext } from '../../source';

/** Who is asked for what, for the sentences that a person reads. */
export interface Question {
  readonly who: string;
  readonly what: string;
}

type Request = Omit<HttpRequest, 'expect'>;

/** Text that a source answers with. @throws SourceError for an answer that no later try will change */
export async function askText(request: Request, question: Question, context: SourceContext): Promise<string> {
  return textOf(await answer({ ...request, expect: 'text' }, question, context));
}

/** JSON of a known form. @throws NetError `broken` when it has another one; SourceError as `askText` */
export async function askJson<T>(
  request: Request,
  schema: z.ZodType<T>,
  question: Question,
  context: SourceContext,
): Promise<T> {
  const reply = await answer({ ...request, expect: 'json' }, question, context);
  const parsed = schema.safeParse(reply.json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new NetError('broken', `${question.who} sent ${question.what} in another form than it used to (${place}${issue?.message ?? 'unknown'}).`); // prettier-ignore
}

/** Undefined when there is no such thing. */
export async function askTextIfThere(
  request: Request,
  question: Question,
  context: SourceContext,
): Promise<string | undefined> {
  try {
    return await askText(request, question, context);
  } catch (cause) {
    if (cause instanceof SourceError && cause.code === 'notFound') return undefined;
    throw cause;
  }
}

async function answer(request: HttpRequest, question: Question, context: SourceContext): Promise<HttpReply> {
  const reply = await context.http.request(request, context.signal);
  if (reply.status < 400) return reply;
  throw refusal(reply.status, sentenceOf(textOf(reply), context.key), question, context.key !== undefined);
}

/** What a 4xx says, in words. */
function refusal(status: number, said: string, { who, what }: Question, hasKey: boolean): SourceError {
  if (status === 404 || status === 410 || /does not exist|not found/i.test(said))
    return new SourceError('notFound', `${who} does not know ${what}.`);
  if (status === 401 || status === 403 || /api[_ -]?key/i.test(said))
    return new SourceError('forbidden', `${who} does not give out ${what} (${status}${said && `: ${said}`}).${hasKey ? ' Check the key.' : ''}`); // prettier-ignore
  return new SourceError('invalid', `${who} refused to give ${what} (${status}${said && `: ${said}`}).`);
}

/** The words of an error document; '' when it is a web page or has none. */
function sentenceOf(text: string, key: string | undefined): string {
  if (/^\s*</.test(text)) return '';
  const said = /"(?:error_message|message|error)"\s*:\s*"([^"]{1,200})"/.exec(text)?.[1] ?? text.trim().slice(0, 200);
  return (key ? said.replaceAll(key, '***') : said).replace(/\.$/, '');
}

const textOf = ({ body }: HttpReply): string => Buffer.from(body).toString('utf8');
