/** 32 bits of a text (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Uniform on [0, 1): a function of its arguments, without a state that the order of calls could change. */
export function uniformOf(hash: number, t: number, salt: number): number {
  let x = hash ^ Math.imul(salt + 1, 0x9e3779b1);
  x = mixed(x ^ (t | 0));
  x = mixed(x ^ Math.floor(t / 4_294_967_296));
  return (x >>> 0) / 4_294_967_296;
}

/** Finaliser of MurmurHash3. */
function mixed(bits: number): number {
  let x = bits;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
