import { createPublicKey, verify as verifyBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSignedBy, keyFingerprint } from '#main/services/plan/keys';
import { planId } from '#main/services/plan/fingerprints';
import { planFile } from '#main/services/plan/plan-file';
import { setPolicy } from '#main/services/plan/policy';
import { revokeSignature, signedMessage, signPlan, verifyPlan } from '#main/services/plan/signatures';
import type { PlanFile } from '#shared/plan';
import { keyOfSeed, someKeys } from '../../support/plan-keys';
import { NOW, planDocument, policyOf } from '../../support/plan';

describe('vectors of RFC 8032, section 7.1', () => {
  it.each([
    ['9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '', 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'],
    ['4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72', '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'],
  ])('%s', (seed, publicKey, message, signature) => {
    const key = keyOfSeed(seed);
    const text = Buffer.from(message, 'hex').toString('latin1');
    expect(Buffer.from(key.key, 'base64').subarray(12).toString('hex')).toBe(publicKey);
    expect(Buffer.from(key.sign(text), 'base64').toString('hex')).toBe(signature);
    expect(isSignedBy(key.key, text, Buffer.from(signature, 'hex').toString('base64'))).toBe(true);
    expect(isSignedBy(key.key, `${text}x`, Buffer.from(signature, 'hex').toString('base64'))).toBe(false);
  }); // prettier-ignore

  it.each([
    ['TEST 3', 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82', '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'],
    ['TEST SHA(abc)', 'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf', 'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f', 'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704'],
  ])('%s, whose message is no text', (_name, publicKey, message, signature) => {
    const key = Buffer.from(`302a300506032b6570032100${publicKey}`, 'hex').toString('base64');
    const bytes = Buffer.from(message, 'hex');
    expect(isSignedBy(key, bytes, Buffer.from(signature, 'hex').toString('base64'))).toBe(true);
    bytes[0]! ^= 1;
    expect(isSignedBy(key, bytes, Buffer.from(signature, 'hex').toString('base64'))).toBe(false);
  }); // prettier-ignore
});

it.each([
  ['of order 1', `01${'00'.repeat(31)}`],
  ['of order 1 with the sign of no number', `01${'00'.repeat(30)}80`],
  ['of order 1, not canonical', `ee${'ff'.repeat(30)}7f`],
])('under a key %s nothing is signed, though its curve would have it', (_name, point) => {
  const spki = Buffer.from(`302a300506032b6570032100${point}`, 'hex');
  // R the neutral element and S = 0 satisfy the equation for every text.
  const forged = Buffer.from(`01${'00'.repeat(63)}`, 'hex');
  const isAccepted = verifyBytes(null, Buffer.from('anything'), createPublicKey({ key: spki, format: 'der', type: 'spki' }), forged); // prettier-ignore
  expect(isSignedBy(spki.toString('base64'), 'anything', forged.toString('base64'))).toBe(false);
  if (point.startsWith('01') && point.endsWith('00')) expect(isAccepted).toBe(true);
});

const [ada, bob, eve, stranger] = someKeys(4) as [ReturnType<typeof keyOfSeed>, ReturnType<typeof keyOfSeed>, ReturnType<typeof keyOfSeed>, ReturnType<typeof keyOfSeed>]; // prettier-ignore
const unsigned = planFile(planDocument({ policy: policyOf(2, [ada, bob, eve]) }));
const verify = (file: PlanFile, given: Partial<Parameters<typeof verifyPlan>[1]> = {}) => verifyPlan(file, { isCanonical: true, at: NOW, ...given }); // prettier-ignore
const states = (file: PlanFile): string[] => verify(file).signatures.map(({ state }) => state);
const one = signPlan(unsigned, ada, NOW);
const two = signPlan(one, bob, NOW + 1);

describe('policy', () => {
  it('is met by as many as it asks for, in any order', () => {
    expect(verify(unsigned)).toMatchObject({ ok: false, counted: 0, problems: ['0 of 2 required signatures count.'] });
    expect(verify(one)).toMatchObject({ ok: false, counted: 1 });
    expect(verify(two)).toMatchObject({ ok: true, counted: 2, required: 2, problems: [], id: planId(unsigned.plan) });
    expect(verify({ ...two, signatures: two.signatures.toReversed() }).ok).toBe(true);
  });

  it('counts a key once', () => {
    const twice = { ...one, signatures: [...one.signatures, ...signPlan(unsigned, ada, NOW + 5).signatures] };
    expect(states(twice)).toEqual(['counts', 'repeated']);
    expect(verify(twice).ok).toBe(false);
    expect(() => signPlan(one, ada, NOW)).toThrow('has signed this plan already');
  });

  it('does not count a key that it does not name', () => {
    expect(() => signPlan(unsigned, stranger, NOW)).toThrow('does not name the key of Key 4');
    const fields = { action: 'sign', at: NOW, key: keyFingerprint(stranger.key), plan: planId(unsigned.plan) } as const;
    const forged = { ...two, signatures: [...one.signatures, { ...fields, signature: stranger.sign(signedMessage(fields)) }] }; // prettier-ignore
    expect(states(forged)).toEqual(['counts', 'stranger']);
    expect(verify(forged).ok).toBe(false);
  });

  it('a signature under another name, or of another time, is broken', () => {
    const [first] = one.signatures;
    for (const change of [{ key: keyFingerprint(bob.key) }, { at: NOW + 1 }, { action: 'revoke' as const }])
      expect(states({ ...one, signatures: [{ ...first!, ...change }] })).toEqual(['broken']);
  });

  it('without names there is nothing to sign or to verify', () => {
    const bare = planFile(planDocument());
    expect(() => signPlan(bare, ada, NOW)).toThrow('names nobody');
    expect(verify(bare)).toMatchObject({ ok: false, required: null, problems: ['The plan names nobody who has to sign.'] }); // prettier-ignore
  });

  it('is part of what is signed', () => {
    const changed = setPolicy(two, policyOf(1, [ada, bob, eve]));
    expect(changed).toMatchObject({ voided: 2, file: { signatures: [] } });
    const smuggled = { ...two, plan: changed.file.plan };
    expect(states(smuggled)).toEqual(['void', 'void']);
    expect(verify(smuggled).ok).toBe(false);
  });

  it.each([
    ['more than there are', 4, [ada, bob, eve]],
    ['none', 0, [ada]],
    ['a key twice', 2, [ada, { ...ada, name: 'Another' }]],
    ['a name twice', 2, [ada, { ...bob, name: ada.name }]],
    ['nobody', 1, []],
  ])('cannot ask for %s', (_name, required, signers) => {
    expect(() => setPolicy(unsigned, policyOf(required, signers))).toThrow('no policy');
  });
});

describe('change', () => {
  it('voids what was signed, and says so', () => {
    const changed = { ...two, plan: { ...two.plan, title: 'Eleven coins' } };
    expect(verify(changed)).toMatchObject({ ok: false, counted: 0 });
    expect(verify(changed).problems).toContain('The plan was changed after Key 1 signed it: the signature is void.');
    const again = signPlan(changed, ada, NOW + 2);
    expect(states(again)).toEqual(['counts']);
  });

  it('a text that is not canonical does not pass', () => {
    expect(verify(two, { isCanonical: false })).toMatchObject({ ok: false, counted: 2 });
  });
});

describe('revocation', () => {
  const revoked = revokeSignature(two, ada, NOW + 3);
  it('takes a signature back', () => {
    expect(states(revoked)).toEqual(['revoked', 'counts', 'revocation']);
    expect(verify(revoked)).toMatchObject({ ok: false, counted: 1 });
    expect(verify(signPlan(revoked, eve, NOW + 4))).toMatchObject({ ok: true, counted: 2 });
  });
  it('is for good, wherever it stands', () => {
    expect(() => signPlan(revoked, ada, NOW + 4)).toThrow('for good');
    expect(verify({ ...revoked, signatures: revoked.signatures.toReversed() })).toMatchObject({
      ok: false,
      counted: 1,
    });
  });
  it('is that of the key alone', () => {
    expect(() => revokeSignature(two, eve, NOW)).toThrow('has not signed');
    const [, , own] = revoked.signatures;
    const forged = { ...own!, key: keyFingerprint(bob.key) };
    expect(states({ ...two, signatures: [...two.signatures, forged] })).toEqual(['counts', 'counts', 'broken']);
  });
});

describe('time and trust', () => {
  it('an expired plan is not valid any more', () => {
    expect(verify(two, { at: two.plan.expiry! }).problems).toEqual([expect.stringContaining('expired at 2025-10-31')]);
  });
  it('counts only keys that the verifier knows, and no fewer than he asks for', () => {
    expect(verify(two, { trusted: [ada.key, bob.key] })).toMatchObject({ ok: true, counted: 2 });
    expect(verify(two, { trusted: [ada.key, stranger.key] })).toMatchObject({ ok: false, counted: 1 });
    expect(verify(two, { least: 3 })).toMatchObject({ ok: false, required: 3 });
    expect(verify(two, { least: 1 })).toMatchObject({ ok: true, required: 2 });
  });
});

it('what the steward finds fault with is not signed', () => {
  const faulty = planFile({ ...unsigned.plan, exits: [] });
  expect(() => signPlan(faulty, ada, NOW)).toThrow('/exits: Nothing says when the hedge is taken off');
  const altered = planFile({ ...unsigned.plan, data: { ...unsigned.plan.data, fingerprint: '0'.repeat(64) } });
  expect(() => signPlan(altered, ada, NOW)).toThrow('/data/fingerprint');
});
