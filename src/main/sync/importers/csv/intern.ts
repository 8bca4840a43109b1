/** Distinct byte strings of one column, each with a small number. No string is made for one that was met before. */
export class Interner {
  readonly texts: string[] = [];
  private readonly bytes: Uint8Array[] = [];
  /** Open addressing: hash slot → id + 1. */
  private table = new Int32Array(256);
  private last = -1;

  /** Id of `buffer[from, to)`, without the spaces around it. */
  idOf(buffer: Uint8Array, from: number, to: number): number {
    while (from < to && buffer[from]! <= 32) from++;
    while (to > from && buffer[to - 1]! <= 32) to--;
    if (this.last >= 0 && this.equals(this.last, buffer, from, to)) return this.last;
    const mask = this.table.length - 1;
    let slot = hash(buffer, from, to) & mask;
    for (let id; (id = this.table[slot]! - 1) >= 0; slot = (slot + 1) & mask)
      if (this.equals(id, buffer, from, to)) return (this.last = id);
    // A copy of its own: the slice of a Buffer is a view, and the buffer is filled again with the next block.
    return (this.last = this.add(Uint8Array.from(buffer.subarray(from, to)), slot));
  }

  idOfText(text: string): number {
    const bytes = new TextEncoder().encode(text);
    return this.idOf(bytes, 0, bytes.length);
  }

  private equals(id: number, buffer: Uint8Array, from: number, to: number): boolean {
    const known = this.bytes[id]!;
    if (known.length !== to - from) return false;
    for (let i = 0; i < known.length; i++) if (known[i] !== buffer[from + i]) return false;
    return true;
  }

  private add(bytes: Uint8Array, slot: number): number {
    const id = this.bytes.push(bytes) - 1;
    this.texts.push(new TextDecoder().decode(bytes));
    this.table[slot] = id + 1;
    if (this.bytes.length * 2 > this.table.length) this.grow();
    return id;
  }

  private grow(): void {
    const mask = this.table.length * 2 - 1;
    this.table = new Int32Array(mask + 1);
    this.bytes.forEach((bytes, id) => {
      let slot = hash(bytes, 0, bytes.length) & mask;
      while (this.table[slot]! > 0) slot = (slot + 1) & mask;
      this.table[slot] = id + 1;
    });
  }
}

/** FNV-1a. */
function hash(buffer: Uint8Array, from: number, to: number): number {
  let h = 0x811c9dc5 | 0;
  for (let i = from; i < to; i++) h = Math.imul(h ^ buffer[i]!, 0x01000193);
  return h ^ (h >>> 15);
}
