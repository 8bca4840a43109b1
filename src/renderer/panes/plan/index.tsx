import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import type { Finding } from '#core/plan/steward';
import { PLAN_FILE_FORMATS } from '#shared/plan-formats';
import { formatTimeZoned } from '../../lib/format';
import { useNow } from '../../lib/use-now';
import { runCommand } from '../../state/commands';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { nearestPointer } from '../../state/plan-pointer';
import { selectBusy, usePlanDesk } from '../../state/plan-desk';
import { selectDraft, usePlanDrafts } from '../../state/plan-drafts';
import { closePlanDialog, selectPlanDialog, selectTargetOf, usePlanView } from '../../state/plan-view';
import { selectZone, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { PaneFrame } from '../../ui/PaneFrame';
import { Section } from '../../ui/Section';
import { FORMATS } from '../shared/plan/formats';
import { NoPlan } from '../shared/plan/NoPlan';
import { useShownPlan, type ShownPlan } from '../shared/plan/use-shown-plan';
import { Assumptions } from './Assumptions';
import { Claims } from './Claims';
import { Conditions } from './Conditions';
import { EvidenceDialog } from './EvidenceDialog';
import { FlagsProvider, type Flags } from './Field';
import { Head } from './Head';
import { Hedge } from './Hedge';
import { Levels } from './Levels';
import { Made } from './Made';
import styles from './plan.module.css';
import { Priced } from './Priced';
import { RecomputeDialog } from './RecomputeDialog';
import { reveal } from './reveal';
import { SaveBar } from './SaveBar';
import { Thesis } from './Thesis';

const exportEntries: readonly MenuEntry[] = PLAN_FILE_FORMATS.map((format) => ({
  label: FORMATS[format],
  onSelect: () => void runCommand(`plans.export.${format}`),
}));

/** The plan as a document: read, changed in place, and saved as a version. */
export function PlanPane(): ReactElement {
  const shown = useShownPlan();
  const zone = useSettings(selectZone);
  return (
    <PaneFrame
      title="Plan"
      sub={shown && `version ${shown.view.version}, saved ${formatTimeZoned(shown.view.savedAt, zone)}`}
      menu={[{ kind: 'heading', label: 'Export' }, ...exportEntries]}
      tools={shown && <Tools shown={shown} />}
    >
      {shown ? <Document shown={shown} key={shown.view.id} /> : <NoPlan text="No plan is open." offer />}
    </PaneFrame>
  );
}

function Tools({ shown }: { readonly shown: ShownPlan }): ReactElement {
  const draft = usePlanDrafts(selectDraft(shown.view.id));
  const busy = usePlanDesk(selectBusy);
  return (
    <>
      {busy !== null && <span role="status">{busy}</span>}
      <IconButton icon="undo" label="Undo" keys="Mod+Z" disabled={(draft?.past.length ?? 0) === 0 && 'nothing was changed'} onClick={() => runCommand('plans.undo')} />
      <IconButton icon="redo" label="Redo" keys="Mod+Shift+Z" disabled={(draft?.future.length ?? 0) === 0 && 'nothing was undone'} onClick={() => runCommand('plans.redo')} />
      <Menu
        trigger={
          <Button tone="quiet" menu>
            Export
          </Button>
        }
        entries={exportEntries}
      />
    </>
  );
} // prettier-ignore

/** Every place that a finding can lead to. Those of lists are added as they are drawn. */
function flagsOf(findings: readonly Finding[], { plan }: ShownPlan): Flags {
  const lists = ['claims', 'thresholds', 'exits', 'voids'] as const;
  const places = [
    ...['/title', '/expiry', '/thesis/statement', '/thesis/against', '/thesis/wrongIf', '/evidence', '/assumptions'],
    ...['/hedge/budget', '/hedge/positions', '/hedge/layers', '/worstCase/loss', '/valuation/hedge'],
    ...['/data', '/data/fingerprint', '/engine'],
    ...lists.flatMap((list) => [`/${list}`, ...plan[list].map((_one, i) => `/${list}/${i}`)]),
    ...plan.claims.map((_one, i) => `/claims/${i}/evidence`),
    ...plan.thresholds.map((_one, i) => `/thresholds/${i}/chosenAt`),
  ];
  const flags = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = nearestPointer(finding.path, places);
    if (place !== null) flags.set(place, [...(flags.get(place) ?? []), finding]);
  }
  return flags;
}

function Document({ shown }: { readonly shown: ShownPlan }): ReactElement {
  const { plan, findings, changed } = shown;
  const zone = useSettings(selectZone);
  const now = useNow();
  const currency = useInstruments(selectInstrument(plan.hedge.asset))?.quote ?? 'USD';
  const target = usePlanView(selectTargetOf('plan'));
  const body = useRef<HTMLDivElement>(null);
  const flags = useMemo(() => flagsOf(findings, shown), [findings, shown]);
  useEffect(() => {
    if (target && body.current) reveal(body.current, target.pointer);
  }, [target]);
  return (
    <>
      <FlagsProvider value={flags}>
        <div className={styles['scroll']} ref={body}>
          <div className={styles['sheet']}>
            <Head title={plan.title} expiry={plan.expiry} zone={zone} now={now} />
            <Section title="Why" sub="both sides of it, and what speaks for each claim" />
            <Thesis thesis={plan.thesis} />
            <Claims claims={plan.claims} cards={plan.evidence} />
            <Levels levels={plan.thresholds} zone={zone} now={now} />
            <Section title="When it ends" />
            <Conditions list="exits" conditions={plan.exits} spot={plan.valuation.spot} currency={currency} />
            <Conditions list="voids" conditions={plan.voids} spot={plan.valuation.spot} currency={currency} />
            <Assumptions assumptions={plan.assumptions} />
            <Section title="Hedge" sub={plan.hedge.name} />
            <Hedge hedge={plan.hedge} valuation={plan.valuation} currency={currency} />
            <Section title="What it costs and can lose" />
            <Priced hedge={plan.hedge} valuation={plan.valuation} worstCase={plan.worstCase} currency={currency} zone={zone} />
            <Section title="Where it comes from" />
            <Made data={plan.data} engine={plan.engine} created={plan.created} zone={zone} />
          </div>
        </div>
      </FlagsProvider>
      {changed && <SaveBar shown={shown} />}
      <Dialogs shown={shown} />
    </>
  );
} // prettier-ignore

function Dialogs({ shown }: { readonly shown: ShownPlan }): ReactElement | null {
  const dialog = usePlanView(selectPlanDialog);
  if (dialog?.kind === 'evidence')
    return <EvidenceDialog claim={dialog.claim} held={shown.plan.evidence} onClose={closePlanDialog} />;
  if (dialog?.kind === 'recompute') return <RecomputeDialog view={shown.view} onClose={closePlanDialog} />;
  return null;
}
