import { once } from 'node:events';

/** A line longer than this is none of ours: it is left out and answered as such, so that memory stays bounded. */
const LONGEST_LINE = 1 << 16;
const OUTPUT_AT_ONCE = 1 << 16;

/**
 * Answers each line of JSON on stdin with a line of JSON on stdout, in order and as the lines come; blank lines are left out.
 * @param answer takes the parsed line, or the reason why it is none. What is missing in its answer (NaN) is written as null.
 */
export async function answerJsonLines(answer: (line: unknown, broken: string | undefined) => unknown): Promise<void> {
  process.stdin.setEncoding('utf8');
  let waiting = '';
  let out = '';
  let isFirst = true;
  let isOverlong = false;
  const take = (text: string): void => {
    const line = (isFirst ? text.replace(/^\uFEFF/, '') : text).trim();
    isFirst = false;
    const broken = isOverlong || line.length > LONGEST_LINE ? `longer than ${LONGEST_LINE} characters` : undefined;
    isOverlong = false;
    if (line !== '' || broken) out += `${JSON.stringify(parsed(line, broken, answer), missingAsNull)}\n`;
  };
  for await (const part of process.stdin) {
    const lines = (waiting + (part as string)).split('\n');
    waiting = lines.pop()!;
    for (const line of lines) {
      take(line);
      if (out.length >= OUTPUT_AT_ONCE) out = await written(out);
    }
    out = await written(out);
    if (waiting.length > LONGEST_LINE) {
      isOverlong = true;
      waiting = '';
    }
  }
  take(waiting);
  await written(out);
}

function parsed(
  line: string,
  broken: string | undefined,
  answer: (line: unknown, broken?: string) => unknown,
): unknown {
  if (broken !== undefined) return answer(undefined, broken);
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    return answer(undefined, `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return answer(json);
}

const missingAsNull = (_key: string, x: unknown): unknown => (typeof x === 'number' && !Number.isFinite(x) ? null : x);

/** @returns what is left to write: nothing, once the reader keeps up. */
async function written(text: string): Promise<string> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
  return '';
}
