import { useMemo, type ReactElement } from 'react';
import type { CascadeTimeline } from '#shared/cascades';
import type { EventEvidence } from '#shared/evidence';
import { formatDuration, formatNumber, formatTimeZoned, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Section } from '../../ui/Section';
import styles from './event.module.css';
import { formatP, perMinute } from './evidence-text';
import { LinesChart } from './LinesChart';
import type { LinesPlot } from './lines';
import { Lacking } from './Lacking';
import { useFold } from './use-fold';

interface IntensityProps {
  readonly intensity: EventEvidence['intensity'];
  readonly lacks: string;
  readonly timeline: CascadeTimeline;
  readonly zone: Zone;
}

/** How the prints of the event called one another: the fitted Hawkes process. */
export function Intensity({ intensity, lacks, timeline, zone }: IntensityProps): ReactElement {
  const fold = useFold('intensity');
  return (
    <>
      <Section title="Intensity" sub="prints per minute, fitted" fold={fold} />
      {fold.open &&
        (intensity ? (
          <Fitted intensity={intensity} timeline={timeline} zone={zone} />
        ) : (
          <Lacking what="Not fitted" why={lacks} />
        ))}
    </>
  );
}

/** Below this the fitted process does not describe the prints well. */
const POOR_FIT = 0.05;

interface FittedProps {
  readonly intensity: NonNullable<EventEvidence['intensity']>;
  readonly timeline: CascadeTimeline;
  readonly zone: Zone;
}

function Fitted({ intensity, timeline, zone }: FittedProps): ReactElement {
  const { t, perSecond, mu, branching, halfLifeMs, poissonP, ksP, prints } = intensity;
  const plot = useMemo<LinesPlot>(
    () => ({
      timeline,
      zone,
      lines: ({ estimate }) => [{ t, value: perMinute(perSecond), colour: estimate }],
      base: { value: mu * 60, name: `base rate ${formatNumber(mu * 60, { decimals: 2 })}` },
      fromZero: true,
      format: (value) => formatNumber(value, { decimals: value !== 0 && value < 10 ? 1 : 0 }),
    }),
    [timeline, zone, t, perSecond, mu],
  );
  const { event } = timeline;
  const from = {
    source: `${formatNumber(prints)} ${event.side} prints of ${event.instrument}`,
    window: `${formatTimeZoned(t[0] ?? NaN, zone)} to the decision`,
    knownAt: formatTimeZoned(event.decision, zone),
  };
  return (
    <>
      <dl className={styles['facts']}>
        <div data-wide>
          <dt>Branching n</dt>
          <dd>
            <Figure
              label="Branching ratio"
              value={formatNumber(branching.value, { decimals: 2 })}
              interval={`${formatNumber(branching.lo, { decimals: 2 })} to ${formatNumber(branching.hi, { decimals: 2 })}`}
              estimate
              definition="Share of the prints that earlier prints caused: the feedback loop as a number, with its 95 % interval. At 1 it would feed itself for ever."
              method="Hawkes process with an exponential kernel, maximum likelihood; interval by profile likelihood."
              {...from}
            />
          </dd>
        </div>
        <div>
          <dt>Half-life</dt>
          <dd>
            <Figure
              label="Half-life"
              value={formatDuration(halfLifeMs, 'no excitation')}
              estimate
              missing={Number.isNaN(halfLifeMs)}
              definition="Time after which a print calls forth half as many others as at first."
              method="ln 2 / β of the fitted process."
              {...from}
            />
          </dd>
        </div>
        <div>
          <dt>Base rate</dt>
          <dd>
            <Figure
              label="Base rate"
              value={formatNumber(mu * 60, { decimals: 2 })}
              unit="per min"
              estimate
              definition="Prints that would come without any before them."
              method="µ of the fitted process."
              {...from}
            />
          </dd>
        </div>
        <div>
          <dt>Poisson p</dt>
          <dd>
            <Figure
              label="Likelihood-ratio test against Poisson"
              value={formatP(poissonP)}
              missing={Number.isNaN(poissonP)}
              definition="How likely prints without any feedback would look so clustered. Small: there is feedback."
              method="Davies's bound for the search over the decay."
              {...from}
            />
          </dd>
        </div>
        <div>
          <dt>Fit, KS p</dt>
          <dd>
            <Figure
              label="Goodness of fit"
              value={formatP(ksP)}
              missing={Number.isNaN(ksP)}
              definition="How likely prints of the fitted process would fit it no better than these. Small: the process does not describe them well."
              method="Kolmogorov-Smirnov test of the time-rescaled residuals; cautious, since the parameters are fitted to the same prints."
              {...from}
            />
          </dd>
        </div>
        <div>
          <dt>Prints</dt>
          <dd>
            <Figure label="Prints fitted" value={formatNumber(prints)} {...from} />
          </dd>
        </div>
      </dl>
      {ksP < POOR_FIT && (
        <p className={styles['caution']}>The fit is poor (KS p {formatP(ksP)}): take the figures as rough.</p>
      )}
      <LinesChart
        plot={plot}
        label="Fitted intensity in prints per minute, with the base rate"
        testId="event-intensity"
      />
    </>
  );
}
