import { useMemo, type ReactElement } from 'react';
import type { CascadeTimeline } from '#shared/cascades';
import type { EventEvidence } from '#shared/evidence';
import {
  estimateDecimals,
  formatBar,
  formatBp,
  formatNumber,
  formatTimeZoned,
  priceDecimals,
  type Zone,
} from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Section } from '../../ui/Section';
import { Tag } from '../../ui/Tag';
import styles from './event.module.css';
import { LinesChart } from './LinesChart';
import type { LinesPlot } from './lines';
import { Lacking } from './Lacking';
import { useFold } from './use-fold';

interface CohortsProps {
  readonly cohorts: EventEvidence['cohorts'];
  readonly lacks: string;
  readonly timeline: CascadeTimeline;
  readonly tick: number;
  readonly zone: Zone;
}

/** Where the positions that are left stand: what the event did to their break-even. */
export function Cohorts({ cohorts, lacks, timeline, tick, zone }: CohortsProps): ReactElement {
  const fold = useFold('cohorts');
  return (
    <>
      <Section
        title="Survivors' break-even"
        sub={`of the open ${timeline.event.side}s`}
        fold={fold}
        end={cohorts && <Tag tone="estimate">estimate</Tag>}
      />
      {fold.open &&
        (cohorts ? (
          <BreakEven cohorts={cohorts} timeline={timeline} tick={tick} zone={zone} />
        ) : (
          <Lacking what="Not estimated" why={lacks} />
        ))}
    </>
  );
}

const OTHER_SIDE_DASH = [2, 3];

type BreakEvenProps = Omit<CohortsProps, 'cohorts' | 'lacks'> & {
  readonly cohorts: NonNullable<EventEvidence['cohorts']>;
};

function BreakEven({ cohorts, timeline, tick, zone }: BreakEvenProps): ReactElement {
  const { before, after, resetBp, interval, source } = cohorts;
  const { event } = timeline;
  const plot = useMemo<LinesPlot>(() => {
    const { t: opens, longBreakEven, shortBreakEven } = cohorts;
    const t = opens.map((open) => open + interval); // known at the close
    const [closed, other] = event.side === 'long' ? [longBreakEven, shortBreakEven] : [shortBreakEven, longBreakEven];
    return {
      timeline,
      zone,
      lines: ({ estimate, series1 }) => [
        { t: timeline.t.map((at) => at + event.grid), value: timeline.price, colour: series1, width: 1 },
        { t, value: other, colour: estimate, dash: OTHER_SIDE_DASH },
        { t, value: closed, colour: estimate, dash: [6, 3], width: 1.5 },
      ],
      fromZero: false,
      format: (value) => formatNumber(value, { decimals: value >= 100 ? 0 : priceDecimals(tick, value) }),
    };
  }, [cohorts, interval, event, timeline, tick, zone]);
  const common = {
    source,
    method: `Open-interest cohorts on ${formatBar(interval)} bars: mean entry of what is left, with funding paid and fees.`,
    estimate: true,
  };
  const price = (value: number): string =>
    formatNumber(value, { decimals: Number.isNaN(value) ? 0 : estimateDecimals(tick, value), missing: 'not known' });
  return (
    <>
      <dl className={styles['facts']}>
        <div>
          <dt>Before</dt>
          <dd>
            <Figure
              label="Break-even before"
              value={price(before)}
              missing={Number.isNaN(before)}
              definition={`Price at which the open ${event.side}s, taken together, neither won nor lost when the event began.`}
              knownAt={formatTimeZoned(event.start, zone)}
              {...common}
            />
          </dd>
        </div>
        <div>
          <dt>After</dt>
          <dd>
            <Figure
              label="Break-even after"
              value={price(after)}
              missing={Number.isNaN(after)}
              definition={`The same of those that were still open at the decision.`}
              knownAt={formatTimeZoned(event.decision, zone)}
              {...common}
            />
          </dd>
        </div>
        <div>
          <dt>Reset</dt>
          <dd>
            <Figure
              label="Reset"
              value={formatBp(resetBp, { sign: true, missing: 'not known' })}
              missing={Number.isNaN(resetBp)}
              definition="Log change of the break-even over the event, in basis points: how far the survivors moved towards the price."
              knownAt={formatTimeZoned(event.decision, zone)}
              {...common}
            />
          </dd>
        </div>
      </dl>
      <p className={styles['keys']} aria-hidden>
        <span data-key="closed">{event.side}s</span>
        <span data-key="other">{event.side === 'long' ? 'shorts' : 'longs'}</span>
        <span data-key="price">price</span>
      </p>
      <LinesChart
        plot={plot}
        label={`Break-even of the open longs and shorts around the event, with the price`}
        testId="event-cohorts"
      />
    </>
  );
}
