import type { ReactElement } from 'react';
import type { SignatureState } from '#shared/plan';
import type { PlanView } from '#shared/plan-desk';
import { formatTimeZoned, type Zone } from '../../lib/format';
import { showPlanDialog } from '../../state/plan-view';
import { selectSigners, useSigners } from '../../state/signers';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/icon-paths';
import { shortPrint } from '../shared/plan/fingerprint';
import styles from './signatures.module.css';

const STATES: Readonly<Record<SignatureState, { readonly word: string; readonly icon: IconName; readonly tone: 'plain' | 'warning' | 'danger' }>> = {
  counts: { word: 'counts', icon: 'check', tone: 'plain' },
  void: { word: 'void', icon: 'minus', tone: 'warning' },
  broken: { word: 'broken', icon: 'close', tone: 'danger' },
  stranger: { word: 'not named', icon: 'unknown', tone: 'warning' },
  revoked: { word: 'revoked', icon: 'undo', tone: 'warning' },
  revocation: { word: 'revocation', icon: 'undo', tone: 'plain' },
  repeated: { word: 'repeated', icon: 'copy', tone: 'plain' },
}; // prettier-ignore

/** Every signature that lies with the plan, and what it is worth. */
export function SignatureList({ view, zone }: { readonly view: PlanView; readonly zone: Zone }): ReactElement {
  const known = useSigners(selectSigners) ?? [];
  const { signatures } = view.verification;
  if (signatures.length === 0) return <p className={styles['none']}>Nobody has signed this content.</p>;
  return (
    <ul className={styles['list']} aria-label="Signatures given">
      {signatures.map((one, i) => {
        const { word, icon, tone } = STATES[one.state];
        const own = known.find(({ fingerprint }) => fingerprint === one.key);
        const name = one.name ?? own?.name ?? 'Unknown key';
        return (
          <li key={i} className={styles['signature']} data-state={one.state}>
            <span className={styles['glyph']} data-tone={tone}>
              <Icon name={icon} size={14} />
            </span>
            <span className={styles['name']}>
              <b>{name}</b> <span className={styles['quiet']}>{shortPrint(one.key)}</span>
            </span>
            <span className={styles['state']}>{word}</span>
            <span className={styles['words']}>
              {formatTimeZoned(one.at, zone)}. {one.words}
            </span>
            {one.state === 'counts' && own && own.sealed !== null && (
              <Button tone="quiet" aria-label={`Revoke the signature of ${name}`} onClick={() => showPlanDialog({ kind: 'revoke', signer: one.key })}>
                Revoke
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
} // prettier-ignore
