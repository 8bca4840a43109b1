import Database from 'better-sqlite3';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '#core/plan/canonical';
import { MS_PER_DAY } from '#core/time/ms';
import type { PlanView } from '#shared/plan-desk';
import { policyOf } from '../../support/plan';
import { useServices } from '../sync/support/services';
import type { Desk } from './support/desk';

const dialogs = vi.hoisted(() => ({ path: '' as string | undefined }));
vi.mock('electron', () => ({
  app: { getPath: () => '/' },
  shell: {},
  ipcMain: {},
  dialog: {
    showOpenDialog: () => Promise.resolve(dialogs.path === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [dialogs.path] }), // prettier-ignore
    showSaveDialog: () => Promise.resolve({ canceled: dialogs.path === undefined, filePath: dialogs.path }),
  },
}));
const { deskOf, END, fakeSealer, fill, filled, HEDGE, signersAt } = await import('./support/desk');

const services = useServices();
const folderOf = (name: string): string => join(services.at(name), '..');
beforeAll(() => {
  fill(services.at('here'));
  fill(services.at('there'));
  fill(services.at('nudged'), 1);
});

let files = 0;
const newFile = (extension: string): string => join(folderOf('here'), `file-${files++}.${extension}`);
const open = async (
  name: string,
  signers = signersAt(newFile('signers.json'), { sealer: fakeSealer() }),
): Promise<Desk> => deskOf(await services.open(name, { threads: 1, now: () => clock, signers }));

let clock = END;
let desk: Desk;
let plan: PlanView;
beforeEach(async () => {
  desk = await open('here');
  const draft = await desk.ask('plans:draft', { hedge: HEDGE });
  plan = await desk.ask('plans:save', { id: draft.id, plan: filled(draft.plan), note: 'filled in' });
});

/** Keys of the system's keyring, named in the policy. */
async function policy(required: number, names: readonly string[]) {
  const signers = await Promise.all(names.map((name) => desk.ask('signers:create', { name })));
  plan = await desk.ask('plans:save', { id: plan.id, plan: { ...plan.plan, policy: policyOf(required, signers) }, note: 'policy' }); // prettier-ignore
  return signers.map(({ fingerprint }) => fingerprint);
}

describe('versions', () => {
  it('a draft is kept and priced at its own instant; every change is a version, the same again is none', async () => {
    expect(plan).toMatchObject({ version: 2, newest: 2, voided: 0, plan: { valuation: { t: END }, data: { asOf: END } } }); // prettier-ignore
    expect(plan.plan.tickets.length).toBeGreaterThan(0);
    expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const again = await desk.ask('plans:save', { id: plan.id, plan: plan.plan, note: 'nothing' });
    expect(again.version).toBe(2);
    // Composed and decomposed letters are one text.
    const accent = { ...plan.plan, title: 'Cafe\u0301' };
    expect((await desk.ask('plans:save', { id: plan.id, plan: accent, note: '' })).plan.title).toBe('Café');
    expect((await desk.ask('plans:save', { id: plan.id, plan: { ...accent, title: 'Café' }, note: '' })).version).toBe(3); // prettier-ignore
    const notes = (await desk.ask('plans:versions', { id: plan.id })).map(({ version, note }) => [version, note]);
    expect(notes).toEqual([[3, 'edited'], [2, 'filled in'], [1, 'drafted']]); // prettier-ignore
    const changed = await desk.ask('plans:diff', { id: plan.id, before: 2, after: 3 });
    expect(changed).toEqual([{ path: '/title', before: 'Ten coins', after: 'Café' }]);
    const summary = (await desk.ask('plans:list', undefined)).find(({ id }) => id === plan.id);
    expect(summary).toMatchObject({ title: 'Café', asset: 'XYZUSDT', version: 3, errors: 0, required: null, counted: 0 }); // prettier-ignore
  });

  it('any change voids the signatures and says so; restoring the version brings them back', async () => {
    const [ada, bob] = await policy(2, ['Ada', 'Bob']);
    for (const signer of [ada!, bob!]) plan = await desk.ask('plans:sign', { id: plan.id, signer });
    expect(plan).toMatchObject({ version: 3, voided: 0, verification: { ok: true, counted: 2 } });
    const late = { ...plan.plan, expiry: plan.plan.expiry! + 1 };
    const changed = await desk.ask('plans:save', { id: plan.id, plan: late, note: '' });
    expect(changed).toMatchObject({ version: 4, voided: 2, signatures: [], verification: { ok: false, counted: 0 } });
    const priced = await desk.ask('plans:price', { id: plan.id, asOf: END - MS_PER_DAY });
    expect(priced).toMatchObject({
      version: 5,
      voided: 0,
      plan: { valuation: { t: END - MS_PER_DAY }, data: { asOf: END - MS_PER_DAY } },
    });
    for (const { to } of priced.plan.data.series) expect(to).toBeLessThan(END - MS_PER_DAY);
    clock++;
    expect((await desk.ask('plans:price', { id: plan.id, asOf: END - MS_PER_DAY })).version).toBe(5);
    const restored = await desk.ask('plans:restore', { id: plan.id, version: 3 });
    expect(restored).toMatchObject({ newest: restored.version, verification: { ok: true, counted: 2 } });
    expect((await desk.ask('plans:versions', { id: plan.id }))[0]).toMatchObject({ note: 'restored version 3', counted: 2 }); // prettier-ignore
    const copy = await desk.ask('plans:duplicate', { id: plan.id });
    expect(copy).toMatchObject({
      version: 1,
      signatures: [],
      plan: { title: expect.stringMatching(/^Ten coins copy/) as string },
    });
  });

  it('a damaged or newer version is said, the others are there, and one can be restored', async () => {
    const { id } = plan;
    const damaged = { ...plan.plan, title: 'Damaged' };
    await desk.ask('plans:save', { id, plan: damaged, note: '' });
    const db = new Database(services.at('here'));
    db.prepare('UPDATE plan_version SET json = ? WHERE plan = ? AND version = 3').run('{"title":"Damaged"}', id);
    db.prepare('UPDATE plan_version SET format = 99 WHERE plan = ? AND version = 1').run(id);
    db.close();
    const one = (await desk.ask('plans:list', undefined)).find((summary) => summary.id === id);
    expect(one).toMatchObject({ title: 'Damaged', version: 3, problem: expect.stringContaining('damaged') as string });
    const problems = (await desk.ask('plans:versions', { id })).map(({ problem }) => problem?.slice(0, 40));
    expect(problems).toEqual([expect.stringContaining('Version 3'), undefined, expect.stringContaining('Version 1')]);
    await expect(desk.ask('plans:read', { id })).rejects.toMatchObject({ code: 'corrupt' });
    await expect(desk.ask('plans:read', { id, version: 1 })).rejects.toMatchObject({ code: 'newer' });
    expect(await desk.ask('plans:save', { id, plan: damaged, note: '' })).toMatchObject({ version: 4, plan: damaged });
    expect((await desk.ask('plans:restore', { id, version: 2 })).version).toBe(5);
    await desk.ask('plans:delete', { id });
    await expect(desk.ask('plans:read', { id })).rejects.toMatchObject({ code: 'notFound' });
    await expect(desk.ask('plans:save', { id, plan: plan.plan, note: '' })).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('signatures', () => {
  it('one fewer than required never passes, a revocation holds, and a plan with errors is not signed', async () => {
    const keys = await policy(3, ['Ada', 'Bob', 'Cyd', 'Dee']);
    for (const [i, signer] of keys.slice(0, 3).entries()) {
      plan = await desk.ask('plans:sign', { id: plan.id, signer });
      expect(plan.verification).toMatchObject({ ok: i === 2, counted: i + 1 });
    }
    plan = await desk.ask('plans:revoke', { id: plan.id, signer: keys[1]! });
    expect(plan.verification).toMatchObject({ ok: false, counted: 2 });
    await expect(desk.ask('plans:sign', { id: plan.id, signer: keys[1]! })).rejects.toMatchObject({ code: 'invalid' });
    const open = { ...plan.plan, exits: [] };
    const unfit = await desk.ask('plans:save', { id: plan.id, plan: open, note: '' });
    expect(unfit.findings[0]).toMatchObject({ code: 'noExit', severity: 'error' });
    await expect(desk.ask('plans:sign', { id: plan.id, signer: keys[3]! })).rejects.toThrow('Nothing was signed');
    expect((await desk.ask('plans:read', { id: plan.id })).signatures).toEqual([]);
  });

  it('a countersigned plan comes back through its file; what is not genuine is left out and counted', async () => {
    const [ada, bob] = await policy(2, ['Ada', 'Bob']);
    plan = await desk.ask('plans:sign', { id: plan.id, signer: ada! });
    dialogs.path = newFile('json');
    expect(await desk.ask('plans:export', { id: plan.id, format: 'json' })).toBe(dialogs.path);
    const text = readFileSync(dialogs.path, 'utf8');
    await desk.ask('plans:sign', { id: plan.id, signer: bob! });

    const other = await open('there');
    const opened = (await other.ask('plans:open', undefined))!;
    expect(opened).toMatchObject({ version: 1, voided: 0, verification: { counted: 1 } });
    expect((await other.ask('plans:open', undefined))!.id).toBe(opened.id);
    await desk.ask('plans:export', { id: plan.id, format: 'json' });
    const both = (await other.ask('plans:open', undefined))!;
    expect(both).toMatchObject({ id: opened.id, version: 1, verification: { ok: true, counted: 2 } });

    // Also after the plan has gone on: then the version that was signed is shown.
    await other.ask('plans:save', { id: opened.id, plan: { ...opened.plan, title: 'Later' }, note: '' });
    expect(await other.ask('plans:open', undefined)).toMatchObject({ id: opened.id, version: 1, newest: 2 });

    writeFileSync(dialogs.path, text.replace('"title":"Ten coins"', '"title":"Ten c0ins"'));
    expect(await other.ask('plans:open', undefined)).toMatchObject({ voided: 1, signatures: [] });
    writeFileSync(dialogs.path, `${text} `);
    await expect(other.ask('plans:open', undefined)).rejects.toThrow('not in canonical form');
    writeFileSync(dialogs.path, 'PK\u0003\u0004');
    await expect(other.ask('plans:open', undefined)).rejects.toMatchObject({ code: 'invalid' });
    dialogs.path = undefined;
    expect(await other.ask('plans:open', undefined)).toBeNull();
  });

  it('a revocation outlives the older file of its plan, also where the plan was deleted', async () => {
    const [ada] = await policy(1, ['Ada']);
    await desk.ask('plans:sign', { id: plan.id, signer: ada! });
    dialogs.path = newFile('json');
    await desk.ask('plans:export', { id: plan.id, format: 'json' });
    await desk.ask('plans:revoke', { id: plan.id, signer: ada! });
    const revoked = { verification: { ok: false, counted: 0, signatures: [{ state: 'revoked' }, { state: 'revocation' }] } }; // prettier-ignore
    expect(await desk.ask('plans:open', undefined)).toMatchObject({ id: plan.id, ...revoked });
    await desk.ask('plans:delete', { id: plan.id });
    const again = (await desk.ask('plans:open', undefined))!;
    expect(again).toMatchObject({ version: 1, ...revoked });
    await expect(desk.ask('plans:sign', { id: again.id, signer: ada! })).rejects.toThrow('holds for good');
  });

  it('the signed content alone is the canonical form', async () => {
    dialogs.path = newFile('json');
    await desk.ask('plans:export', { id: plan.id, format: 'canonical' });
    expect(readFileSync(dialogs.path, 'utf8')).toBe(canonicalJson(plan.plan));
    const opened = await (await open('elsewhere')).ask('plans:open', undefined);
    expect(opened!.plan).toEqual(plan.plan);
    expect(opened!.signatures).toEqual([]);
    await desk.ask('plans:export', { id: plan.id, format: 'csv' });
    expect(readFileSync(dialogs.path, 'utf8').split('\n')).toHaveLength(plan.plan.tickets.length + 2);
    await desk.ask('plans:export', { id: plan.id, format: 'md' });
    expect(readFileSync(dialogs.path, 'utf8')).toContain('The low holds.');
  });
});

describe('recomputation', () => {
  it('on the same rows is byte for byte the same, and with one other bar names its series', async () => {
    const mine = await desk.ask('plans:recompute', { id: plan.id });
    expect(mine).toMatchObject({ same: true, changes: [], problem: null });
    expect(mine.inputs.map(({ instrument, state }) => [instrument, state])).toEqual([['DVOL-XYZ', 'same'], ['XYZUSDT', 'same']]); // prettier-ignore
    expect(mine.notes).toEqual([expect.stringContaining('“Cascades”')]);

    const tickets = plan.plan.tickets.map((ticket, i) =>
      i === 0 ? { ...ticket, contracts: ticket.contracts + 1 } : ticket,
    );
    const { id } = await desk.ask('plans:duplicate', { id: plan.id });
    await desk.ask('plans:save', { id, plan: { ...plan.plan, tickets }, note: '' });
    const changed = await desk.ask('plans:recompute', { id });
    expect(changed).toMatchObject({ same: false, changes: [{ path: '/tickets/0/contracts' }] });
    expect(changed.inputs.every(({ state }) => state === 'same')).toBe(true);
    expect(changed.notes![0]).toContain('changed in the plan after it was priced');

    dialogs.path = newFile('json');
    await desk.ask('plans:export', { id: plan.id, format: 'json' });
    const same = await open('there');
    const opened = (await same.ask('plans:open', undefined))!;
    expect(await same.ask('plans:recompute', { id: opened.id })).toMatchObject({ same: true, changes: [] });

    const nudged = await open('nudged');
    const differs = await nudged.ask('plans:recompute', { id: (await nudged.ask('plans:open', undefined))!.id });
    expect(differs.same).toBe(false);
    expect(differs.inputs.map(({ instrument, state }) => [instrument, state])).toEqual([['DVOL-XYZ', 'same'], ['XYZUSDT', 'differs']]); // prettier-ignore
    expect(differs.inputs[1]!.words).toContain('with other values');
    expect(differs.changes.map(({ path }) => path)).toContain('/data/fingerprint');
  });

  it('where nothing is stored says so', async () => {
    dialogs.path = newFile('json');
    await desk.ask('plans:export', { id: plan.id, format: 'json' });
    const empty = await open('empty');
    const { id } = (await empty.ask('plans:open', undefined))!;
    const found = await empty.ask('plans:recompute', { id });
    expect(found).toMatchObject({ same: false, problem: expect.stringContaining('XYZUSDT') as string });
    expect(found.inputs.map(({ state }) => state)).toEqual(['missing', 'missing']);
  });
});

it('pages never see a private half, and its file is for its owner alone', async () => {
  const path = newFile('signers.json');
  const sealed: string[] = [];
  const sealer = fakeSealer();
  const seal = (text: string): Uint8Array => {
    sealed.push(text.split('\n')[1]!);
    return sealer.seal(text);
  };
  desk = await open('here', signersAt(path, { sealer: { ...sealer, isAvailable: () => true, seal } }));
  const ada = await desk.ask('signers:create', { name: 'Ada' });
  const bob = await desk.ask('signers:create', { name: 'Bob', passphrase: 'correct horse' });
  expect([ada, bob]).toMatchObject([{ sealed: 'system', locked: false }, { sealed: 'passphrase', locked: true }]); // prettier-ignore
  plan = await desk.ask('plans:save', { id: plan.id, plan: { ...plan.plan, policy: policyOf(2, [ada, bob]) }, note: '' }); // prettier-ignore
  const sign = (passphrase?: string) => desk.ask('plans:sign', { id: plan.id, signer: bob.fingerprint, ...(passphrase && { passphrase }) }); // prettier-ignore
  await expect(sign()).rejects.toMatchObject({ code: 'locked' });
  await expect(sign('wrong horse')).rejects.toMatchObject({ code: 'forbidden' });
  await sign('correct horse');
  await desk.ask('plans:sign', { id: plan.id, signer: ada.fingerprint });
  await desk.ask('signers:qr', { signer: ada.fingerprint });
  await desk.ask('signers:list', undefined);
  dialogs.path = newFile('key.json');
  await desk.ask('signers:export', { signer: ada.fingerprint, passphrase: 'battery staple' });
  await desk.ask('plans:versions', { id: plan.id });

  expect(sealed).toHaveLength(1);
  const secret = Buffer.from(sealed[0]!, 'base64');
  const bytes = secret.subarray(-32);
  const said = JSON.stringify(desk.replies);
  const forms = [sealed[0]!, bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url'), secret.toString('hex')]; // prettier-ignore
  const database = ['', '-wal'].map((end) => readFileSync(`${services.at('here')}${end}`, 'latin1')).join('');
  for (const form of forms) {
    expect(database).not.toContain(form);
    expect(said).not.toContain(form);
    expect(readFileSync(path, 'utf8') + readFileSync(dialogs.path, 'utf8')).not.toContain(form);
  }
  expect(said).not.toMatch(/derivation|secret|pkcs8/i);
  for (const file of [path, dialogs.path]) expect(statSync(file).mode & 0o777).toBe(0o600);
});
