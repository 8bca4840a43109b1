/*
 * Rows of plain numbers, sixteen bytes at a time: the quick path of csv/scan.ts, whose results it must give bit for bit.
 * It stops in front of the first row that is anything else and leaves that one to the other path.
 * Built by scripts/kernels/build.mjs; there is no library and no allocator, the caller lays the memory out.
 */
#include "decimal.h"

enum { SKIP = 0, NUMBER = 1, EPOCH = 2 };
enum { AUTO = 0, SECONDS = 1, MILLISECONDS = 2, MICROSECONDS = 3 };
enum { LF = 10, CR = 13, MINUS = 45 };

/* A step of a row: what is done, the slot it fills, and for SKIP the number of columns, else the bytes that the field had
   in the row before. */
typedef struct { u8 op, slot; unsigned short count; } Step;

typedef struct {
  u32 delimiter, decimal, steps, unit;
  u32 capacity; /* rows a slot of `values` holds */
  u32 rows;     /* out: rows read */
  const v128_t *places; /* what `prepare` filled */
} Plan;

/* Fewer than 19 digits, one by one; 0 when the field is no number below 2^53. */
static __attribute__((noinline)) int gatherLong(const u8 *p, u32 decimal, u64 *mantissa, int *digits, int *dot, const u8 **end) {
  u64 m = 0;
  int n = 0, point = -1;
  for (;; p++) {
    u32 d = (u32)*p - 48;
    if (d < 10) {
      if (++n > 18) return 0;
      m = m * 10 + d;
    } else if (*p == decimal && point < 0) point = n;
    else break;
  }
  *mantissa = m, *digits = n, *dot = point, *end = p;
  return m < 1ull << 53;
}

/* Milliseconds of a whole stamp; negative when this path does not know. */
static inline double toMs(double stamp, u32 unit) {
  if (unit == AUTO) {
    if (stamp < 1e11) unit = SECONDS;
    else if (stamp < 1e14) unit = MILLISECONDS;
    else if (stamp < 1e17) unit = MICROSECONDS;
  }
  if (unit == MILLISECONDS) return stamp;
  if (unit == SECONDS) return stamp * 1e3;
  return unit == MICROSECONDS ? __builtin_floor(stamp / 1e3) : -1;
}

/* Behind the `count`-th delimiter from p on; 0 when the row ends before. */
static inline const u8 *pass(const u8 *p, const u8 *end, int count, u32 delimiter) {
  for (; p < end; p += 16) {
    v128_t v = wasm_v128_load(p);
    u32 found = (u32)wasm_i8x16_bitmask(wasm_i8x16_eq(v, wasm_i8x16_splat((signed char)delimiter)));
    u32 feeds = (u32)wasm_i8x16_bitmask(wasm_i8x16_eq(v, wasm_i8x16_splat(LF)));
    int here = __builtin_popcount(found);
    if (here < count) {
      if (feeds) return 0;
      count -= here;
      continue;
    }
    while (--count > 0) found &= found - 1;
    int at = __builtin_ctz(found);
    return feeds & ((1u << at) - 1) ? 0 : p + at + 1;
  }
  return 0;
}

/* Behind the line feed that ends the row, when `count` columns stand before it; else 0. */
static inline const u8 *passLast(const u8 *p, const u8 *end, int count, u32 delimiter) {
  for (; p < end; p += 16) {
    v128_t v = wasm_v128_load(p);
    u32 found = (u32)wasm_i8x16_bitmask(wasm_i8x16_eq(v, wasm_i8x16_splat((signed char)delimiter)));
    u32 feeds = (u32)wasm_i8x16_bitmask(wasm_i8x16_eq(v, wasm_i8x16_splat(LF)));
    if (!feeds) {
      count -= __builtin_popcount(found);
      continue;
    }
    int at = __builtin_ctz(feeds);
    return count - __builtin_popcount(found & ((1u << at) - 1)) == 1 ? p + at + 1 : 0;
  }
  return 0;
}

/*
 * Reads rows of [text + from, text + to) into values[slot * capacity + row], from `row` up to `limit`, and where each
 * begins into starts. Returns where it stopped; plan->rows is the row after the last one read.
 * Sixteen bytes behind `to` may be looked at.
 */
__attribute__((export_name("scan"))) u32 scan(Plan *plan, Step *steps, const u8 *text, u32 from, u32 to,
                                              double *values, int *starts, u32 row, u32 limit) {
  const u32 delimiter = plan->delimiter, decimal = plan->decimal, unit = plan->unit, capacity = plan->capacity;
  const v128_t *places = plan->places;
  Step *lastStep = steps + plan->steps - 1;
  const u8 *p = text + from, *end = text + to;
  while (row < limit) {
    const u8 *q = p;
    for (Step *step = steps;; step++) {
      const int isLast = step == lastStep;
      if (step->op == SKIP) {
        q = isLast ? passLast(q, end, step->count, delimiter) : pass(q, end, step->count, delimiter);
        if (!q) goto stop;
        if (isLast) break;
        continue;
      }
      const u8 *field = q;
      const int isNegative = *q == MINUS;
      const v128_t bytes = wasm_v128_load(q);
      /* moved so that the ten digits are the least signed values: one comparison, where an unsigned one takes three */
      const v128_t moved = wasm_i8x16_add(bytes, wasm_i8x16_splat(80));
      u32 others = (u32)wasm_i8x16_bitmask(wasm_i8x16_gt(moved, wasm_i8x16_splat(-119))) | 0x10000;
      int stop = __builtin_ctz(others), digits = stop, dot = -1;
      u64 mantissa;
      if (stop < 16 && q[stop] == decimal) {
        dot = stop;
        others &= others - 1;
        others |= 0x10000;
        stop = __builtin_ctz(others);
        digits = stop - 1;
      }
      if (stop < 16 && !isNegative) {
        /* Most fields are as long as in the row before: going on from there, not from what was just found, lets the
           processor begin the next field before it is done with this one. */
        int length = step->count;
        if (length != stop) step->count = (unsigned short)(length = stop);
        __asm__("" : "+r"(length));
        mantissa = gather(places, wasm_v128_and(bytes, wasm_i8x16_splat(15)), stop, dot < 0 ? stop : dot);
        q += length;
      } else if (!gatherLong(q + isNegative, decimal, &mantissa, &digits, &dot, &q)) goto stop;
      double value = (double)(long long)mantissa; /* signed: the processor has no instruction for the other */
      if (dot >= 0) value /= POW10[digits - dot];
      if (isNegative) value = -value;
      if (digits == 0) {
        if (q != field) goto stop;
        value = __builtin_nan("");
      } else if (step->op == EPOCH) {
        if (dot >= 0 || !(value > 0)) goto stop;
        value = toMs(value, unit);
        if (value < 0) goto stop;
      }
      if (isLast) {
        if (*q == CR) q++;
        if (*q != LF) goto stop;
      } else if (*q != delimiter) goto stop;
      q++;
      values[step->slot * capacity + row] = value;
      if (isLast) break;
    }
    if (q > end) break;
    starts[row++] = p - text;
    p = q;
  }
stop:
  plan->rows = row;
  return p - text;
}
