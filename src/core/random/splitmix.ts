const MASK = 0xffff_ffff_ffff_ffffn;

/**
 * SplitMix64 as a stream of seeds: well-mixed 64-bit words from any start, also from 0, 1, 2, …
 * BigInt, so for seeding only.
 * @source Steele, Lea, Flood (2014) "Fast splittable pseudorandom number generators"; S. Vigna, prng.di.unimi.it/splitmix64.c.
 */
export function splitMix64(seed: bigint): () => bigint {
  let state = BigInt.asUintN(64, seed);
  return () => {
    state = (state + 0x9e37_79b9_7f4a_7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d0_49bb_1331_11ebn) & MASK;
    return z ^ (z >> 31n);
  };
}

/**
 * FNV-1a, 64 bits, over the UTF-16 code units of a text (two bytes each, low byte first).
 * @source Fowler, Noll, Vo; offset basis and prime of draft-eastlake-fnv.
 */
export function fnv1a64(text: string): bigint {
  let hash = 0xcbf2_9ce4_8422_2325n;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    for (const byte of [unit & 0xff, unit >>> 8]) hash = ((hash ^ BigInt(byte)) * 0x100_0000_01b3n) & MASK;
  }
  return hash;
}
