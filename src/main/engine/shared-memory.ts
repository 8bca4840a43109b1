/** A copy whose typed arrays lie in shared memory: sending it to other threads copies none of them. */
export function shared<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (value instanceof Float64Array) {
    const out = new Float64Array(new SharedArrayBuffer(value.byteLength));
    out.set(value);
    return out;
  }
  if (value instanceof Int32Array) {
    const out = new Int32Array(new SharedArrayBuffer(value.byteLength));
    out.set(value);
    return out;
  }
  if (value instanceof Uint8Array) {
    const out = new Uint8Array(new SharedArrayBuffer(value.byteLength));
    out.set(value);
    return out;
  }
  if (Array.isArray(value)) return value.map(copy);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]));
  return value;
}
