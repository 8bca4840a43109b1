import { canonicalJson, type Json } from '#core/plan/canonical';
import { diffJson } from '#core/plan/diff';
import type { DataRange, PlanDocument } from '#core/plan/types';
import { HEDGE_VERSION } from '#core/hedge/version';
import type { InputState, PlanRecomputation } from '#shared/plan-desk';
import { messageOf } from '../../errors';
import type { Plans } from '../plans';

/** What comes out of the stored data; the rest of a plan is said by a person. */
const computed = ({ tickets, valuation, worstCase, data }: PlanDocument): Json =>
  JSON.parse(canonicalJson({ tickets, valuation, worstCase, data })) as Json;

/** Prices a plan again as of its own instant and says where it comes out otherwise, and on which inputs. */
export async function recompute(plan: PlanDocument, plans: Pick<Plans, 'price' | 'digests'>, notes: readonly string[]): Promise<PlanRecomputation> {
  const { series, asOf } = plan.data;
  let again: PlanDocument | undefined;
  let problem: string | null = null;
  try {
    again = await plans.price(plan, plan.valuation.t);
  } catch (cause) {
    problem = messageOf(cause);
  }
  const changes = again ? diffJson(computed(plan), computed(again)) : [];
  const same = again !== undefined && changes.length === 0;
  const stored = same ? series : await plans.digests(series, asOf);
  const extra = again?.data.series.filter((one) => !series.some((listed) => nameOf(listed) === nameOf(one))) ?? [];
  const byEngine = plan.engine.hedge === HEDGE_VERSION ? [] : [`The plan was priced by version ${plan.engine.hedge} of the hedge engine, and this is version ${HEDGE_VERSION}.`];
  const inputs = [...compare(series, stored), ...extra.map((one) => stateOf(one, 'extra', 'The plan does not list it, and it is read here.'))];
  const isElsewhere = changes.length > 0 && inputs.every(({ state }) => state === 'same');
  return { same, changes, inputs, problem, notes: [...byEngine, ...(isElsewhere ? [ELSEWHERE] : []), ...notes] };
} // prettier-ignore

const ELSEWHERE =
  'Every series that the plan lists is the same here. What differs was changed in the plan after it was priced, or comes from another version of the program or from the confirmations of a cascade, which are made from more series than these.';

const nameOf = ({ instrument, kind, field, interval, source }: DataRange): string => canonicalJson([instrument, kind, field, interval, source]); // prettier-ignore

/** Every series that a plan lists against what of it is stored. */
export function compare(listed: readonly DataRange[], stored: readonly DataRange[]): InputState[] {
  const here = new Map(stored.map((one) => [nameOf(one), one]));
  return listed.map((one) => {
    const found = here.get(nameOf(one));
    if (!found) return stateOf(one, 'missing', 'It is not stored here.');
    if (found.rows === 0 && one.rows > 0) return stateOf(one, 'missing', 'It is stored here, and nothing of it was known by the instant of the plan.'); // prettier-ignore
    const words = differenceOf(one, found);
    return words === '' ? stateOf(one, 'same', `${count(one.rows)} rows, ${spanOf(one)}, SHA-256 ${short(one)}.`) : stateOf(one, 'differs', words); // prettier-ignore
  });
}

function differenceOf(plan: DataRange, here: DataRange): string {
  const rows = plan.rows === here.rows ? '' : `${count(here.rows)} rows here, ${count(plan.rows)} in the plan. `;
  const span = spanOf(plan) === spanOf(here) ? '' : `${spanOf(here)} here, ${spanOf(plan)} in the plan. `;
  const sums = `SHA-256 ${short(here)} here, ${short(plan)} in the plan.`;
  if (rows !== '' || span !== '') return rows + span + sums;
  return plan.sha256 === here.sha256 ? '' : `As many rows of the same time with other values. ${sums}`;
}

const stateOf = ({ instrument, kind, field, interval, source }: DataRange, state: InputState['state'], words: string): InputState => ({ instrument, kind, field, interval, source, state, words }); // prettier-ignore
const count = (n: number): string => n.toLocaleString('en-US');
const short = ({ sha256 }: DataRange): string => `${sha256.slice(0, 12)}…`;
const spanOf = ({ from, to }: DataRange): string => `${minute(from)} to ${minute(to)}`;
const minute = (t: number): string => new Date(t).toISOString().slice(0, 16).replace('T', ' ');
