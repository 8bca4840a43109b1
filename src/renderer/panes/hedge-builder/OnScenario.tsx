import type { ReactElement } from 'react';
import { scenarioAsset } from '#core/scenario/id';
import { editPlan, useHedge, type HedgeState } from '../../state/hedge';
import { putOn } from '../../state/hedge-edit';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { selectPaneGroup, useLink } from '../../state/link';
import { Button } from '../../ui/Button';
import { Tag } from '../../ui/Tag';
import styles from './builder.module.css';

const selectAsset = (s: HedgeState): string | null => s.plan?.asset ?? null;

/** Says that a plan is priced on a scenario, and takes it there or back. */
export function OnScenario({ pane }: { readonly pane: string }): ReactElement | null {
  const asset = useHedge(selectAsset);
  const { instrument } = useLink(selectPaneGroup(pane));
  const home = asset === null ? undefined : scenarioAsset(asset);
  const offered = instrument !== null && asset !== null && scenarioAsset(instrument) === asset ? instrument : undefined;
  const named = useInstruments(selectInstrument((home === undefined ? offered : asset) ?? null));
  if (home !== undefined)
    return (
      <div className={styles['plan']} role="status">
        <p title={`${asset}: prices and volatility are modelled from its start on.`}>
          <Tag tone="estimate">modelled</Tag> Priced on scenario {named?.label ?? asset}
        </p>
        <Button tone="quiet" onClick={() => editPlan(putOn(home))}>
          Back to {home}
        </Button>
      </div>
    );
  if (offered === undefined) return null;
  return (
    <div className={styles['plan']} role="status">
      <p>The scenario {named?.label ?? offered} is shown.</p>
      <Button tone="quiet" onClick={() => editPlan(putOn(offered))}>
        Put the plan on it
      </Button>
    </div>
  );
}
