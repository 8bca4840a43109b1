import type { Args, Channel, Reply } from '#shared/ipc/contract';

type PlanChannel = Extract<Channel, `plans:${string}` | `signers:${string}`>;
type Answers = { readonly [C in PlanChannel]: (args: Args<C>) => Reply<C> | Promise<Reply<C>> };

const absent = (): never => {
  throw new Error('This plan is not kept.');
};

/** A desk without plans and keys. */
export const createFakePlans = (): Answers => ({
  'plans:list': () => [],
  'plans:read': absent,
  'plans:draft': absent,
  'plans:save': absent,
  'plans:price': absent,
  'plans:versions': () => [],
  'plans:diff': () => [],
  'plans:restore': absent,
  'plans:duplicate': absent,
  'plans:delete': () => undefined,
  'plans:recompute': absent,
  'plans:sign': absent,
  'plans:revoke': absent,
  'plans:open': () => null,
  'plans:export': () => null,
  'plans:evidence': () => [],
  'plans:simulations': () => [],
  'signers:list': () => [],
  'signers:create': absent,
  'signers:open': () => null,
  'signers:add': absent,
  'signers:import': () => null,
  'signers:export': () => null,
  'signers:qr': absent,
  'signers:delete': () => undefined,
});
