import type { SignaturePolicy } from '#core/plan/types';
import type { PlanVerification } from '#shared/plan';
import { keyFingerprint } from '../../keys';
import { html, type Markup } from '../html';
import { instant } from '../words';

/** Whether the plan may be acted on, in one look. */
export const stateBox = ({ ok, counted, required, problems }: PlanVerification, at: number): Markup =>
  html`<div class="state"><b>${ok ? 'Signed' : 'Not valid'}</b> as checked at ${instant(at)}${ok ? `, ${counted} of ${required} required signatures. The file is what counts: verify it, and compare the fingerprints of the keys by another way.` : html`. <span class="danger">${problems.join(' ')}</span>`}</div>`; // prettier-ignore

export const signaturesSection = (policy: SignaturePolicy | null, { signatures }: PlanVerification): Markup => html`<h2>Policy and signatures</h2>
${policy === null ? html`<p class="quiet">Nobody is named who has to sign.</p>` : html`<p>${policy.required} of ${policy.signers.length} keys have to sign.</p>
<table><thead><tr><th style="width:34%">Who may sign</th><th>Fingerprint of the key, SHA-256</th></tr></thead><tbody>${policy.signers.map(({ name, key }) => html`<tr><td>${name}</td><td><code>${keyFingerprint(key)}</code></td></tr>`)}</tbody></table>`}
${signatures.length === 0 ? html`<p class="quiet" style="margin-top:2mm">Nobody has signed.</p>` : html`<table style="margin-top:4mm"><thead><tr><th style="width:27%">Signature</th><th style="width:33mm">At</th><th>Key</th></tr></thead><tbody>${signatures.map(({ words, at, key, state }) => html`<tr><td class="${state === 'counts' ? '' : 'danger'}">${words}</td><td class="keep">${instant(at)}</td><td><code>${key}</code></td></tr>`)}</tbody></table>`}`; // prettier-ignore
