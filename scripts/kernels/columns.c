/*
 * Columns of doubles into the small integers of src/core/series/codec.ts, two numbers at a time: the quick form of what is
 * there, whose bytes it gives exactly. So every step is the same operation as there.
 * Built by scripts/kernels/build.mjs; there is no library and no allocator, the caller lays the memory out. Every array has
 * room for `SLACK` numbers behind its rows, and for one before them, which may be read and, in `section`, written.
 */
#include <wasm_simd128.h>

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef v128_t v;

#define load(p) wasm_v128_load(p)
#define splat(x) wasm_f64x2_splat(x)
#define INLINE static inline __attribute__((always_inline))
#define NEVER_INLINE static __attribute__((noinline))

enum { FLOAT64, CONSTANT, PROGRESSION, OWN, BY_COLUMN, BY_ROW, WITH_GAPS };
enum { MOST_DECIMALS = 12 };
static const double POW10[MOST_DECIMALS + 1] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
static const double MOST_INTEGER = 2251799813685248.0; /* 2^51 */
static const double INFINITE = __builtin_inf();

/* How a column is written. */
typedef struct {
  u32 kind, width, decimals, unused;
  double offset, start, unit;
} Form;

/* The integers of an earlier column, and their scale. */
typedef struct {
  const double *integers; /* 0 when there are none */
  u32 decimals;
  double unit;
} Anchor;

typedef struct {
  double least, most;
  int gaps;
} Range;

INLINE int isNegativeZero(double x) {
  u64 bits;
  __builtin_memcpy(&bits, &x, 8);
  return bits == 1ull << 63;
}

INLINE int isConstant(const double *x, u32 n) {
  const double first = x[0];
  if (first != first) {
    for (u32 i = 1; i < n; i++)
      if (x[i] == x[i]) return 0;
    return 1;
  }
  for (u32 i = 1; i < n; i++)
    if (x[i] != first || isNegativeZero(x[i]) != isNegativeZero(first)) return 0;
  return 1;
}

INLINE int isProgression(const double *x, u32 n) {
  const double start = x[0], step = x[1] - start;
  for (u32 i = 0; i < n; i++)
    if (x[i] != start + i * step || isNegativeZero(x[i])) return 0;
  return 1;
}

/* One row; 1 when the value is a whole number of units, 0 when it is none, −1 when no scale can hold it. */
INLINE int scaleRow(double value, double power, double *m) {
  *m = __builtin_rint(value * power);
  if (*m / power != value) return value != value;
  return __builtin_fabs(*m) < MOST_INTEGER && !isNegativeZero(value) ? 1 : -1;
}

/* Rows from..to in units of 1/power; the first that is no whole number of them, or `to`; −1 at one that no scale can hold. */
NEVER_INLINE int scaleRows(const double *x, double *out, u32 from, u32 to, double power) {
  const v by = splat(power), most = splat(MOST_INTEGER), negative = wasm_i64x2_splat(1ll << 63);
  u32 i = from;
  for (; i + 1 < to; i += 2) {
    const v value = load(x + i);
    const v m = wasm_f64x2_nearest(wasm_f64x2_mul(value, by));
    const v isWhole = wasm_f64x2_eq(wasm_f64x2_div(m, by), value);
    const v isHeld = wasm_v128_andnot(wasm_f64x2_lt(wasm_f64x2_abs(m), most), wasm_i64x2_eq(value, negative));
    const v isGood = wasm_v128_or(wasm_v128_and(isWhole, isHeld), wasm_f64x2_ne(value, value));
    if (!wasm_i64x2_all_true(isGood)) break;
    wasm_v128_store(out + i, m);
  }
  for (; i < to; i++) {
    const int found = scaleRow(x[i], power, out + i);
    if (found <= 0) return found < 0 ? -1 : (int)i;
  }
  return (int)to;
}

/* Greatest common divisor of all integers, what is missing left out; at least 1. */
NEVER_INLINE double commonUnit(const double *m, u32 n) {
  double unit = 0;
  for (u32 i = 0; i < n && unit != 1; i++) {
    const double q = m[i] / unit;
    if (m[i] != m[i] || (q == __builtin_floor(q) && unit != 0)) continue;
    u64 a = (u64)unit, rest = (u64)__builtin_fabs(m[i]);
    while (rest > 0) {
      const u64 next = a % rest;
      a = rest;
      rest = next;
    }
    unit = (double)a;
  }
  return unit == 0 ? 1 : unit;
}

/* Integers m with x = unit · m / 10^decimals; 0 when there are none. */
INLINE int toIntegers(const double *x, double *m, u32 n, Form *form) {
  u32 decimals = 0, settled = 0;
  for (int at = 0; (at = scaleRows(x, m, (u32)at, n, POW10[decimals])) < (int)n; settled = (u32)at)
    if (at < 0 || ++decimals > MOST_DECIMALS) return 0;
  if (scaleRows(x, m, 0, settled, POW10[decimals]) != (int)settled) return 0;
  form->decimals = decimals;
  form->unit = commonUnit(m, n);
  if (form->unit > 1)
    for (u32 i = 0; i < n; i++) m[i] /= form->unit;
  return 1;
}

INLINE void widen(Range *range, double x) {
  if (x < range->least) range->least = x;
  if (x > range->most) range->most = x;
  if (x != x) range->gaps = 1;
}

/* Range of m[i] − reference[i], or of m itself without one. */
NEVER_INLINE Range rangeOf(const double *m, const double *reference, u32 from, u32 n) {
  v least = splat(INFINITE), most = splat(-INFINITE), gaps = splat(0);
  u32 i = from;
  for (; i + 1 < n; i += 2) {
    const v x = reference ? wasm_f64x2_sub(load(m + i), load(reference + i)) : load(m + i);
    least = wasm_f64x2_pmin(least, x);
    most = wasm_f64x2_pmax(most, x);
    gaps = wasm_v128_or(gaps, wasm_f64x2_ne(x, x));
  }
  const double lows[2] = {wasm_f64x2_extract_lane(least, 0), wasm_f64x2_extract_lane(least, 1)};
  const double highs[2] = {wasm_f64x2_extract_lane(most, 0), wasm_f64x2_extract_lane(most, 1)};
  Range range = {lows[1] < lows[0] ? lows[1] : lows[0], highs[1] > highs[0] ? highs[1] : highs[0], wasm_v128_any_true(gaps)};
  if (i < n) widen(&range, reference ? m[i] - reference[i] : m[i]);
  return range;
}

/* Whether a width was found that is less than that of the form so far, which then is of this kind. */
INLINE int fit(Form *form, Range range, u32 kind) {
  const u32 before = form->width;
  for (u32 width = 1; width <= 4 && (before == 0 || width < before); width *= 2) {
    const double limit = (double)(1ll << (8 * width - 1)) - 1;
    const int fits = range.least >= -limit && range.most <= limit;
    if (!fits && !(range.most - range.least <= 2 * limit)) continue;
    form->kind = kind;
    form->width = width;
    form->offset = fits ? 0 : range.least + limit;
    return 1;
  }
  return 0;
}

/* The narrowest of the scaled forms; of equals the one that is quickest to read. 0 when there is none. */
INLINE int chooseForm(const double *m, u32 n, const Anchor *anchor, Form *form) {
  const Range range = rangeOf(m, 0, 0, n);
  form->width = 0;
  form->start = 0;
  fit(form, range, range.gaps ? WITH_GAPS : OWN);
  if (range.gaps || form->width == 1) return form->width > 0;
  if (anchor->integers && anchor->decimals == form->decimals && anchor->unit == form->unit)
    fit(form, rangeOf(m, anchor->integers, 0, n), BY_COLUMN);
  if (form->width == 1) return 1;
  if (fit(form, rangeOf(m, m - 1, 1, n), BY_ROW)) form->start = m[0];
  return form->width > 0;
}

/* Two rows as the integers that are written. */
INLINE v smallAt(const double *m, const double *reference, u32 i, int gaps, v offset, v missing) {
  const v x = load(m + i);
  const v s = wasm_f64x2_sub(reference ? wasm_f64x2_sub(x, load(reference + i)) : x, offset);
  return wasm_i32x4_trunc_sat_f64x2_zero(gaps ? wasm_v128_bitselect(s, missing, wasm_f64x2_eq(x, x)) : s);
}

INLINE void narrow(u8 *section, u32 width, u32 n, const double *m, const double *reference, int gaps, double offset) {
  const v by = splat(offset), missing = splat(-(double)(1ll << (8 * width - 1)));
  for (u32 i = 0; i < n; i += 8) {
    v four[2];
    for (u32 k = 0; k < 2; k++)
      four[k] = wasm_i32x4_shuffle(smallAt(m, reference, i + 4 * k, gaps, by, missing), smallAt(m, reference, i + 4 * k + 2, gaps, by, missing), 0, 1, 4, 5);
    if (width == 4) {
      wasm_v128_store(section + 4 * i, four[0]);
      wasm_v128_store(section + 4 * i + 16, four[1]);
      continue;
    }
    const v eight = wasm_i16x8_narrow_i32x4(four[0], four[1]);
    if (width == 2) wasm_v128_store(section + 2 * i, eight);
    else wasm_v128_store64_lane(section + i, wasm_i8x16_narrow_i16x8(eight, eight), 0);
  }
}

NEVER_INLINE void write(u8 *section, const Form *form, u32 n, const double *m, const double *anchor) {
  const u32 width = form->width;
  const double offset = form->offset;
  if (form->kind == OWN) narrow(section, width, n, m, 0, 0, offset);
  else if (form->kind == WITH_GAPS) narrow(section, width, n, m, 0, 1, offset);
  else narrow(section, width, n, m, form->kind == BY_COLUMN ? anchor : m - 1, 0, offset);
  if (form->kind == BY_ROW)
    for (u32 k = 0; k < width; k++) section[k] = 0;
}

/* A copy in which every NaN has the same bits. */
NEVER_INLINE void copy(const double *x, double *section, u32 n) {
  for (u32 i = 0; i < n; i += 2) {
    const v value = load(x + i);
    wasm_v128_store(section + i, wasm_v128_bitselect(value, wasm_i64x2_splat(0x7ff8000000000000), wasm_f64x2_eq(value, value)));
  }
}

/*
 * Writes n > 0 rows of a column into `section`, and how into `form`. Leaves the integers of the column in m when it is scaled.
 */
__attribute__((export_name("encode"))) void encode(const double *x, u32 n, double *m, const Anchor *anchor, u8 *section, Form *form) {
  *form = (Form){FLOAT64, 8, 0, 0, 0, 0, 1};
  if (isConstant(x, n)) {
    form->kind = CONSTANT;
    form->width = 0;
    form->start = x[0];
  } else if (isProgression(x, n)) {
    form->kind = PROGRESSION;
    form->width = 0;
    form->start = x[0];
    form->unit = x[1] - x[0];
  } else if (toIntegers(x, m, n, form) && chooseForm(m, n, anchor, form)) {
    write(section, form, n, m, anchor->integers);
  } else {
    *form = (Form){FLOAT64, 8, 0, 0, 0, 0, 1};
    copy(x, (double *)section, n);
  }
}
