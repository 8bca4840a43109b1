import { parseInterval } from '#core/time/interval';
import { RecordingSchema, type Recording, type RecordingState } from '#shared/sync';
import { z } from 'zod';
import { Exit, interrupt, withServices, type GlobalOptions } from '../context';
import { count, instant, printJson, printTable, say, words } from '../print';

export interface RecordOptions extends GlobalOptions {
  readonly instrument?: string;
  readonly for?: string;
  readonly address?: string;
}

const LOOK_MS = 200;

/** Records liquidations as they happen, until Ctrl C or the time is over. */
export async function record(source: Recording['source'], options: RecordOptions): Promise<void> {
  const { address, for: length } = options;
  const lasts = length === undefined ? Infinity : parseInterval(length);
  if (lasts === undefined) throw new Exit(2, `--for ${length}: not a length of time. Write 30s, 10m, 1h or 7d.`);
  if (address !== undefined && (!/^wss?:/.test(address) || !URL.canParse(address)))
    throw new Exit(2, `--address ${address}: a ws or wss address that stands in for the venue's own.`);
  const parsed = RecordingSchema.safeParse({ source, instruments: words(options.instrument) });
  if (!parsed.success) throw new Exit(2, z.prettifyError(parsed.error));
  const sockets = address === undefined ? {} : { [source]: address };
  await withServices(options, { create: true, sockets }, async ({ sync }) => {
    const over = new AbortController();
    const end = Date.now() + lasts;
    // by the clock: a computer that sleeps stops timers, not the time
    const timer = setInterval(() => Date.now() >= end && over.abort(), LOOK_MS);
    const tell = tellState();
    const unsubscribe = sync.onChange(({ recordings }) => recordings.forEach(tell));
    try {
      await sync.record(parsed.data, AbortSignal.any([interrupt.signal, over.signal]));
    } finally {
      clearInterval(timer);
      unsubscribe();
      show(sync.state().recordings, options);
    }
  });
  if (interrupt.signal.aborted) throw new Exit(130, 'Stopped. What was recorded is stored.');
}

/** One line for each state, and for each reason to wait. */
function tellState(): (state: RecordingState) => void {
  let told = '';
  return ({ source, state, message }) => {
    const line = `${source}: ${state}${message === '' ? '' : `, ${message}`}`;
    if (line !== told) say(line);
    told = line;
  };
}

function show(recordings: readonly RecordingState[], { json }: RecordOptions): void {
  if (json)
    return printJson({ recordings: recordings.map(({ source, instruments, prints, gaps, last, message }) => ({ source, instruments, prints, gaps, last, message })) }); // prettier-ignore
  printTable(
    ['source', 'instruments', 'prints', 'gaps', 'last', ''],
    recordings.map(({ source, instruments, prints, gaps, last, message }) => [
      source, instruments.join(',') || 'all', count(prints), count(gaps), instant(last ?? NaN), message,
    ]),
  ); // prettier-ignore
}
