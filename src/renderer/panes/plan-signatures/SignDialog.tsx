import { useState, type ReactElement } from 'react';
import type { PlanView, KnownSigner } from '#shared/plan-desk';
import { formatTimeZoned } from '../../lib/format';
import { planDesk, selectBusy, signPlan, usePlanDesk } from '../../state/plan-desk';
import { selectZone, useSettings } from '../../state/settings';
import { selectSigners, useSigners } from '../../state/signers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Select';
import { shortPrint } from '../shared/plan/fingerprint';
import { Fingerprint } from '../shared/plan/Fingerprint';
import type { ShownPlan } from '../shared/plan/use-shown-plan';
import { Passphrase } from './Passphrase';
import styles from './signatures.module.css';

/** Why the plan cannot be signed now, or undefined. */
export function whyNotSign({ view, changed }: ShownPlan, now: number): string | undefined {
  const { plan, findings } = view;
  if (changed) return 'Save or discard the changes first: it is the saved version that is signed.';
  if (plan.policy === null) return 'Name the signers first.';
  if (plan.expiry !== null && plan.expiry <= now) return 'The plan has expired.';
  return findings.some(({ severity }) => severity === 'error') ? 'The steward finds errors. Mend them first.' : undefined; // prettier-ignore
}

/** Own keys that the policy names and that have not signed this content. */
function ableToSign({ plan, verification }: PlanView, known: readonly KnownSigner[]): readonly KnownSigner[] {
  const spent = new Set(verification.signatures.flatMap(({ state, key }) => (state === 'counts' || state === 'revoked' ? [key] : []))); // prettier-ignore
  return known.filter(
    ({ key, sealed, fingerprint }) =>
      sealed !== null && !spent.has(fingerprint) && plan.policy?.signers.some((one) => one.key === key),
  );
}

/** Says what is signed, and by which key. */
export function SignDialog({ view, onClose }: { readonly view: PlanView; readonly onClose: () => void }): ReactElement {
  const known = useSigners(selectSigners) ?? [];
  const busy = usePlanDesk(selectBusy);
  const zone = useSettings(selectZone);
  const able = ableToSign(view, known);
  const [chosen, setChosen] = useState(able[0]?.fingerprint);
  const [passphrase, setPassphrase] = useState('');
  const key = able.find(({ fingerprint }) => fingerprint === chosen);
  const { plan, verification, version } = view;
  const nameOf = ({ key: publicKey, name }: KnownSigner): string => plan.policy?.signers.find((one) => one.key === publicKey)?.name ?? name; // prettier-ignore
  const why = !key ? 'No key of yours is named here that has not signed yet.' : key.locked && passphrase === '' ? 'This key is under a passphrase.' : (busy ?? undefined);
  const sign = async (): Promise<void> => {
    if (!key || why !== undefined || planDesk.getState().busy !== null) return;
    const signed = await signPlan({ id: view.id, signer: key.fingerprint, ...(key.locked ? { passphrase } : {}) });
    if (signed) onClose();
    else setPassphrase('');
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={verification.counted > 0 ? 'Countersign' : 'Sign'}
      width={560}
      description="A signature says that this key agrees to exactly this content. Any change voids it."
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          <Button size="large" tone="primary" disabled={why ?? false} onClick={() => void sign()}>
            Sign version {version}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void sign();
        }}
      >
        <span>Plan</span>
        <b>{plan.title}</b>
        <span>Expires</span>
        <span>{plan.expiry === null ? 'not set' : formatTimeZoned(plan.expiry, zone)}</span>
        <span>Content</span>
        <Fingerprint of="the content" hex={verification.id} block />
        <span>Key</span>
        {able.length === 0 ? (
          <span className={styles['quiet']}>{why}</span>
        ) : (
          <div>
          <Select
            label="Key"
            wide
            value={chosen}
            options={able.map((one) => ({ value: one.fingerprint, label: nameOf(one), hint: shortPrint(one.fingerprint) }))}
            onChange={setChosen}
          />
          </div>
        )}
        {key?.locked && (
          <>
            <span>Passphrase</span>
            <Passphrase label="Passphrase" value={passphrase} onChange={setPassphrase} />
          </>
        )}
      </form>
    </Dialog>
  );
} // prettier-ignore
