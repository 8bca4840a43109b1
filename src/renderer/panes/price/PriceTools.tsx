import type { ReactElement } from 'react';
import { selectStudies, settings, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';
import type { PriceChart } from './controller';
import { GoToDate } from './GoToDate';
import { STUDIES, toggleStudy, type StudyInfo } from './studies';

interface PriceToolsProps {
  readonly chart: PriceChart;
  readonly dateOpen: boolean;
  readonly setDateOpen: (open: boolean) => void;
  readonly onSave: () => void;
}

/** Buttons in the header of the pane. */
export function PriceTools({ chart, dateOpen, setDateOpen, onSave }: PriceToolsProps): ReactElement {
  return (
    <>
      <StudiesMenu />
      <GoToDate chart={chart} open={dateOpen} onOpenChange={setDateOpen} />
      <Button tone="quiet" onClick={() => chart.navigator.fit()}>
        Fit
      </Button>
      <Button tone="quiet" onClick={() => chart.navigator.latest()}>
        Latest
      </Button>
      <IconButton icon="camera" label="Save picture" onClick={onSave} />
    </>
  );
}

function StudiesMenu(): ReactElement {
  const chosen = useSettings(selectStudies);
  const candles = useSettings((s) => s.settings.candles);
  const { patch } = settings.getState();
  const checks = (at: StudyInfo['place']): MenuEntry[] =>
    STUDIES.filter(({ place }) => place === at).map(({ id, title, definition }) => ({
      kind: 'check',
      label: title,
      definition,
      checked: chosen.includes(id),
      onChange: () => patch({ studies: toggleStudy(settings.getState().settings.studies, id) }),
    }));
  return (
    <Menu
      trigger={
        <Button tone="quiet" menu>
          Studies
        </Button>
      }
      entries={[
        { kind: 'heading', label: 'Over the candles' },
        ...checks('candles'),
        { kind: 'line' },
        { kind: 'heading', label: 'Below the candles' },
        ...checks('below'),
        { kind: 'line' },
        {
          kind: 'check',
          label: 'Coloured candles',
          checked: candles === 'coloured',
          onChange: (on) => patch({ candles: on ? 'coloured' : 'neutral' }),
        },
      ]}
    />
  );
}
