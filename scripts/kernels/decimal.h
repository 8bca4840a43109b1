/* Digits to a number, sixteen bytes at a time: what the kernels that read text have in common. */
#include <wasm_simd128.h>

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

static const double POW10[19] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
                                 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};

/*
 * Fills 4,096 bytes. For a field of `stop` bytes whose decimal sign is byte `dot` (stop when it has none): from where each byte of its digits,
 * moved to the right end, comes. Places before the first digit are out of range and become 0.
 */
__attribute__((export_name("prepare"))) void prepare(u8 *places) {
  for (int stop = 0; stop < 16; stop++)
    for (int dot = 0; dot < 16; dot++) {
      const int first = 16 - (dot < stop ? stop - 1 : stop);
#pragma clang loop unroll(disable) vectorize(disable)
      for (int i = 0; i < 16; i++) *places++ = i < first ? 255 : i - first + (i - first >= dot);
    }
}

/* Value of the digits of a field, one byte each. */
static inline u64 gather(const v128_t *places, v128_t d, int stop, int dot) {
  v128_t digits = wasm_i8x16_swizzle(d, places[stop * 16 + dot]);
  v128_t tens = wasm_i16x8_mul(wasm_v128_and(digits, wasm_i16x8_splat(255)), wasm_i16x8_splat(10));
  v128_t pairs = wasm_i16x8_add(tens, wasm_u16x8_shr(digits, 8));
  v128_t fours = wasm_i32x4_dot_i16x8(pairs, wasm_i16x8_const(100, 1, 100, 1, 100, 1, 100, 1));
  v128_t narrow = wasm_i16x8_narrow_i32x4(fours, fours);
  v128_t eights = wasm_i32x4_dot_i16x8(narrow, wasm_i16x8_const(10000, 1, 10000, 1, 10000, 1, 10000, 1));
  u64 both = (u64)wasm_i64x2_extract_lane(eights, 0);
  return (both & 0xffffffffu) * 100000000u + (both >> 32);
}
