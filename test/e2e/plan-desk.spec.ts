// Plans and keys through the real main process: what the window asks, before any pane.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hedgePlan } from '../support/hedge-plan';
import { policyOf } from '../support/plan';
import { expect, launch, marketTest as test, ready, seed } from './fixtures';
import { call } from './support/bridge';
import { chooseFiles, chooseTarget } from './support/dialogs';

const PASSPHRASE = 'correct horse';
const CARD = 'c'.repeat(64);

test('a plan is drafted, signed, exported and recomputed, and a key is read from a picture of its code', async ({ market, profile }) => {
  await seed(profile, market);
  const app = await launch(profile);
  const page = await app.firstWindow();
  await ready(page);

  const ada = await call(page, 'signers:create', { name: 'Ada', passphrase: PASSPHRASE });
  const [held] = hedgePlan().positions;
  const hedge = hedgePlan({ asset: 'SIM-BTC', positions: [{ ...held!, instrument: 'SIM-BTC' }], beta: { ...hedgePlan().beta, benchmark: 'SIM-BTC' } });
  const draft = await call(page, 'plans:draft', { hedge });
  const plan = {
    ...draft.plan,
    expiry: Date.now() + 1e9,
    thesis: { statement: 'The low holds.', against: 'It may not.', wrongIf: 'A close below it.' },
    claims: [{ text: 'Such lows held.', evidence: [CARD] }],
    evidence: [{ fingerprint: CARD, title: 'Cascades', verdict: null, words: '' }],
    exits: [{ words: 'Volatility is back.', when: null }],
    policy: policyOf(1, [ada]),
  };
  await call(page, 'plans:save', { id: draft.id, plan, note: 'filled in' });
  const signed = await call(page, 'plans:sign', { id: draft.id, signer: ada.fingerprint, passphrase: PASSPHRASE });
  expect(signed.verification).toMatchObject({ ok: true, counted: 1, required: 1 });
  expect(await call(page, 'plans:recompute', { id: draft.id })).toMatchObject({ same: true, problem: null });
  const file = join(profile, 'plan.json');
  await chooseTarget(app, file);
  expect(await call(page, 'plans:export', { id: draft.id, format: 'json' })).toBe(file);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ format: 'ballast plan', plan: { title: 'Ten coins' } });

  const pdf = join(profile, 'plan.pdf');
  await chooseTarget(app, pdf);
  expect(await call(page, 'plans:export', { id: draft.id, format: 'pdf' })).toBe(pdf);
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
  const zip = join(profile, 'plan.zip');
  await chooseTarget(app, zip);
  expect(await call(page, 'plans:export', { id: draft.id, format: 'bundle' })).toBe(zip);
  await chooseFiles(app, [zip]);
  expect(await call(page, 'plans:open')).toMatchObject({ id: draft.id, verification: { ok: true } });
  expect(app.windows()).toHaveLength(1);

  const { size, dark } = await call(page, 'signers:qr', { signer: ada.fingerprint });
  const png = await app.evaluate(({ nativeImage }, code) => {
    const scale = 4;
    const side = code.size * scale;
    const bitmap = Buffer.alloc(4 * side * side, 255);
    for (let i = 0; i < side * side; i++)
      if (code.dark[Math.floor(i / side / scale) * code.size + Math.floor((i % side) / scale)]) bitmap.fill(0, 4 * i, 4 * i + 3);
    return nativeImage.createFromBitmap(bitmap, { width: side, height: side }).toPNG().toString('base64');
  }, { size, dark });
  const picture = join(profile, 'ada.png');
  await writeFile(picture, Buffer.from(png, 'base64'));
  await call(page, 'signers:delete', { signer: ada.fingerprint });
  await chooseFiles(app, [picture]);
  expect(await call(page, 'signers:open')).toMatchObject({ name: 'Ada', fingerprint: ada.fingerprint, sealed: null });
  await app.close();
}); // prettier-ignore
