import type { Zone } from '../../lib/format';
import type { Window } from './bar-window';
import { muted, writeLegend, type LegendPart } from './legend-text';
import { priceLegend } from './price-legend';
import type { Caption } from './screenshot';
import type { StudyFrame } from './study-frames';
import type { PaneBox } from './view-state';

export interface LegendScene {
  readonly window: Window;
  readonly decimals: number;
  readonly zone: Zone;
  readonly base: string;
  readonly quote: string;
  readonly frame: (id: string) => StudyFrame | undefined;
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
    return boxes.map(({ id, top }) => {
      const words = [...(this.#hosts.get(id)?.children ?? [])].map((child) => child.textContent).filter(Boolean);
      const name = id === 'price' ? title : (this.#hosts.get(id)?.dataset['title'] ?? id);
      return { text: [name, ...words].join('  '), top: top + 4 };
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
    return scene.frame(id)?.legend(slot) ?? [muted('reading')];
  }
}
