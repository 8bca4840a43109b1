import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '#core/plan/types';
import { createPlanDrafts, isChanged, readDrafts, type KeptDrafts } from '../../../../src/renderer/state/plan-drafts';
import { draftFindings } from '../../../../src/renderer/state/plan-findings';
import { draftProblem, editNote } from '../../../../src/renderer/state/plan-saving';
import { NOW, planDocument, policyOf } from '../../../support/plan';
import { someKeys } from '../../../support/plan-keys';

const BASE = planDocument();
const titled = (title: string) => (plan: PlanDocument) => ({ ...plan, title });
const said = (statement: string) => (plan: PlanDocument) => ({ ...plan, thesis: { ...plan.thesis, statement } });

function begun(kept?: KeptDrafts) {
  const written: KeptDrafts[] = [];
  const store = createPlanDrafts(kept, (next) => written.push(next));
  store.getState().rebase('a', 1, BASE);
  const draft = () => store.getState().byId['a']!;
  return { store, draft, written };
}

describe('a draft of a plan', () => {
  it('is changed until what was done is undone, and again when it is redone', () => {
    const { store, draft } = begun();
    const { edit, undo, redo } = store.getState();
    expect(isChanged(draft())).toBe(false);
    edit('a', titled('Another'));
    expect(isChanged(draft())).toBe(true);
    undo('a');
    expect(draft().plan).toBe(BASE);
    redo('a');
    expect(draft().plan.title).toBe('Another');
  });

  it('takes what is typed in one field as one step, and another field as the next', () => {
    const { store, draft } = begun();
    const { edit, settle, undo } = store.getState();
    for (const text of ['T', 'Th', 'The']) edit('a', said(text), '/thesis/statement');
    settle();
    edit('a', said('The low'), '/thesis/statement');
    undo('a');
    expect(draft().plan.thesis.statement).toBe('The');
    undo('a');
    expect(isChanged(draft())).toBe(false);
  });

  it('can be had back after it was discarded', () => {
    const { store, draft } = begun();
    store.getState().edit('a', titled('Another'));
    store.getState().discard('a');
    expect(isChanged(draft())).toBe(false);
    store.getState().undo('a');
    expect(draft().plan.title).toBe('Another');
  });

  it('ends when its words are saved, can be undone past that, and goes on when more was typed meanwhile', () => {
    const { store, draft } = begun();
    const { edit, rebase, undo } = store.getState();
    edit('a', titled('Another'));
    const saved = structuredClone(draft().plan);
    rebase('a', 2, saved);
    expect(isChanged(draft())).toBe(false);
    undo('a');
    expect(draft().plan.title).toBe(BASE.title);
    edit('a', titled('A third'));
    rebase('a', 3, titled('By another hand')(saved));
    expect(draft().plan.title).toBe('A third');
    expect(isChanged(draft())).toBe(true);
  });

  it('keeps its steps when the same version is read again', () => {
    const { store, draft } = begun();
    store.getState().edit('a', titled('Another'));
    store.getState().rebase('a', 1, structuredClone(BASE));
    expect(draft().past).toHaveLength(1);
  });

  it('is kept apart from that of another plan, and both outlive the session until they are saved or the plan is gone', () => {
    const { store, written } = begun();
    store.getState().edit('a', titled('Another'));
    store.getState().rebase('b', 4, BASE);
    const kept = readDrafts(JSON.parse(JSON.stringify({ version: 1, drafts: written.at(-1) })));
    expect(Object.keys(kept)).toEqual(['a']);

    const next = createPlanDrafts(kept, (drafts) => written.push(drafts));
    next.getState().rebase('b', 4, BASE);
    expect(Object.keys(written.at(-1)!), 'of a plan that was not opened yet').toEqual(['a']);
    next.getState().rebase('a', 1, BASE);
    expect(next.getState().byId['a']!.plan.title).toBe('Another');
    next.getState().undo('a');
    expect(isChanged(next.getState().byId['a'])).toBe(false);
    next.getState().forget('a');
    expect(written.at(-1)).toEqual({});
  });

  it('is not read from what is broken or of another version', () => {
    for (const broken of [undefined, null, [], { version: 2, drafts: { a: { version: 1, plan: BASE } } }, { version: 1, drafts: { a: { version: 1, plan: { title: 'x' } }, b: null } }])
      expect(readDrafts(broken)).toEqual({});
  }); // prettier-ignore
});

describe('what the steward says of a draft', () => {
  const view = { plan: BASE, findings: [] };
  const codes = (plan: PlanDocument, of = view) => draftFindings(plan, of, NOW).map(({ code }) => code);

  it('follows the words as they are typed', () => {
    expect(codes(BASE)).not.toContain('noThesis');
    expect(codes(said(' ')(BASE))).toContain('noThesis');
  });

  it('takes orders as stale when the hedge is another one, whatever its name and its budget', () => {
    const { hedge } = BASE;
    expect(codes({ ...BASE, hedge: { ...hedge, name: 'renamed', budget: 0.1 } })).not.toContain('staleOrders');
    expect(codes({ ...BASE, hedge: { ...hedge, layers: [] } })).toContain('staleOrders');
  });

  it('goes on with what was found of fingerprints, which only the store can compare', () => {
    const found = { code: 'dataFingerprint', severity: 'error', words: '', path: '/data/fingerprint' } as const;
    expect(draftFindings(said('x')(BASE), { plan: BASE, findings: [found] }, NOW)).toContain(found);
  });
});

describe('saving', () => {
  it('is refused what no file could hold', () => {
    const policy = policyOf(1, someKeys(2));
    expect(draftProblem({ ...BASE, policy })).toBeUndefined();
    expect(draftProblem({ ...BASE, title: ' ' })).toMatch(/title/);
    expect(draftProblem({ ...BASE, policy: { ...policy, signers: policy.signers.map((one) => ({ ...one, name: 'Ada' })) } })).toMatch(/same name/); // prettier-ignore
  });

  it('names the parts that were changed', () => {
    expect(editNote(BASE, { ...said('x')(BASE), expiry: null })).toBe('edited expiry, thesis');
  });
});
