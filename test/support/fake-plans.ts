import { exposePositions } from '#core/hedge/expose';
import { exposureOf } from '#core/hedge/exposure';
import { toHedgeMarket } from '#core/hedge/market-data';
import type { HedgePlan } from '#core/hedge/types';
import { stewardCheck, type Finding } from '#core/plan/steward';
import { ticketsOf } from '#core/plan/tickets';
import type { PlanDocument } from '#core/plan/types';
import { worstCaseOf } from '#core/plan/worst-case';
import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { HedgePlanSchema } from '#shared/hedge';
import type { Args, Channel, Reply } from '#shared/ipc/contract';
import { PlanDocumentSchema, type CheckedSignature, type PlanVerification } from '#shared/plan';
import type { KnownSigner, PlanChange, PlanView } from '#shared/plan-desk';
import { createFakeHedgeMarket } from './fake-hedge';
import { fakeQr, sha256 } from './fake-print';

type PlanChannel = Extract<Channel, `plans:${string}` | `signers:${string}`>;
type Answers = { readonly [C in PlanChannel]: (args: Args<C>) => Reply<C> | Promise<Reply<C>> };

interface Version {
  readonly savedAt: Ms;
  readonly plan: PlanDocument;
  readonly note: string;
  readonly digest: string;
}
interface Signature {
  readonly at: Ms;
  readonly key: string;
  readonly plan: string;
  readonly action: 'sign' | 'revoke';
}
interface Kept {
  readonly id: string;
  versions: readonly Version[];
  signatures: readonly Signature[];
}

const series = (field: string, n: number) => ({
  ...{ instrument: 'BTCUSDT', kind: 'bars', field, interval: 60 * MS_PER_MINUTE, source: 'Binance, files' },
  ...{ from: Date.UTC(2024, 0, 1), to: Date.UTC(2025, 9, 11), rows: 15_600 + n, sha256: String(n).repeat(64).slice(0, 64) }, // prettier-ignore
});
const SERIES = [series('ohlcv', 1), { ...series('dvol', 2), kind: 'vol', instrument: 'DVOL-BTC' }];

const CARD = { fingerprint: 'c4'.repeat(32), title: 'Cascades with an open-interest flush', verdict: 'bounce', words: 'At 1 d. Prices rose by 214 bp more than after matched declines, on 31 clusters.' } as const; // prettier-ignore

/** What a hedge comes to on the fake market. */
async function priced(hedge: HedgePlan, asOf: Ms | undefined) {
  const reply = createFakeHedgeMarket({ asOf });
  const market = toHedgeMarket(reply.market);
  const { positions } = exposePositions(hedge, { ...reply, market });
  const { book, betaNotional } = exposureOf(positions, market);
  const { tickets, notes, costPerYear } = ticketsOf(hedge, market, positions);
  const exposedUnits = betaNotional / market.spot;
  return {
    hedge,
    tickets,
    valuation: {
      ...{ t: market.t, hedge: await hedgePrint(hedge), spot: market.spot, book, exposedUnits, costPerYear },
      ...{ modelled: true, notes: [...reply.notes, ...notes] },
    },
    worstCase: worstCaseOf(tickets, exposedUnits, market.spot, hedge.asset),
    data: { fingerprint: await sha256(SERIES), asOf: market.t, synthetic: false, series: SERIES },
    engine: { ballast: '0.1.0', hedge: 2 },
  };
}

const hedgePrint = (hedge: HedgePlan): Promise<string> => sha256({ ...hedge, name: '', budget: 0 });

async function findingsOf(plan: PlanDocument, at: Ms): Promise<Finding[]> {
  const isStale = (await hedgePrint(plan.hedge)) !== plan.valuation.hedge;
  const words = 'The hedge was changed after its orders were made. Price the plan again.';
  const stale: Finding = { code: 'staleOrders', severity: 'error', path: '/valuation/hedge', words };
  return [...(isStale ? [stale] : []), ...stewardCheck(plan, at)];
}

/** Places where two values differ, the deepest that there are. */
function differences(before: unknown, after: unknown, path = ''): PlanChange[] {
  const isDeep = (one: unknown): one is Record<string, unknown> => typeof one === 'object' && one !== null;
  if (!isDeep(before) || !isDeep(after)) return Object.is(before, after) ? [] : [{ path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differences(before[key], after[key], `${path}/${key}`));
}

export interface FakePlansOptions {
  readonly now?: () => Ms;
  /** Plans to begin with: a document each. */
  readonly plans?: () => Promise<readonly PlanDocument[]>;
}

/** A desk in memory: it keeps versions and signatures as the real one does, with signatures that nobody could check. */
export function createFakePlans({ now = Date.now, plans: given }: FakePlansOptions = {}): Answers {
  const kept = new Map<string, Kept>();
  let keys: readonly KnownSigner[] = [];
  let next = 1;

  const newest = ({ versions }: Kept): Version => versions.at(-1)!;
  const entry = (id: string): Kept => {
    const found = kept.get(id);
    if (!found) throw new Error('This plan is not kept. It was deleted.');
    return found;
  };
  const versionOf = async (plan: PlanDocument, note: string): Promise<Version> => ({ savedAt: now(), plan, note, digest: await sha256(plan) }); // prettier-ignore
  const add = async (plan: PlanDocument, note: string): Promise<Kept> => {
    const one: Kept = { id: `plan-${next++}`, versions: [await versionOf(plan, note)], signatures: [] };
    kept.set(one.id, one);
    return one;
  };
  const append = async (id: string, plan: PlanDocument, note: string): Promise<PlanView> => {
    const one = entry(id);
    const version = await versionOf(plan, note);
    if (version.digest !== newest(one).digest) one.versions = [...one.versions, version];
    return view(one);
  };

  const checked = ({ policy }: PlanDocument, digest: string, all: readonly Signature[]): CheckedSignature[] => {
    const revoked = new Set(all.flatMap(({ action, key, plan }) => (action === 'revoke' && plan === digest ? [key] : []))); // prettier-ignore
    return all.map(({ action, at, key, plan }): CheckedSignature => {
      const known = keys.find(({ fingerprint }) => fingerprint === key);
      const name = policy?.signers.find((one) => one.key === known?.key)?.name ?? null;
      if (plan !== digest) return { action, at, key, name, state: 'void', words: 'The plan was changed since.' };
      if (name === null)
        return { action, at, key, name, state: 'stranger', words: 'The policy does not name the key.' };
      if (action === 'revoke') return { action, at, key, name, state: 'revocation', words: 'Takes a signature back.' };
      return revoked.has(key)
        ? { action, at, key, name, state: 'revoked', words: 'It was taken back for good.' }
        : { action, at, key, name, state: 'counts', words: 'Signed exactly this content.' };
    });
  };
  const verify = ({ plan, digest }: Version, all: readonly Signature[]): PlanVerification => {
    const signatures = checked(plan, digest, all);
    const counted = signatures.filter(({ state }) => state === 'counts').length;
    const required = plan.policy?.required ?? null;
    const problems = [
      ...(required === null ? ['Nobody is named who has to sign.'] : counted < required ? [`${counted} of ${required} signed.`] : []), // prettier-ignore
      ...(plan.expiry !== null && plan.expiry <= now() ? ['The plan has expired.'] : []),
    ];
    return { ok: problems.length === 0, id: digest, required, counted, signatures, problems };
  };
  const view = async (one: Kept, wanted = one.versions.length): Promise<PlanView> => {
    const version = one.versions[wanted - 1];
    if (!version) throw new Error(`There is no version ${wanted} of this plan.`);
    const own = one.signatures.filter(({ plan }) => plan === version.digest);
    const before = one.versions[wanted - 2];
    const voided = before && before.digest !== version.digest ? verify(before, one.signatures).counted : 0;
    return {
      id: one.id,
      version: wanted,
      newest: one.versions.length,
      savedAt: version.savedAt,
      plan: version.plan,
      signatures: own.map((signature) => ({ ...signature, signature: `${'A'.repeat(86)}==` })),
      findings: await findingsOf(version.plan, now()),
      verification: verify(version, own),
      voided,
    };
  };
  const fill = given?.().then((plans) => Promise.all(plans.map((plan) => add(plan, 'made from a hedge'))));

  const addKey = async (name: string, seal: KnownSigner['sealed']): Promise<KnownSigner> => {
    const fingerprint = await sha256(['key', name, keys.length]);
    const key = `MCowBQYDK2VwAyEA${fingerprint.slice(0, 42)}A=`;
    const made = { name, key, fingerprint, addedAt: now(), sealed: seal, locked: seal === 'passphrase' };
    keys = [...keys, made];
    return made;
  };
  const put = async (id: string, signer: string, action: Signature['action']): Promise<PlanView> => {
    const one = entry(id);
    one.signatures = [...one.signatures, { at: now(), key: signer, plan: newest(one).digest, action }];
    return view(one);
  };
  const open = async (args: Args<'plans:sign'>): Promise<void> => {
    const key = keys.find(({ fingerprint }) => fingerprint === args.signer);
    if (!key?.sealed) throw new Error('The private half of this key is not here.');
    if (key.locked && args.passphrase !== 'correct horse') throw new Error('The passphrase is not that of the key.');
    const { findings } = await view(entry(args.id));
    if (findings.some(({ severity }) => severity === 'error')) throw new Error('The steward finds errors.');
  };

  return {
    'plans:list': async () => {
      await fill;
      const all = await Promise.all([...kept.values()].map((one) => view(one)));
      return all
        .map(({ id, plan, savedAt, version, findings, verification: { counted, required } }) => {
          const errors = findings.filter(({ severity }) => severity === 'error').length;
          const { title, hedge, expiry } = plan;
          return { id, title, asset: hedge.asset, savedAt, version, errors, warnings: findings.length - errors, expiry, counted, required }; // prettier-ignore
        })
        .sort((a, b) => b.savedAt - a.savedAt);
    },
    'plans:read': ({ id, version }) => view(entry(id), version),
    'plans:draft': async ({ hedge, asOf }) => {
      const own = HedgePlanSchema.parse(hedge);
      const plan: PlanDocument = {
        ...{ title: own.name, created: now(), expiry: null, thesis: { statement: '', against: '', wrongIf: '' } },
        ...{ claims: [], evidence: [], thresholds: [], exits: [], voids: [], assumptions: [], policy: null },
        ...(await priced(own, asOf)),
      };
      return view(await add(plan, 'made from a hedge'));
    },
    'plans:save': ({ id, plan, note }) => append(id, PlanDocumentSchema.parse(plan), note),
    'plans:price': async ({ id, asOf }) => {
      const { plan } = newest(entry(id));
      return append(id, { ...plan, ...(await priced(plan.hedge, asOf)) }, 'priced again');
    },
    'plans:versions': ({ id }) => {
      const one = entry(id);
      return one.versions.map((version, i) => {
        const counted = verify(version, one.signatures).counted;
        return { version: i + 1, savedAt: version.savedAt, plan: version.digest, note: version.note, counted };
      });
    },
    'plans:diff': ({ id, before, after }) => {
      const { versions } = entry(id);
      return differences(versions[before - 1]?.plan, versions[after - 1]?.plan);
    },
    'plans:restore': ({ id, version }) =>
      append(id, entry(id).versions[version - 1]!.plan, `restored version ${version}`),
    'plans:duplicate': async ({ id }) => {
      const { plan } = newest(entry(id));
      return view(await add({ ...plan, title: `${plan.title} copy` }, 'duplicated'));
    },
    'plans:delete': ({ id }) => void kept.delete(id),
    'plans:recompute': async ({ id }) => {
      const { plan } = newest(entry(id));
      const { tickets, valuation, worstCase } = await priced(plan.hedge, plan.valuation.t);
      const changes = differences({ tickets: plan.tickets, valuation: plan.valuation, worstCase: plan.worstCase }, { tickets, valuation, worstCase }); // prettier-ignore
      const inputs = plan.data.series.map(({ instrument, kind, field, interval, source }) => ({ instrument, kind, field, interval, source, state: 'same' as const, words: '' })); // prettier-ignore
      return { same: changes.length === 0, changes, inputs, problem: null };
    },
    'plans:sign': async (args) => {
      await open(args);
      return put(args.id, args.signer, 'sign');
    },
    'plans:revoke': async (args) => {
      await open(args);
      return put(args.id, args.signer, 'revoke');
    },
    'plans:open': () => null,
    'plans:export': ({ format }) => `/home/me/plan.${format === 'bundle' ? 'zip' : format}`,
    'plans:evidence': () => [{ ...CARD, computedAt: now(), stale: false }],
    'plans:simulations': () => [],
    'signers:list': () => keys,
    'signers:create': ({ name, passphrase }) => addKey(name, passphrase === undefined ? 'system' : 'passphrase'),
    'signers:open': () => addKey(`Imported ${keys.length + 1}`, null),
    'signers:add': ({ text }) => addKey(text.slice(0, 20), null),
    'signers:import': () => addKey(`Imported ${keys.length + 1}`, 'passphrase'),
    'signers:export': () => '/home/me/key.pub.json',
    'signers:qr': ({ signer }) => fakeQr(signer),
    'signers:delete': ({ signer }) => void (keys = keys.filter(({ fingerprint }) => fingerprint !== signer)),
  };
}

/** A plan that lacks what only a person can say, and one that lacks nothing. */
export async function fakePlanDocuments(hedge: HedgePlan, at: Ms): Promise<readonly PlanDocument[]> {
  const base = { ...(await priced(hedge, at)), created: at, thresholds: [], assumptions: [], policy: null };
  return [
    {
      ...base,
      title: 'Ten coins through the autumn',
      expiry: at + 14 * MS_PER_DAY,
      thesis: { statement: 'The low of 11 October holds for a month.', against: 'Open interest is down a fifth only: there is more to be closed.', wrongIf: 'A daily close below 101,000 before the expiry.' }, // prettier-ignore
      claims: [{ text: 'Lows after cascades with a flush of open interest held.', evidence: [CARD.fingerprint] }],
      evidence: [CARD],
      thresholds: [{ name: 'Flush of open interest', value: 15, unit: '%', chosenAt: at - 40 * MS_PER_DAY, event: at - MS_PER_DAY }], // prettier-ignore
      exits: [{ words: 'Volatility is back where it was before the cascade.', when: { reads: 'volatility', is: 'below', value: 40 } }], // prettier-ignore
      voids: [{ words: 'The spot has left before anything was bought.', when: { reads: 'spot', is: 'above', value: 125_000 } }], // prettier-ignore
      assumptions: ['Deribit stays open through the weekend.'],
    },
    {
      ...base,
      title: 'Second book',
      expiry: null,
      thesis: { statement: '', against: '', wrongIf: '' },
      ...{ claims: [], evidence: [], exits: [], voids: [] },
    },
  ];
}
