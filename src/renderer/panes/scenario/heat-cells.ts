import { rampOf } from '#shared/ramp';

/** What the cells of a heat map read. */
export interface HeatCells {
  /** Row by row. */
  readonly values: ArrayLike<number>;
  /** Width of a step of the ramp: fixed for the whole grid. */
  readonly step: number;
  /** Outlined; −1: none. */
  readonly worst: number;
  readonly print: (value: number) => string;
}

interface Written {
  readonly cell: HTMLElement;
  readonly text: Text;
  print: string;
  ramp: number | undefined;
}

/**
 * Writes cells that React has laid out and leaves empty: a drag changes all of them on every frame, and what reads as before is not
 * touched. The first element of a cell holds its text.
 */
export class HeatWriter {
  readonly #cells: readonly Written[];
  readonly #spoken = document.createElement('span');

  /** @param hidden class of what is read aloud only. */
  constructor(table: HTMLTableElement, hidden: string) {
    this.#spoken.className = hidden;
    this.#spoken.textContent = ', worst cell';
    this.#cells = Array.from(table.querySelectorAll<HTMLElement>('[data-cell]'), (cell) => {
      const text = document.createTextNode('');
      cell.firstElementChild!.replaceChildren(text);
      delete cell.dataset['ramp'];
      delete cell.dataset['worst'];
      return { cell, text, print: '', ramp: undefined };
    });
  }

  write({ values, step, worst, print }: HeatCells): void {
    this.#cells.forEach((one, at) => {
      const [text, ramp] = [print(values[at]!), rampOf(values[at]!, step)];
      if (text !== one.print) one.text.data = one.print = text;
      if (ramp === one.ramp) return;
      one.ramp = ramp;
      if (ramp === undefined) delete one.cell.dataset['ramp'];
      else one.cell.dataset['ramp'] = String(ramp);
    });
    this.#outline(this.#cells[worst]?.cell);
  }

  #outline(cell: HTMLElement | undefined): void {
    const before = this.#spoken.closest<HTMLElement>('[data-cell]');
    if (before === (cell ?? null)) return;
    delete before?.dataset['worst'];
    this.#spoken.remove();
    if (!cell) return;
    cell.dataset['worst'] = 'true';
    cell.firstElementChild!.append(this.#spoken);
  }
}
