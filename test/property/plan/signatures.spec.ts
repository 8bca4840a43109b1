import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseStrictJson } from '#core/plan/strict-json';
import { hedgeFingerprint, planId } from '#main/services/plan/fingerprints';
import { planFile, parsePlanFile, planFileText, readPlanFile, writePlanFile } from '#main/services/plan/plan-file';
import { signPlan, verifyPlan } from '#main/services/plan/signatures';
import { PlanFileSchema, type PlanFile } from '#shared/plan';
import { plans } from '../../support/hedge-arbitrary';
import { layerOf } from '../../support/hedge';
import { someKeys } from '../../support/plan-keys';
import { NOW, planDocument, policyOf } from '../../support/plan';

const folder = mkdtempSync(join(tmpdir(), 'ballast-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'plan.json');

const keys = someKeys(5);
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((given) => given.trim() !== '').map((given) => given.normalize('NFC')); // prettier-ignore
/** Random hedges; the layers that sell are left out of some, so that the steward lets them be signed. */
const files: fc.Arbitrary<{ file: PlanFile; required: number; named: number }> = fc
  .record({ hedge: plans, statement: text, exit: text, spot: fc.double({ min: 1e-3, max: 1e6, noNaN: true }), required: fc.integer({ min: 1, max: 5 }), extra: fc.integer({ min: 0, max: 4 }) })
  .map(({ hedge, statement, exit, spot, required, extra }) => {
    const named = Math.min(5, required + extra);
    const base = planDocument({ policy: policyOf(required, keys.slice(0, named)) });
    const layers = hedge.layers.map((layer) => layerOf({ ...layer, name: [...statement].slice(0, 20).join(''), enabled: false }));
    const whole = { ...base.hedge, layers: [...base.hedge.layers, ...layers.map((layer, i) => ({ ...layer, id: `other-${i}` }))] };
    const plan = {
      ...base,
      valuation: { ...base.valuation, hedge: hedgeFingerprint(whole) },
      thesis: { ...base.thesis, statement },
      exits: [{ words: exit, when: { reads: 'spot' as const, is: 'below' as const, value: spot } }],
      hedge: whole,
    };
    return { file: planFile(plan), required, named };
  }); // prettier-ignore

const verified = (bytes: Uint8Array): boolean => {
  try {
    const { file, isCanonical } = parsePlanFile('plan.json', bytes);
    return verifyPlan(file, { isCanonical, at: NOW }).ok;
  } catch {
    return false;
  }
};

it('any m of the named keys pass after a way through a file, and m − 1 never do', async () => {
  await fc.assert(
    fc.asyncProperty(files, fc.infiniteStream(fc.nat()), async ({ file, required, named }, picks) => {
      const order = keys.slice(0, named).map((key) => [picks.next().value!, key] as const).sort((a, b) => a[0] - b[0]); // prettier-ignore
      let signed = file;
      for (const [i, [, key]] of order.slice(0, required).entries()) {
        expect(verifyPlan(signed, { isCanonical: true, at: NOW })).toMatchObject({ ok: false, counted: i });
        signed = signPlan(signed, key, NOW + i);
      }
      await writePlanFile(path, signed);
      const read = await readPlanFile(path);
      expect(verifyPlan(read.file, { isCanonical: read.isCanonical, at: NOW }).ok).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('m − 1 signatures, each as often as one likes, with those of other plans between them, never pass', () => {
  fc.assert(
    fc.property(files, fc.array(fc.nat({ max: 3 }), { maxLength: 8 }), ({ file, required, named }, repeats) => {
      const signers = keys.slice(0, required - 1);
      const other = planFile({ ...file.plan, title: 'Another' });
      const own = signers.map((key) => signPlan(file, key, NOW).signatures[0]!);
      const foreign = keys.slice(0, named).map((key) => signPlan(other, key, NOW).signatures[0]!);
      const signatures = [...own, ...repeats.flatMap((i) => own[i] ?? []), ...foreign];
      expect(verifyPlan({ ...file, signatures }, { isCanonical: true, at: NOW }).ok).toBe(false);
    }),
    { numRuns: 60 },
  );
});

it('one flipped bit anywhere in a signed file voids it', () => {
  const file = [0, 1].reduce((signed, i) => signPlan(signed, keys[i]!, NOW), planFile(planDocument({ policy: policyOf(2, keys.slice(0, 3)) }))); // prettier-ignore
  const bytes = Buffer.from(planFileText(file));
  expect(verified(bytes)).toBe(true);
  // All bits of the signatures and of the policy, and every 7th of the rest.
  const fine = [bytes.indexOf('"policy"'), bytes.indexOf('"signatures"')];
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const at = bit >> 3;
    const isFine = at >= fine[1]! || (at >= fine[0]! && at < fine[0]! + 300);
    if (!isFine && bit % 7 !== 0) continue;
    const flipped = Buffer.from(bytes);
    flipped[at]! ^= 1 << (bit & 7);
    if (verified(flipped)) throw new Error(`bit ${bit & 7} of byte ${at}: ${bytes.subarray(at - 20, at + 20).toString()}`);
  }
}, 60_000); // prettier-ignore

it('the id is that of the content, however it is written down', () => {
  fc.assert(
    fc.property(files, ({ file }) => {
      const limits = { depth: 32, text: 100_000, values: 200_000 };
      const turned = JSON.stringify(file, (_key, value: unknown) =>
        value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value, 2); // prettier-ignore
      const read = PlanFileSchema.parse(parseStrictJson(turned, limits));
      expect(planId(read.plan)).toBe(planId(file.plan));
    }),
    { numRuns: 60 },
  );
});
