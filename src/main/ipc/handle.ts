import { ipcMain, type WebFrameMain } from 'electron';
import { z } from 'zod';
import { contract, type Channel, type ParsedArgs, type Reply } from '#shared/ipc/contract';
import type { Outcome } from '#shared/outcome';
import { codeOf, messageOf } from '../errors';

export interface Door {
  /** The one window's own top frame, on our own scheme: nobody else is answered. */
  readonly isOurFrame: (frame: WebFrameMain | null) => boolean;
  readonly onFailure: (channel: Channel, cause: unknown) => void;
}

export type Handle = <C extends Channel>(
  channel: C,
  run: (args: ParsedArgs<C>) => Reply<C> | Promise<Reply<C>>,
) => void;

/** The only place that listens to the page: checks the sender, parses the arguments, runs, and answers an outcome. */
export function createHandle({ isOurFrame, onFailure }: Door): Handle {
  return (channel, run) => {
    ipcMain.handle(channel, async (event, raw: unknown): Promise<Outcome<unknown>> => {
      if (!isOurFrame(event.senderFrame))
        return { ok: false, code: 'forbidden', message: `${channel} was called from outside the window.` };
      const args = contract[channel].args.safeParse(raw);
      if (!args.success) return { ok: false, code: 'invalid', message: `${channel}: ${z.prettifyError(args.error)}` };
      try {
        return { ok: true, value: await run(args.data as ParsedArgs<typeof channel>) };
      } catch (cause) {
        const code = codeOf(cause);
        if (code === 'failed') onFailure(channel, cause);
        return { ok: false, code, message: messageOf(cause) };
      }
    });
  };
}
