import { useEffect, useMemo, type ReactElement } from 'react';
import type { HorizonResult, StudyResult } from '#core/evidence/types';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import { call } from '../../lib/call';
import { formatCount, formatTime, zoneName, type Zone } from '../../lib/format';
import { asOfArgs } from '../../state/clock';
import { useRestedAsOf } from '../../state/rested-clock';
import { addCommands, runCommand } from '../../state/commands';
import { loadRules } from '../../state/rules';
import { selectCascadeId, useSelection } from '../../state/selection';
import { selectZone, useSettings } from '../../state/settings';
import { selectHorizon, selectQuestion, study, useStudyState } from '../../state/study';
import { useReply } from '../../state/use-reply';
import { Button } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { StudyAbsent, StudyBanner, StudyProgress } from '../shared/evidence/StudyBanner';
import { useStudy } from '../shared/evidence/use-study';
import { sideWords } from '../shared/evidence/words';
import { RuleBuilder } from '../shared/rule/RuleBuilder';
import { Confirmations } from './Confirmations';
import { Controls } from './Controls';
import { copyCard, saveCardJson, saveCardPicture, type CardSource } from './card-actions';
import { Headline } from './Headline';
import { HorizonTable } from './HorizonTable';
import { Outcomes } from './Outcomes';
import styles from './verdict.module.css';

/** "Is this the bottom?" at every horizon, in four words, with what stands behind each. */
export function VerdictPane({ id }: { readonly id: string }): ReactElement {
  const view = useStudy(id);
  const question = useStudyState(selectQuestion);
  const horizonMs = useStudyState(selectHorizon);
  const zone = useSettings(selectZone);
  const { event, confirmations } = useSelectedEvent();
  const { result } = view;
  const row = result && rowAt(result, horizonMs);
  useEffect(() => void loadRules(), []);
  const ruleName = view.standing === 'current' ? question.ruleName : '';
  const computedAt = view.reply?.result ? view.reply.computedAt : null;
  const card = useMemo(
    (): CardSource | undefined =>
      result && row ? { result, row, ruleName, computedAt, event, confirmations } : undefined,
    [result, row, ruleName, computedAt, event, confirmations],
  );
  useCardCommands(card);
  const none = !card && 'There is nothing to copy before the study has been computed.';
  return (
    <PaneFrame
      title="Verdict"
      sub={event ? subOf(event, zone) : result ? formatCount(result.events, 'event') : ''}
      menu={[
        { label: 'Edit rule', onSelect: () => study.getState().openBuilder(true) },
        {
          label: 'Save evidence card as picture',
          icon: 'camera',
          disabled: none,
          onSelect: () => card && void saveCardPicture(card),
        },
        {
          label: 'Save evidence card as JSON',
          icon: 'save',
          disabled: none,
          onSelect: () => card && void saveCardJson(card),
        },
      ]}
      tools={
        <>
          <StudyProgress view={view} />
          <Button tone="quiet" disabled={none} onClick={() => runCommand('evidence.copyCard')}>
            Copy evidence card
          </Button>
        </>
      }
    >
      <div className={styles['pane']} data-standing={view.standing}>
        <Controls pane={id} />
        <StudyBanner view={view} />
        {result && row ? (
          <>
            <Headline result={result} row={row} />
            <HorizonTable result={result} selected={row.h} onSelect={study.getState().selectHorizon} />
            <Confirmations pane={id} result={result} event={event} confirmations={confirmations} />
            <Outcomes result={result} row={row} />
          </>
        ) : (
          <div className={styles['absent']}>
            <StudyAbsent view={view} />
          </div>
        )}
      </div>
      <RuleBuilder pane={id} />
    </PaneFrame>
  );
}

/** The chosen horizon, or the nearest that this study has. */
const rowAt = ({ horizons }: StudyResult, wished: Ms): HorizonResult | undefined =>
  horizons.toSorted((a, b) => Math.abs(Math.log(a.h / wished)) - Math.abs(Math.log(b.h / wished)))[0];

function subOf(event: CascadeRow, zone: Zone): string {
  const [start, day] = [formatTime(event.start, zone), formatTime(event.start, zone, 'day')];
  const decided = formatTime(
    event.decision,
    zone,
    formatTime(event.decision, zone, 'day') === day ? 'clock' : 'minute',
  );
  return `${sideWords(event.side).event} ${start}, decided ${decided} ${zoneName(zone, event.decision)}`;
}

/** The cascade that is selected across panes, and its confirmations at its decision. */
function useSelectedEvent() {
  const selected = useSelection(selectCascadeId);
  const asOf = useRestedAsOf();
  const question = selected === null ? null : `evidence ${selected} ${asOf ?? 'live'}`;
  const reply = useReply(question, async () => {
    const args = { id: selected ?? '', ...asOfArgs(asOf) };
    const [timeline, evidence] = await Promise.all([call('cascades:timeline', args), call('event:evidence', args)]);
    return { id: selected, event: timeline?.event, confirmations: evidence?.confirmations };
  });
  const isThis = reply.value !== undefined && reply.value.id === selected;
  return isThis ? reply.value! : { event: undefined, confirmations: undefined };
}

/** The same actions in the palette, while there is a card. */
function useCardCommands(card: CardSource | undefined): void {
  useEffect(() => {
    const enabled = (): true | string => card !== undefined || 'The study has not been computed yet.';
    return addCommands([
      {
        id: 'evidence.copyCard',
        title: 'Copy the evidence card',
        group: 'Evidence',
        also: 'verdict json picture clipboard',
        enabled,
        run: () => card && void copyCard(card),
      },
      {
        id: 'evidence.savePicture',
        title: 'Save the evidence card as a picture',
        group: 'Evidence',
        also: 'verdict png',
        enabled,
        run: () => card && void saveCardPicture(card),
      },
      {
        id: 'evidence.saveJson',
        title: 'Save the evidence card as JSON',
        group: 'Evidence',
        also: 'verdict export',
        enabled,
        run: () => card && void saveCardJson(card),
      },
      {
        id: 'evidence.editRule',
        title: 'Edit the rule of the study',
        group: 'Evidence',
        also: 'rule builder condition',
        run: () => study.getState().openBuilder(true),
      },
    ]);
  }, [card]);
}
