import { useEffect, useState, type ReactElement } from 'react';
import { MS_PER_HOUR, MS_PER_SECOND, type Ms } from '#core/time/ms';
import { selectAsOf, useClock } from '../../state/clock';
import { countdown } from './calendar';

/** Where time is counted from: the clock of a replay, else the end of a simulated market (NaN: none), else the time. */
function useStanding(simulatedEnd: Ms, every: Ms): Ms {
  const asOf = useClock(selectAsOf);
  const fixed = asOf ?? (Number.isFinite(simulatedEnd) ? simulatedEnd : null);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (fixed !== null) return;
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [fixed, every]);
  return fixed ?? now;
}

interface CountdownProps {
  readonly t: Ms;
  /** Of the market that the instant belongs to, where that is simulated; NaN where it is not. */
  readonly simulatedEnd: Ms;
}

/** Time left to an instant, by the second where it is near. */
export function Countdown({ t, simulatedEnd }: CountdownProps): ReactElement {
  const [near, setNear] = useState(false);
  const now = useStanding(simulatedEnd, near ? MS_PER_SECOND : 20 * MS_PER_SECOND);
  const isNear = t - now < MS_PER_HOUR / 2;
  if (isNear !== near) setNear(isNear);
  return <>{countdown(t, now)}</>;
}
