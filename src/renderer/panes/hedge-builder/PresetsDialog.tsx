import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { PRESETS, type Preset } from '#core/hedge/presets';
import type { HedgePlan } from '#core/hedge/types';
import { formatCount } from '../../lib/format';
import { editPlan } from '../../state/hedge';
import { addLayers, noRoom } from '../../state/hedge-edit';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { layerWords, sizeWords } from '#shared/layer-words';
import { gateCondition } from './gate-scale';
import styles from './presets.module.css';

interface PresetsDialogProps {
  readonly plan: HedgePlan;
  /** Shown first. */
  readonly id: string | null;
  readonly onClose: () => void;
}

/** Hedges that somebody has written down: where, and what to know before using one. */
export function PresetsDialog({ plan, id, onClose }: PresetsDialogProps): ReactElement {
  const [chosen, choose] = useState<Preset>(() => PRESETS.find((one) => one.id === id) ?? PRESETS[0]!);
  const layers = chosen.layers();
  const full = noRoom(plan.layers.length, layers.length);
  const take = (replace: boolean): void => {
    editPlan((now) => addLayers(layers)(replace ? { ...now, layers: [] } : now));
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Enter' && !full) return take(false);
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -PRESETS.length, End: PRESETS.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = Math.min(PRESETS.length - 1, Math.max(0, PRESETS.indexOf(chosen) + by));
    choose(PRESETS[at]!);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=option]')[at]?.focus();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Presets"
      width={880}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="large"
            disabled={plan.layers.length === 0 && 'The plan has no layers.'}
            onClick={() => take(true)}
          >
            Replace {formatCount(plan.layers.length, 'layer')}
          </Button>
          <Button size="large" tone="primary" autoFocus={id !== null} disabled={full} onClick={() => take(false)}>
            Add {formatCount(layers.length, 'layer')}
          </Button>
        </>
      }
    >
      <div className={styles['sides']}>
        <ul className={styles['list']} role="listbox" aria-label="Presets" onKeyDown={onKeyDown}>
          {PRESETS.map((preset) => (
            <li
              key={preset.id}
              role="option"
              className={styles['option']}
              aria-selected={preset === chosen}
              tabIndex={preset === chosen ? 0 : -1}
              onClick={() => choose(preset)}
              onDoubleClick={() => !full && take(false)}
            >
              {preset.name}
            </li>
          ))}
        </ul>
        <section className={styles['about']} aria-label={chosen.name} data-copyable>
          <h3>{chosen.name}</h3>
          <dl>
            <dt>Source</dt>
            <dd>{chosen.source}</dd>
            <dt>Layers</dt>
            <dd>
              <ul>
                {layers.map((layer) => (
                  <li key={layer.id}>
                    <b>{layer.name}</b>
                    <span>
                      {layerWords(layer)}; {sizeWords(layer.size)}; gate {gateCondition(layer.gate.gate)}
                    </span>
                  </li>
                ))}
              </ul>
            </dd>
            <dt>Know first</dt>
            <dd>
              <ul className={styles['caveats']}>
                {chosen.caveats.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </dd>
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
