import type { Zone } from '../../lib/format';
import type { Window } from './bar-window';
import { LEGEND_LINE_PX, muted, writeLegend, type LegendPart } from './legend-text';
import { priceLegend } from './price-legend';
import type { Caption } from './screenshot';
import type { PaneBox } from './view-state';

export interface LegendScene {
  readonly window: Window;
  readonly decimals: number;
  readonly zone: Zone;
  readonly base: string;
  readonly quote: string;
  /** Ids of the studies over the candles. */
  readonly overlays: readonly string[];
  /** Undefined while a study is being read. */
  readonly studyLegend: (id: string, slot: number) => readonly LegendPart[] | undefined;
  /** Slot whose values are shown while the pointer is elsewhere. */
  readonly restSlot: number;
}

/** Figures in the top left corner of each pane: at the crosshair, else at the last closed bar in view. */
export class Legends {
  readonly #hosts = new Map<string, HTMLElement>();
  #scene: LegendScene | undefined;
  #slot: number | undefined;

  /** @returns a function that takes the host away */
  attach(id: string, host: HTMLElement): () => void {
    this.#hosts.set(id, host);
    this.#write(id, host);
    return () => {
      if (this.#hosts.get(id) === host) this.#hosts.delete(id);
    };
  }

  setScene(scene: LegendScene | undefined): void {
    this.#scene = scene;
    this.#writeAll();
  }

  /** @param slot under the crosshair, undefined when it has left */
  setSlot(slot: number | undefined): void {
    if (slot === this.#slot) return;
    this.#slot = slot;
    this.#writeAll();
  }

  /** What the legends say, for a picture. */
  captions(title: string, boxes: readonly PaneBox[]): Caption[] {
    const text = (id: string, name = this.#hosts.get(id)?.dataset['title'] ?? id): string =>
      [name, ...[...(this.#hosts.get(id)?.children ?? [])].map((child) => child.textContent).filter(Boolean)].join(
        '  ',
      );
    return boxes.flatMap(({ id, top }) => {
      if (id !== 'price') return [{ text: text(id), top: top + 4 }];
      const over = (this.#scene?.overlays ?? []).map((overlay) => text(overlay)).join('    ');
      return [
        { text: text(id, title), top: top + 4 },
        ...(over ? [{ text: over, top: top + 4 + LEGEND_LINE_PX }] : []),
      ];
    });
  }

  #writeAll(): void {
    for (const [id, host] of this.#hosts) this.#write(id, host);
  }

  #write(id: string, host: HTMLElement): void {
    writeLegend(host, this.#parts(id));
  }

  #parts(id: string): readonly LegendPart[] {
    const scene = this.#scene;
    if (!scene) return [];
    const slot = this.#slot ?? scene.restSlot;
    if (id === 'price') return priceLegend({ ...scene, slot });
    return scene.studyLegend(id, slot) ?? [muted('reading')];
  }
}
