import type { CSSProperties, ReactElement } from 'react';
import type { AbsorptionStage } from '#core/liquidations/absorption';
import type { CascadeRow } from '#shared/cascades';
import { copyRows } from '../../lib/copy';
import { formatNumber, formatTime, formatTimeZoned, type Zone } from '../../lib/format';
import { IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import { Section } from '../../ui/Section';
import styles from './event.module.css';
import { absorptionGrid, gapWords, ratioShare, STAGE_TITLES } from './evidence-text';
import { Lacking } from './Lacking';
import { useFold } from './use-fold';

interface AbsorptionProps {
  readonly stages: readonly AbsorptionStage[] | null;
  readonly lacks: string;
  readonly event: CascadeRow;
  readonly zone: Zone;
}

/** How far the price moved per million USD closed, stage by stage: a bid that comes back shows as a falling figure. */
export function Absorption({ stages, lacks, event, zone }: AbsorptionProps): ReactElement {
  const fold = useFold('absorption');
  return (
    <>
      <Section
        title="Absorption"
        sub="by stage, against its calm level"
        fold={fold}
        end={
          stages && (
            <IconButton icon="copy" label="Copy absorption" onClick={() => void copyRows(absorptionGrid(stages))} />
          )
        }
      />
      {fold.open &&
        (stages ? (
          <table className={styles['stages']} aria-label="Absorption by stage">
            <thead>
              <tr>
                <th scope="col">Stage</th>
                <th scope="col">Move, bp</th>
                <th scope="col">M USD</th>
                <th scope="col">bp per M</th>
                <th scope="col">To calm</th>
              </tr>
            </thead>
            <tbody>
              {stages.map((stage) => (
                <StageRow key={stage.name} stage={stage} stages={stages} event={event} zone={zone} />
              ))}
            </tbody>
          </table>
        ) : (
          <Lacking what="Not measured" why={lacks} />
        ))}
    </>
  );
}

interface StageRowProps {
  readonly stage: AbsorptionStage;
  readonly stages: readonly AbsorptionStage[];
  readonly event: CascadeRow;
  readonly zone: Zone;
}

function StageRow({ stage, stages, event, zone }: StageRowProps): ReactElement {
  const { name, from, to, moveBp, notionalUsd, bpPerMillion, calmBpPerMillion, calmWindows, ratioToCalm } = stage;
  const why = gapWords(stage);
  const common = {
    window: `${formatTimeZoned(from, zone)} to ${formatTime(to, zone, 'clock')}`,
    knownAt: formatTimeZoned(event.decision, zone),
  };
  const figure = (label: string, value: number, decimals: number, definition: string): ReactElement => (
    <Figure
      label={`${STAGE_TITLES[name]}: ${label}`}
      value={formatNumber(value, { decimals, missing: why })}
      missing={Number.isNaN(value)}
      definition={definition}
      {...common}
    />
  );
  const head = (
    <th scope="row">
      {STAGE_TITLES[name]} <span>{formatTime(from, zone, 'clock')}</span>
    </th>
  );
  if ([moveBp, notionalUsd, bpPerMillion, ratioToCalm].every(Number.isNaN))
    return (
      <tr>
        {head}
        <td colSpan={4}>
          <Missing why={why} />
        </td>
      </tr>
    );
  return (
    <tr>
      {head}
      <td>
        {figure(
          'move, bp',
          moveBp,
          0,
          'Log return over the stage in basis points; positive hurts the side that was closed.',
        )}
      </td>
      <td>
        {figure(
          'closed, M USD',
          notionalUsd / 1e6,
          1,
          `Notional of ${event.side} positions closed by force in the stage.`,
        )}
      </td>
      <td>
        {figure(
          'bp per million USD',
          bpPerMillion,
          2,
          'Size of the move over the notional closed, in millions of USD.',
        )}
      </td>
      <td className={styles['ratio']}>
        {!Number.isNaN(ratioToCalm) && (
          <span
            className={styles['bar']}
            style={{ '--share': ratioShare(ratioToCalm, stages), '--calm': ratioShare(1, stages) } as CSSProperties}
            aria-hidden
          />
        )}
        {figure(
          'ratio to calm',
          ratioToCalm,
          2,
          `Against the calm before the event: ${formatNumber(calmBpPerMillion, { decimals: 2 })} bp per million USD over ${formatNumber(calmWindows)} windows as long as the stage that had liquidations. The mark is 1.`,
        )}
      </td>
    </tr>
  );
}
