import { useRef, type ReactElement, type ReactNode } from 'react';
import type { Ms } from '#core/time/ms';
import { enterReplay } from '../../state/replay-clock';
import { ContextMenu } from '../../ui/Menu';
import type { PriceChart } from './controller';

interface ReplayHereProps {
  readonly chart: PriceChart | undefined;
  readonly children: ReactNode;
}

/** The menu of the chart: sets the clock where the pointer was. */
export function ReplayHere({ chart, children }: ReplayHereProps): ReactElement {
  const at = useRef<Ms>(undefined);
  return (
    <ContextMenu
      entries={[
        {
          label: 'Replay from here',
          icon: 'replay',
          onSelect: () => at.current !== undefined && enterReplay(at.current),
        },
      ]}
    >
      <div
        style={{ display: 'contents' }}
        onContextMenu={({ clientX, currentTarget }) => {
          const left = currentTarget.firstElementChild?.getBoundingClientRect().left ?? 0;
          at.current = chart?.pointer.timeAt(clientX - left);
        }}
      >
        {children}
      </div>
    </ContextMenu>
  );
}
