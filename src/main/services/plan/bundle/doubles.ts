/** Turns bytes that come in parts of any length into little-endian doubles. */
export function createDoubles(): { take(part: Uint8Array): Float64Array } {
  let rest = new Uint8Array(0);
  return {
    take: (part) => {
      const bytes = new Uint8Array(rest.length + part.length);
      bytes.set(rest);
      bytes.set(part, rest.length);
      const count = Math.floor(bytes.length / 8);
      const view = new DataView(bytes.buffer);
      const values = new Float64Array(count);
      for (let i = 0; i < count; i++) values[i] = view.getFloat64(8 * i, true);
      rest = bytes.slice(8 * count);
      return values;
    },
  };
}
