import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlanFile, PlanVerification } from '#shared/plan';
import { useCli } from './support/cli';

const cli = useCli();
const DAY = 86_400_000;
const NAMES = ['Ada', 'Bob', 'Eve'];
const env = { BALLAST_PLAN_PASSPHRASE: 'correct horse' };
const CARD = 'ab'.repeat(32);

const read = (name: string): PlanFile => JSON.parse(readFileSync(cli.at(name), 'utf8')) as PlanFile;
const plan = (...args: readonly string[]) => cli.run(['plan', ...args], { env });
const done = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await plan(...args);
  if (code !== 0) throw new Error(`ballast plan ${args.join(' ')} ended with ${code}: ${err}`);
  return out;
};
const signers = NAMES.flatMap((name) => ['--signer', `${name}.pub.json`]);
/** What a person fills in. */
function fill(name: string, change: Partial<PlanFile['plan']> = {}): void {
  const file = read(name);
  const filled = {
    expiry: Date.now() + 30 * DAY,
    thesis: { statement: 'The low holds.', against: 'Leverage is back.', wrongIf: 'A close below the low.' },
    claims: [{ text: 'Lows after such cascades held.', evidence: [CARD] }],
    evidence: [{ fingerprint: CARD, title: 'Cascades', verdict: 'bounce', words: '' }],
    exits: [{ words: 'Volatility is back.', when: { reads: 'volatility', is: 'below', value: 40 } }],
  } as const;
  writeFileSync(cli.at(name), JSON.stringify({ ...file, plan: { ...file.plan, ...filled, ...change } }, null, 2));
}

beforeAll(async () => {
  const bars = ['t,o,h,l,c,v'];
  const levels = ['ts_ms,dvol_pct'];
  for (let i = 0; i < 200; i++) {
    const price = 20_000 + 1_000 * Math.sin(i / 7);
    bars.push([Date.UTC(2024, 0, 1 + i), price, price + 200, price - 200, price, 10].join());
    levels.push([Date.UTC(2024, 0, 1 + i), 60 + 5 * Math.sin(i / 11)].join());
  }
  for (const [kind, instrument, rows, map] of [
    ['bars', 'BTCUSDT', bars, ['t=t', 'o=o', 'h=h', 'l=l', 'c=c', 'v=v']],
    ['vol', 'DVOL-BTC', levels, ['t=ts_ms', 'c=dvol_pct']],
  ] as const) {
    const given = ['--kind', kind, '--instrument', instrument, '--interval', '1d', '--source', 'test'];
    for (const db of ['one.db', 'two.db']) {
      // The second machine got the same rows in two parts, the later ones first.
      const parts = db === 'one.db' ? [rows] : [[rows[0]!, ...rows.slice(100)], rows];
      for (const part of parts) {
        const file = cli.write(`${kind}.csv`, part.join('\n'));
        expect(await cli.load(db, file, ...given, ...map.flatMap((one) => ['--map', one]))).toMatchObject({ code: 0 });
      }
    }
  }
  for (const name of NAMES) await done('key', name, '--out', name);
  await done('new', '--db', 'one.db', '--preset', 'putLadder', '--asset', 'BTCUSDT', '--quantity', '10', '--out', 'draft.json');
}, 120_000); // prettier-ignore

const ready = async (name: string): Promise<void> => {
  cli.write(name, readFileSync(cli.at('draft.json')));
  await done('policy', name, '--required', '2', ...signers);
  fill(name);
};

describe('ballast plan new', () => {
  it('is a draft with its orders and its data, that the steward wants filled in', async () => {
    const { plan: draft } = read('draft.json');
    expect(draft).toMatchObject({ expiry: null, policy: null, data: { synthetic: false }, valuation: { book: expect.any(Number) as number } }); // prettier-ignore
    expect(draft.tickets.map(({ instrument }) => instrument)).toEqual(draft.tickets.map(() => expect.stringMatching(/^BTC-\d+[A-Z]{3}24-[\d.]+-P$/) as string)); // prettier-ignore
    expect(draft.data.series.map(({ instrument, kind, rows }) => [instrument, kind, rows])).toEqual([['BTCUSDT', 'bars', 200], ['DVOL-BTC', 'vol', 200]]); // prettier-ignore
    const { code, out, err } = await plan('check', 'draft.json', '--json');
    const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: { code: string; severity: string }[] };
    expect([code, ok, err]).toEqual([1, false, '6 errors: the plan cannot be signed.\n']);
    expect(findings.filter(({ severity }) => severity === 'error').map((one) => one.code)).toEqual(['noExit', 'noExpiry', 'noThesis', 'oneSidedThesis', 'oneSidedThesis', 'claimWithoutEvidence']); // prettier-ignore
  });

  it('is the same plan on another machine with the same data, byte for byte but for the instant that it was made', async () => {
    await done('new', '--db', 'two.db', '--preset', 'putLadder', '--asset', 'BTCUSDT', '--quantity', '10', '--out', 'twin.json'); // prettier-ignore
    const [one, two] = ['draft.json', 'twin.json'].map((name) => readFileSync(cli.at(name), 'utf8').replace(/"created":\d+/, '')); // prettier-ignore
    expect(two).toBe(one);
  });

  it('sees nothing after --as-of, and says so in its data', async () => {
    await done('new', '--db', 'one.db', '--preset', 'putLadder', '--asset', 'BTCUSDT', '--as-of', '2024-05-01', '--out', 'then.json'); // prettier-ignore
    const { valuation, data } = read('then.json').plan;
    expect(valuation.t).toBe(Date.UTC(2024, 4, 1));
    expect(data.series.map(({ to }) => to + DAY)).toEqual([valuation.t, valuation.t]);
  });

  it.each([
    [['--asset', 'BTCUSDT'], '--preset and --asset'],
    [['--preset', 'nothing', '--asset', 'BTCUSDT'], 'there is none "nothing"'],
    [['--preset', 'putLadder', '--asset', 'DOGE'], 'No price of DOGE'],
  ])('%j is bad usage', async (args, message) => {
    expect(await plan('new', '--db', 'one.db', ...args)).toMatchObject({ code: 2, err: expect.stringContaining(message) as string }); // prettier-ignore
  });
});

describe('ballast plan price', () => {
  it('after the hedge was changed its orders are stale, until they are made anew; what a person said stays', async () => {
    await ready('priced.json');
    await done('sign', 'priced.json', '--key', 'Ada.key.json');
    const { hedge, thesis, tickets } = read('priced.json').plan;
    const layers = hedge.layers.map((layer) => ({ ...layer, size: { by: 'exposure', ratio: 0.05 } as const }));
    fill('priced.json', { hedge: { ...hedge, layers } });
    expect(await plan('sign', 'priced.json', '--key', 'Bob.key.json')).toMatchObject({ code: 2, err: expect.stringContaining('/valuation/hedge') as string }); // prettier-ignore
    const { code, err } = await plan('price', 'priced.json', '--db', 'one.db');
    expect([code, err]).toEqual([0, expect.stringContaining('A signature of what it was is void')]);
    const priced = read('priced.json');
    expect(priced).toMatchObject({ signatures: [], plan: { thesis, policy: { required: 2 } } });
    expect(priced.plan.tickets.map(({ contracts }) => contracts)).not.toEqual(
      tickets.map(({ contracts }) => contracts),
    );
    await done('check', 'priced.json');
  });
});

describe('ballast plan diff', () => {
  it('tells where two plans differ', async () => {
    cli.write(
      'changed.json',
      JSON.stringify({ ...read('draft.json'), plan: { ...read('draft.json').plan, expiry: 5 } }),
    );
    const { changes } = JSON.parse(await done('diff', 'draft.json', 'changed.json', '--json')) as { changes: unknown };
    expect(changes).toEqual([{ path: '/expiry', before: null, after: 5 }]);
    expect(await done('diff', 'draft.json', 'changed.json')).toMatch(/\/expiry\s+null\s+5/);
    expect(await done('diff', 'draft.json', 'draft.json', '--json')).toContain('"same": true');
  });
});

describe('signatures', () => {
  it('two of three: sign, countersign, verify without a database', async () => {
    await ready('plan.json');
    await done('check', 'plan.json');
    await done('sign', 'plan.json', '--key', 'Ada.key.json');
    const early = await plan('verify', 'plan.json');
    expect(early).toMatchObject({ code: 1, err: expect.stringContaining('1 of 2 required signatures count.') as string }); // prettier-ignore
    await done('sign', 'plan.json', '--key', 'Bob.key.json', '--out', 'signed.json');
    const verified = JSON.parse(await done('verify', 'signed.json', '--json')) as PlanVerification;
    expect(verified).toMatchObject({ ok: true, counted: 2, required: 2, problems: [] });
    expect(existsSync(cli.at('ballast.db'))).toBe(false);
    expect((await plan('verify', 'signed.json', '--signer', 'Eve.pub.json')).code).toBe(1);
    expect((await plan('verify', 'signed.json', '--required', '3')).code).toBe(1);
    expect((await plan('verify', 'signed.json', '--required', 'many')).code).toBe(2);
    expect((await plan('verify', 'signed.json', '--as-of', '2100-01-01')).code).toBe(1);
  });

  it('by hand: what docs/plan.md says, with openssl alone', () => {
    const shell = (line: string): string => execFileSync('sh', ['-c', line], { cwd: cli.folder }).toString().trim();
    const { plan: document, signatures } = read('signed.json');
    const id = shell(String.raw`sed -e 's/^.*,"plan":{/{/' -e 's/,"signatures":\[.*$//' signed.json | tr -d '\n' | sha256sum | cut -d' ' -f1`);
    const keys = new Map(document.policy!.signers.map(({ key }) => {
      writeFileSync(cli.at('key.pem'), `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----\n`);
      return [shell(`openssl pkey -pubin -in key.pem -outform DER | sha256sum | cut -d' ' -f1`), readFileSync(cli.at('key.pem'))];
    }));
    expect(signatures).toHaveLength(2);
    for (const { action, at, key, plan: signed, signature } of signatures) {
      expect(signed).toBe(id);
      writeFileSync(cli.at('key.pem'), keys.get(key)!);
      writeFileSync(cli.at('message'), `{"action":"${action}","at":${at},"format":"ballast plan signature","key":"${key}","plan":"${id}","version":1}`);
      writeFileSync(cli.at('signature'), Buffer.from(signature, 'base64'));
      expect(shell('openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in message -sigfile signature')).toContain('Verified Successfully');
    }
  }); // prettier-ignore

  it('a change voids them, and whoever signs next is told', async () => {
    cli.write('changed.json', readFileSync(cli.at('signed.json')));
    fill('changed.json', { title: 'Another' });
    const { code, err } = await plan('verify', 'changed.json');
    expect([code, err]).toEqual([1, expect.stringContaining('The plan was changed after Ada signed it: the signature is void.')]); // prettier-ignore
    const again = await plan('sign', 'changed.json', '--key', 'Eve.key.json');
    expect(again).toMatchObject({
      code: 0,
      err: expect.stringContaining('2 signatures of what it was are void') as string,
    });
    const policy = await plan('policy', 'signed.json', '--required', '1', ...signers, '--out', 'weaker.json');
    expect(policy).toMatchObject({
      code: 0,
      err: expect.stringContaining('2 signatures of what it was are void') as string,
    });
    expect((await plan('verify', 'weaker.json')).code).toBe(1);
  });

  it('a signature is taken back for good', async () => {
    await done('sign', 'signed.json', '--key', 'Ada.key.json', '--revoke', '--out', 'revoked.json');
    expect(await plan('verify', 'revoked.json')).toMatchObject({ code: 1, out: expect.stringContaining('Ada signed this plan and took it back.') as string }); // prettier-ignore
    expect(await plan('sign', 'revoked.json', '--key', 'Ada.key.json')).toMatchObject({ code: 2 });
  });

  it('nothing is signed that the steward finds fault with, with a wrong passphrase, or without one', async () => {
    await done('policy', 'draft.json', '--required', '1', ...signers, '--out', 'faulty.json');
    const before = readFileSync(cli.at('faulty.json'), 'utf8');
    expect(await plan('sign', 'faulty.json', '--key', 'Ada.key.json')).toMatchObject({ code: 2, err: expect.stringContaining('/thesis/against') as string }); // prettier-ignore
    await ready('plan.json');
    const sign = ['plan', 'sign', 'plan.json', '--key', 'Ada.key.json'];
    expect(await cli.run(sign, { env: { BALLAST_PLAN_PASSPHRASE: 'another horse' } })).toMatchObject({ code: 1, err: expect.stringContaining('not the passphrase') as string }); // prettier-ignore
    expect(await cli.run(sign, { env: { BALLAST_PLAN_PASSPHRASE: '' } })).toMatchObject({ code: 2 });
    expect(readFileSync(cli.at('faulty.json'), 'utf8')).toBe(before);
    expect(read('plan.json').signatures).toEqual([]);
  });

  it('a key that is there is not written over', async () => {
    const before = readFileSync(cli.at('Ada.key.json'), 'utf8');
    expect(statSync(cli.at('Ada.key.json')).mode & 0o777).toBe(0o600);
    expect(await plan('key', 'Ada', '--out', 'Ada')).toMatchObject({ code: 2, err: expect.stringContaining('is there already') as string }); // prettier-ignore
    expect(readFileSync(cli.at('Ada.key.json'), 'utf8')).toBe(before);
  });
});

describe('ballast plan export', () => {
  it('json: the text whose SHA-256 is the id', async () => {
    const { id } = JSON.parse(await done('verify', 'signed.json', '--json')) as PlanVerification;
    await done('export', 'signed.json', '--format', 'json', '--out', 'canonical.json');
    expect(execFileSync('sha256sum', ['canonical.json'], { cwd: cli.folder }).toString()).toContain(id);
  });

  it('csv: an order a line', async () => {
    const lines = (await done('export', 'signed.json', '--format', 'csv')).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^layer,venue,instrument,side,contracts,/);
    expect(lines).toHaveLength(1 + read('signed.json').plan.tickets.length);
  });

  it('md: a page in which a text of the plan is no mark', async () => {
    cli.write('marked.json', readFileSync(cli.at('signed.json')));
    fill('marked.json', { title: '<script>alert(1)</script> # *bold*' });
    const page = await done('export', 'marked.json', '--format', 'md');
    expect(page).toContain(String.raw`# \<script\>alert(1)\</script\> \# \*bold\*`);
    expect(page).toContain('changed after Ada signed it');
    expect(await done('export', 'signed.json', '--format', 'md')).toMatch(/Ada has signed this plan\.[^]*Bob has signed this plan\./); // prettier-ignore
  });

  it.each([[['export', 'signed.json']], [['export', 'signed.json', '--format', 'doc']], [['verify', 'nothing.json']], [['check', 'Ada.pub.json']], [['policy', 'signed.json', '--required', '9', ...signers]]])(
    '%j is bad usage',
    async (args) => expect((await plan(...args)).code).toBe(2),
  ); // prettier-ignore
});
