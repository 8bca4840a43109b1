import { useEffect, useRef, type ReactElement } from 'react';
import type { PlanView } from '#shared/plan-desk';
import { useNow } from '../../lib/use-now';
import { runCommand } from '../../state/commands';
import { closePlanDialog, selectPlanDialog, selectTargetOf, usePlanView } from '../../state/plan-view';
import { selectZone, useSettings } from '../../state/settings';
import { loadSigners } from '../../state/signers';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { PaneFrame } from '../../ui/PaneFrame';
import { Section } from '../../ui/Section';
import { NoPlan } from '../shared/plan/NoPlan';
import { signatureStanding } from '../shared/plan/standing';
import { useShownPlan, type ShownPlan } from '../shared/plan/use-shown-plan';
import { KeysDialog } from './KeysDialog';
import { Policy } from './Policy';
import { RevokeDialog } from './RevokeDialog';
import { SignDialog, whyNotSign } from './SignDialog';
import { SignatureList } from './SignatureList';
import styles from './signatures.module.css';

/** Who has to agree, who did, and whether the plan may be acted on. */
export function PlanSignaturesPane(): ReactElement {
  const shown = useShownPlan();
  useEffect(() => void loadSigners(), []);
  return (
    <PaneFrame
      title="Signatures"
      menu={[{ label: 'Keys', icon: 'lock', onSelect: () => void runCommand('plans.keys') }]}
      tools={
        <Button tone="quiet" icon="lock" onClick={() => runCommand('plans.keys')}>
          Keys
        </Button>
      }
    >
      {shown ? <Body shown={shown} /> : <NoPlan text="Who signed the plan that is open stands here." />}
      <Dialogs shown={shown} />
    </PaneFrame>
  );
}

function Body({ shown }: { readonly shown: ShownPlan }): ReactElement {
  const { view, plan, changed } = shown;
  const zone = useSettings(selectZone);
  const now = useNow();
  const target = usePlanView(selectTargetOf('plan-signatures'));
  const policy = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!target) return;
    policy.current?.scrollIntoView({ block: 'nearest' });
    policy.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [target]);
  const standing = signatureStanding(view, changed, now, zone);
  const { voided } = view;
  return (
    <div className={styles['scroll']}>
      <div className={styles['standing']} role="status" data-tone={standing.tone}>
        <p className={styles['head']}>
          {standing.done && <Icon name="check" size={18} />}
          {standing.tone !== 'plain' && <Icon name="warning" size={18} />}
          {standing.head}
        </p>
        <p className={styles['then']}>{standing.then}</p>
        {voided > 0 && (
          <p className={styles['voided']}>
            <Icon name="warning" size={14} />
            <span>{voidedWords(view)}</span>
            <Button onClick={() => runCommand('pane.show.plan-history')}>History</Button>
          </p>
        )}
        <span className={styles['actions']}>
          <Button tone={standing.done ? 'plain' : 'primary'} disabled={whyNotSign(shown, now) ?? false} onClick={() => runCommand('plans.sign')}>
            {view.verification.counted > 0 ? 'Countersign' : 'Sign'}
          </Button>
        </span>
      </div>
      {(plan.policy !== null || view.signatures.length > 0) && (
        <>
          <Section title="Given" sub="to this content, and what became of each" />
          <SignatureList view={view} zone={zone} />
        </>
      )}
      <Section title="Signers" sub={changed && policyChanged(shown) ? 'changed, not saved yet' : 'part of what is signed'} />
      <div ref={policy}>
        <Policy policy={plan.policy} />
      </div>
    </div>
  );
} // prettier-ignore

function voidedWords({ voided, version }: PlanView): string {
  const many = voided === 1 ? 'one signature' : `${voided} signatures`;
  const were = voided === 1 ? 'it was' : 'they were';
  // The first version has no words before it: what does not count came with a file.
  return version === 1
    ? `Opening the file left out ${many}: ${were} not genuine, or given to other words.`
    : `The last change left ${many} without effect: ${were} given to other words.`;
}

const policyChanged = ({ view, plan }: ShownPlan): boolean => plan.policy !== view.plan.policy;

function Dialogs({ shown }: { readonly shown: ShownPlan | undefined }): ReactElement | null {
  const dialog = usePlanView(selectPlanDialog);
  if (dialog?.kind === 'keys') return <KeysDialog onClose={closePlanDialog} />;
  if (!shown) return null;
  if (dialog?.kind === 'sign') return <SignDialog view={shown.view} onClose={closePlanDialog} />;
  if (dialog?.kind === 'revoke')
    return <RevokeDialog view={shown.view} signer={dialog.signer} onClose={closePlanDialog} />;
  return null;
}
