import { filledActs } from '#core/hedge/replay/book-run';
import { HEDGE_VERSION } from '#core/hedge/version';
import type { HedgePlan } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';
import type { ReplayAct } from '#shared/replay';
import type { ReplayBookQuery, ReplayBookReply } from '#shared/replay-book';
import type { BookArgs } from '../engine/tasks/hedge-book';
import { codeOf, messageOf } from '../errors';
import type { Cascades } from './cascades';
import type { Connections } from './connections';
import type { EventEvidenceService } from './event-evidence';
import { asksForExhaustion, createExhaustions } from './hedge-exhaustion';
import { barsFor, planHedgeSources, type HedgeSourcePlan } from './hedge-sources';
import { chainSlopes } from './hedge-slopes';
import type { Options } from './options';

export interface ReplayBooks {
  /** The hedge as it stands at the clock. What cannot be carried is said in the reply. */
  book(query: ReplayBookQuery): Promise<ReplayBookReply>;
}

interface Reading {
  readonly cascades: Pick<Cascades, 'list'>;
  readonly evidence: EventEvidenceService;
  readonly history: Options['history'];
}

const NOTHING: ReplayBookReply = { book: null, problem: null };
const refused = (problem: string): ReplayBookReply => ({ book: null, problem });
const minute = (t: Ms): string => `${new Date(t).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export function createReplayBooks(connections: Connections, { cascades, evidence, history }: Reading): ReplayBooks {
  const exhaustions = createExhaustions(connections, cascades, evidence);

  const sourcesOf = (asOf: Ms) => {
    const found = new Map<string, HedgeSourcePlan | string>();
    return ({ asset, beta: { benchmark }, positions }: HedgePlan): HedgeSourcePlan | string => {
      const instruments = [...new Set(positions.flatMap(({ instrument }) => instrument ?? []))].sort();
      const key = JSON.stringify([asset, benchmark, instruments]);
      if (!found.has(key)) {
        const plan = planHedgeSources(connections.reader(), { asset, benchmark, instruments, asOf });
        found.set(key, 'problem' in plan ? plan.problem : plan);
      }
      return found.get(key)!;
    };
  };

  const carry = async ({ acts, step, asOf }: ReplayBookQuery): Promise<ReplayBookReply> => {
    // What a person does later in the replay is not done yet.
    const filled = [...filledActs(acts.filter(({ at }) => at < asOf), step)].filter(([fill]) => fill <= asOf);
    const plans = filled.flatMap(([, { plan }]) => plan ?? []);
    const [first] = plans;
    if (!first) return NOTHING;
    const problem = problemOf(filled.map(([, act]) => act), first);
    if (problem !== undefined) return refused(problem);
    const start = filled[0]![0];
    const find = sourcesOf(asOf);
    const own = find(first);
    if (typeof own === 'string') return refused(own);
    const sourced: BookArgs['acts'][number][] = [];
    const revisions: unknown[] = [HEDGE_VERSION];
    for (const [, act] of filled) {
      const sources = act.plan && find(act.plan);
      if (typeof sources === 'string') return refused(sources);
      if (sources) revisions.push(sources.revisions);
      sourced.push({ ...act, sources: sources?.sources ?? null });
    }
    const all: HedgePlan = { ...first, layers: plans.flatMap(({ layers }) => layers) };
    const path = { kind: 'history' as const, from: start, to: asOf, step };
    const bars = barsFor(connections.reader().listSeries({}, asOf), first.asset, step, start);
    const book = await connections.engine().run('hedge.book', {
      ...{ sources: own.sources, synthetic: own.synthetic, asOf, step, acts: sourced },
      ...{ revision: JSON.stringify([...new Set(revisions.map((one) => JSON.stringify(one)))]), bars: bars?.id },
      exhaustion: asksForExhaustion(all) ? await exhaustions.along(own, { asOf, since: start }) : undefined,
      slopes: await chainSlopes(connections, history, own, { plan: all, path }, asOf, new AbortController().signal),
    });
    return book ? { book, problem: null } : refused(`No price of ${first.asset} is known at ${minute(start)}, where the first act would be filled.`);
  }; // prettier-ignore

  return {
    book: async (query) => {
      try {
        return await carry(query);
      } catch (cause) {
        const code = codeOf(cause);
        if (code !== 'notFound' && code !== 'invalid') throw cause;
        return refused(messageOf(cause));
      }
    },
  };
}

/** Why acts cannot be carried as one book. */
function problemOf(acts: readonly ReplayAct[], { asset }: HedgePlan): string | undefined {
  for (const { at, plan } of acts) {
    if (plan === null) continue;
    if (plan.asset !== asset) return `The plan of ${minute(at)} is on ${plan.asset}, and the book is on ${asset}: one book has one asset. Undo it, or start another session.`; // prettier-ignore
    if (plan.positions.every(({ quantity }) => quantity === 0)) return `The plan of ${minute(at)} holds nothing: there is no book to hedge.`; // prettier-ignore
  }
  return undefined;
}
