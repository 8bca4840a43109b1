import { PLAN_FILE_FORMATS, type PlanFileFormat } from '#shared/plan-formats';
import { addCommands, type Command } from '../state/commands';
import { hedge } from '../state/hedge';
import { instruments, selectHasData } from '../state/instruments';
import { layout } from '../state/layout';
import {
  copyPlan,
  deletePlan,
  draftFromHedge,
  exportPlan,
  openPlanFile,
  planDesk,
  priceAgain,
  saveVersion,
  sayFarewell,
  undoDelete,
} from '../state/plan-desk';
import { isChanged, planDrafts, selectDraft, type PlanDraft } from '../state/plan-drafts';
import { draftProblem } from '../state/plan-saving';
import { planView, showPlanDialog, type PlanDialog } from '../state/plan-view';
import { showPane } from '../workspace/docks';
import type { PaneKind } from '../workspace/pane-id';

type Answer = true | string;

const hasData = (): Answer => selectHasData(instruments.getState()) || 'No data are stored yet.';
const isIdle = (): Answer => {
  const { busy } = planDesk.getState();
  return busy === null || `${busy}: wait for it to end.`;
};
const hasPlan = (): Answer => planDesk.getState().view !== null || 'No plan is open.';
const draft = (): PlanDraft | undefined => selectDraft(planDesk.getState().openId)(planDrafts.getState());
const isSaved = (): Answer => !isChanged(draft()) || 'Save or discard the changes first.';
const inPlans = (): Answer => {
  if (layout.getState().workspace !== 'plans') return 'It belongs to the Plans workspace.';
  return planView.getState().dialog !== null ? 'Close the dialog first.' : hasPlan();
};
/** The first answer that says why not. */
const all =
  (...asked: readonly (() => Answer)[]) =>
  (): Answer =>
    asked.map((ask) => ask()).find((answer) => answer !== true) ?? true;

function whyNotSave(): Answer {
  const changed = draft();
  if (!isChanged(changed)) return 'Nothing was changed.';
  return draftProblem(changed.plan) ?? true;
}

const ask =
  (pane: PaneKind, dialog: PlanDialog): (() => void) =>
  () => {
    showPane(pane);
    showPlanDialog(dialog);
  };

const onOpen = (act: (id: string) => unknown) => (): void => {
  const { openId } = planDesk.getState();
  if (openId !== null) act(openId);
};

const EXPORTS: Readonly<Record<PlanFileFormat, string>> = {
  json: 'Export the plan file',
  canonical: 'Export the plan as canonical JSON',
  csv: 'Export the orders as CSV',
  md: 'Export the plan as Markdown',
  pdf: 'Export the plan as PDF',
  bundle: 'Export the plan as a bundle',
};

const commands = (): readonly Command[] => [
  {
    id: 'plans.undo',
    title: 'Undo the change of the document',
    group: 'Plans',
    keys: ['Mod+Z'],
    enabled: all(inPlans, () => (draft()?.past.length ?? 0) > 0 || 'Nothing was changed.'),
    run: onOpen((id) => planDrafts.getState().undo(id)),
  },
  {
    id: 'plans.redo',
    title: 'Redo the change of the document',
    group: 'Plans',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: all(inPlans, () => (draft()?.future.length ?? 0) > 0 || 'Nothing was undone.'),
    run: onOpen((id) => planDrafts.getState().redo(id)),
  },
  {
    id: 'plans.save',
    title: 'Save the next version of the plan',
    group: 'Plans',
    keys: ['Mod+S'],
    enabled: all(inPlans, isIdle, whyNotSave),
    run: () => void saveVersion(),
  },
  {
    id: 'plans.discard',
    title: 'Discard the changes of the plan',
    group: 'Plans',
    enabled: all(inPlans, () => isChanged(draft()) || 'Nothing was changed.'),
    run: onOpen((id) => planDrafts.getState().discard(id)),
  },
  {
    id: 'plans.new',
    title: 'New plan from the hedge',
    group: 'Plans',
    also: 'draft document ticket order',
    enabled: all(hasData, isIdle, () => hedge.getState().plan !== null || 'The hedge builder holds nothing yet: open the Hedge workspace and build one.'), // prettier-ignore
    run: () => {
      showPane('plan');
      void draftFromHedge();
    },
  },
  {
    id: 'plans.open',
    title: 'Open a plan or bundle',
    group: 'Plans',
    also: 'file import load',
    enabled: all(hasData, isIdle),
    run: () => {
      showPane('plan');
      void openPlanFile();
    },
  },
  {
    id: 'plans.duplicate',
    title: 'Duplicate the open plan',
    group: 'Plans',
    also: 'copy',
    enabled: all(hasPlan, isIdle),
    run: onOpen(copyPlan),
  },
  { id: 'plans.delete', title: 'Delete the open plan', group: 'Plans', enabled: all(inPlans), run: onOpen(deletePlan) },
  {
    id: 'plans.undoDelete',
    title: 'Bring the deleted plan back',
    group: 'Plans',
    enabled: () => planDesk.getState().leaving !== null || 'No plan was deleted a moment ago.',
    run: () => void undoDelete(),
  },
  {
    id: 'plans.price',
    title: 'Price the plan again',
    group: 'Plans',
    also: 'orders tickets',
    enabled: all(hasPlan, isIdle, isSaved),
    run: () => void priceAgain(),
  },
  {
    id: 'plans.recompute',
    title: 'Recompute the plan here',
    group: 'Plans',
    also: 'verify reproduce byte',
    enabled: all(hasPlan, isIdle),
    run: ask('plan', { kind: 'recompute' }),
  },
  {
    id: 'plans.sign',
    title: 'Sign the plan',
    group: 'Plans',
    also: 'countersign signature',
    enabled: all(hasPlan, isIdle, isSaved),
    run: ask('plan-signatures', { kind: 'sign' }),
  },
  {
    id: 'plans.keys',
    title: 'Keys',
    group: 'Plans',
    also: 'signer public private fingerprint qr',
    enabled: hasData,
    run: ask('plan-signatures', { kind: 'keys' }),
  },
  ...PLAN_FILE_FORMATS.map((format): Command => ({
    id: `plans.export.${format}`,
    title: EXPORTS[format],
    group: 'Plans',
    also: 'save file',
    enabled: all(hasPlan, isIdle, isSaved),
    run: () => void exportPlan(format),
  })),
];

/** Everything that can be done with a plan as a document. */
export function startPlanCommands(): void {
  addCommands(commands());
  addEventListener('pagehide', () => void sayFarewell());
}
