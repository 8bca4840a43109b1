/** A copy whose typed arrays lie in shared memory: sending it to other threads copies none of them. */
export function shared<T>(value: T): T {
  return copy(value) as T;
}

type Column = Float64Array | Int32Array | Uint8Array;

function copy(value: unknown): unknown {
  if (value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array) {
    const Type = value.constructor as new (buffer: SharedArrayBuffer) => Column;
    const out = new Type(new SharedArrayBuffer(value.byteLength));
    out.set(value);
    return out;
  }
  if (Array.isArray(value)) return value.map(copy);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]));
  return value;
}
