import { stdout } from 'node:process';
import { canonicalJson, type Json } from '#core/plan/canonical';
import { diffJson } from '#core/plan/diff';
import type { PlanExport } from '#core/plan/formats';
import type { Finding } from '#core/plan/steward';
import type { PlanDocument } from '#core/plan/types';
import { HedgePlanSchema } from '#shared/hedge';
import type { PlanFile } from '#shared/plan';
import { messageOf } from '../../main/errors';
import { checkPlan } from '../../main/services/plan/check';
import { exportPlan, planForms } from '../../main/services/plan/export';
import { planId } from '../../main/services/plan/fingerprints';
import { createPlanKey, keyFingerprint, openPlanKey, publicPart, readPrivateKey, readPublicKey, writeKey } from '../../main/services/plan/keys'; // prettier-ignore
import { isBundle } from '../../main/services/plan/open-file';
import type { PaperBook } from '../../main/services/plan/paper/book-charts';
import { planFile, planFileText, readPlanFile, writePlanFile } from '../../main/services/plan/plan-file';
import { setPolicy } from '../../main/services/plan/policy';
import { revokeSignature, signPlan, verifyPlan, type VerifyOptions } from '../../main/services/plan/signatures';
import { writeWholeFile } from '../../main/services/whole-file';
import { asOfOf, Exit, withServices, type GlobalOptions } from '../context';
import { checked, givenHedge, type HedgeOptions } from '../hedge-plan';
import { count, instant, printJson, printTable, say } from '../print';
import { verifyBundle } from './plan-bundle';

/** Only `newPlan` and `price` open a database: whoever checks, signs or verifies a plan needs nothing but its file. */

interface Output {
  readonly out?: string;
}
const nowOf = (options: GlobalOptions): number => asOfOf(options) ?? Date.now();

export type NewPlanOptions = GlobalOptions & HedgeOptions & Output;
export async function newPlan(file: string | undefined, options: NewPlanOptions): Promise<void> {
  const hedge = checked('the hedge', HedgePlanSchema, await givenHedge(file, options));
  const draft = await withServices(options, { create: false }, ({ plans }) => plans.draft(hedge, asOfOf(options)));
  await put(planFile(draft), options.out);
  const open = checkPlan(draft, Date.now()).filter(({ severity }) => severity === 'error').length;
  say(`A draft as of ${instant(draft.valuation.t)} UTC with ${count(draft.tickets.length)} orders. ${count(open)} things have to be filled in before it can be signed: ballast plan check.`); // prettier-ignore
}

export async function price(path: string, options: GlobalOptions & Output): Promise<void> {
  const { file } = await readPlanFile(path);
  const priced = await withServices(options, { create: false }, ({ plans }) => plans.price(file.plan, asOfOf(options)));
  await put(planFile(priced), options.out ?? path);
  say(`Priced as of ${instant(priced.valuation.t)} UTC: ${count(priced.tickets.length)} orders.`);
  sayVoided(file.signatures.length);
}

export async function check(path: string, options: GlobalOptions): Promise<void> {
  const { plan } = (await readPlanFile(path)).file;
  const findings = checkPlan(plan, nowOf(options));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (options.json) printJson({ ok: errors === 0, id: planId(plan), findings });
  else printFindings(findings);
  if (errors > 0)
    throw new Exit(1, `${count(errors)} ${errors === 1 ? 'error' : 'errors'}: the plan cannot be signed.`);
}

export async function policy(path: string, options: Output & { readonly signer: readonly string[]; readonly required: string }): Promise<void> {
  const { file } = await readPlanFile(path);
  const signers = await Promise.all(options.signer.map(readPublicKey));
  const changed = setPolicy(file, { required: Number(options.required), signers: signers.map(({ name, key }) => ({ name, key })) });
  await put(changed.file, options.out ?? path);
  sayVoided(changed.voided);
} // prettier-ignore

export async function sign(path: string, options: GlobalOptions & Output & { readonly key: string; readonly revoke?: boolean }): Promise<void> {
  const { file } = await readPlanFile(path);
  const key = await openPlanKey(await readPrivateKey(options.key), passphrase());
  const at = Date.now();
  const signed = options.revoke ? revokeSignature(file, key, at) : signPlan(file, key, at);
  await put(signed, options.out ?? path);
  say(`${key.name} has ${options.revoke ? 'taken back the signature of' : 'signed'} ${planId(file.plan)}.`);
  sayVoided(file.signatures.length + 1 - signed.signatures.length);
} // prettier-ignore

export interface VerifyPlanOptions extends GlobalOptions {
  readonly signer?: readonly string[];
  readonly required?: string;
}
export async function verify(path: string, options: VerifyPlanOptions): Promise<void> {
  const { file, isCanonical } = await ((await isBundle(path)) ? verifyBundle(path) : readPlanFile(path));
  const trusted = options.signer && (await Promise.all(options.signer.map(readPublicKey))).map(({ key }) => key);
  const least = options.required === undefined ? undefined : Number(options.required);
  if (least !== undefined && !(Number.isInteger(least) && least > 0)) throw new Exit(2, '--required: give a whole number above 0.'); // prettier-ignore
  const verification = verifyPlan(file, { isCanonical, at: nowOf(options), trusted, least });
  if (options.json) printJson(verification);
  else {
    stdout.write(`${verification.id}\n`);
    printTable(
      ['key', 'signed at', 'what it is worth', 'fingerprint'],
      verification.signatures.map(({ name, at, words, key }) => [name ?? 'unknown', `${instant(at)} UTC`, words, key]),
    );
    if (!trusted) say('The keys are those that the plan names itself. Compare their fingerprints, or give the ones you know with --signer.'); // prettier-ignore
  }
  if (!verification.ok) throw new Exit(1, `NOT VALID. ${verification.problems.join('\n')}`);
  say(`Valid: ${count(verification.counted)} signatures, ${count(verification.required!)} required.`);
}

export async function exportFile(path: string, options: GlobalOptions & Output & { readonly format: PlanExport }): Promise<void> {
  const { file, isCanonical } = await readPlanFile(path);
  const how = { isCanonical, at: nowOf(options) };
  const { format } = options;
  const content = format === 'html' || format === 'pdf' ? await drawn(file, format, how, options) : exportPlan(file, format, how);
  if (options.out === undefined) stdout.write(content);
  else await writeWholeFile(options.out, content, 0o644);
} // prettier-ignore

/** Charts need the data of the plan: those of the database, where there is one and it holds them. */
function drawn(file: PlanFile, format: 'html' | 'pdf', how: VerifyOptions, options: GlobalOptions): Promise<string | Uint8Array> {
  const bookOf = (plan: PlanDocument): Promise<PaperBook> =>
    withServices(options, { create: false }, ({ plans }) => plans.book(plan)).catch((cause: unknown) => ({ problem: messageOf(cause) }));
  return Promise.resolve(planForms({ bookOf, print: undefined })[format].write(file, how));
} // prettier-ignore

const LONGEST_VALUE = 120;
/** Of a place that is not there, nothing. */
const shown = (value: Json | undefined): string => {
  const text = value === undefined ? '' : canonicalJson(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
};

export async function diff(before: string, after: string, options: GlobalOptions): Promise<void> {
  const [old, next] = await Promise.all([before, after].map(async (path) => (await readPlanFile(path)).file.plan as unknown as Json)); // prettier-ignore
  const changes = diffJson(old!, next!);
  if (options.json) return printJson({ same: changes.length === 0, changes });
  if (changes.length === 0) return say('The plans are the same.');
  printTable(['place', 'before', 'after'], changes.map(({ path, before: was, after: is }) => [path, shown(was), shown(is)])); // prettier-ignore
}

export async function makeKey(name: string, options: GlobalOptions & { readonly out: string }): Promise<void> {
  const made = await createPlanKey(name, passphrase());
  const [secret, open] = [`${options.out}.key.json`, `${options.out}.pub.json`];
  await writeKey(secret, made);
  await writeKey(open, publicPart(made));
  const fingerprint = keyFingerprint(made.key);
  if (options.json) printJson({ name: made.name, fingerprint, privateKey: secret, publicKey: open });
  else say(`${open} is for others, ${secret} for you alone.\nFingerprint ${fingerprint}`);
}

function passphrase(): string {
  const given = process.env['BALLAST_PLAN_PASSPHRASE'];
  if (!given) throw new Exit(2, 'The passphrase of the key is read from the variable BALLAST_PLAN_PASSPHRASE. Set it for this command.'); // prettier-ignore
  return given;
}

function sayVoided(signatures: number): void {
  if (signatures === 0) return;
  const which = signatures === 1 ? 'A signature of what it was is void and was' : `${count(signatures)} signatures of what it was are void and were`; // prettier-ignore
  say(`The plan is another one than before. ${which} taken out.`);
}

async function put(file: PlanFile, out: string | undefined): Promise<void> {
  if (out === undefined) stdout.write(planFileText(file));
  else await writePlanFile(out, file);
}

function printFindings(findings: readonly Finding[]): void {
  if (findings.length === 0) return say('No findings.');
  printTable(['severity', 'code', 'field', 'what and what to do'], findings.map(({ severity, code, path, words }) => [severity, code, path, words])); // prettier-ignore
}
