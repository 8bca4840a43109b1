/*
 * Rows of a JSON text that are written alike, into columns: what JSON.parse and Number would make of them, bit for bit.
 * The caller gives the first row as a template, the bytes between its numbers; each further row has to repeat them and
 * hold a JSON number in each gap. At the first row that does not it stops, and the caller leaves the text to JSON.parse.
 * Built by scripts/kernels/build.mjs; there is no library and no allocator, the caller lays the memory out.
 */
#include "decimal.h"

enum { END = 0, NUMBER = 1, SKIP = 2, MORE = 3 };
enum { POINT = '.', MINUS = '-', COMMA = ',' };

/* A step of a row: bytes that must be there, and what follows them. `last` is the length of the number in the row before. */
typedef struct {
  v128_t literal;
  u32 mask, length; /* of the literal, at most 16 bytes: MORE goes on with it */
  u32 op, slot;
  u32 last, unused[3];
} Step;

typedef struct {
  u32 capacity;     /* rows a slot of `values` holds */
  u32 hardCapacity; /* numbers that `hard` has room for */
  u32 rows, hards;  /* out */
  const v128_t *places; /* what `prepare` filled */
} Plan;

enum { NONE = 0, EXACT = 1, HARD = 2 };

static inline int isDigit(u8 c) { return (u8)(c - 48) < 10; }

/*
 * Any JSON number. EXACT when one division at most gives its value; HARD when that takes more than is done here.
 */
static __attribute__((noinline)) int readAny(const u8 *p, double *value, const u8 **end) {
  const int isNegative = *p == MINUS;
  int digits = 0, fraction = 0, isHard = 0;
  u64 m = 0;
  if (isNegative) p++;
  if (!isDigit(*p) || (*p == '0' && isDigit(p[1]))) return NONE;
  for (; isDigit(*p); p++)
    if (++digits <= 18) m = m * 10 + (*p - 48);
  if (*p == POINT) {
    if (!isDigit(*++p)) return NONE;
    for (; isDigit(*p); p++, fraction++)
      if (++digits <= 18) m = m * 10 + (*p - 48);
  }
  if ((*p | 32) == 'e') {
    p++;
    if (*p == '+' || *p == MINUS) p++;
    if (!isDigit(*p)) return NONE;
    while (isDigit(*p)) p++;
    isHard = 1;
  }
  *end = p;
  if (isHard || digits > 18 || m >= 1ull << 53) return HARD;
  double v = (double)(long long)m;
  if (fraction > 0) v /= POW10[fraction];
  *value = isNegative ? -v : v;
  return EXACT;
}

/*
 * Reads rows from text + from on, divided by commas, into values[slot * capacity + row]. For each number that is HARD it
 * puts where it begins, where it ends and which of `values` it is into `hard`.
 * Returns where the last row that it could read ends. Behind the text there must be 32 bytes of 0.
 */
__attribute__((export_name("read"))) u32 read(Plan *plan, Step *steps, const u8 *text, u32 from, double *values, u32 *hard) {
  const u32 capacity = plan->capacity, hardCapacity = plan->hardCapacity;
  const v128_t *places = plan->places;
  const u8 *p = text + from, *done = p;
  u32 row = 0, hards = 0;
  while (row < capacity) {
    const u8 *q = p;
    for (Step *step = steps;; step++) {
      const u32 mask = step->mask, op = step->op;
      if (((u32)wasm_i8x16_bitmask(wasm_i8x16_eq(wasm_v128_load(q), step->literal)) & mask) != mask) goto stop;
      q += step->length;
      if (op == MORE) continue;
      if (op == END) break;
      const v128_t bytes = wasm_v128_load(q);
      /* moved so that the ten digits are the least signed values: one comparison, where an unsigned one takes three */
      const v128_t moved = wasm_i8x16_add(bytes, wasm_i8x16_splat(80));
      u32 others = (u32)wasm_i8x16_bitmask(wasm_i8x16_gt(moved, wasm_i8x16_splat(-119))) | 0x10000;
      const int whole = __builtin_ctz(others);
      int stop = whole, dot = -1;
      if (stop < 16 && q[stop] == POINT) {
        dot = stop;
        others &= others - 1;
        others |= 0x10000;
        stop = __builtin_ctz(others);
      }
      if (stop < 16 && whole > 0 && (whole == 1 || *q != '0') && stop != dot + 1 && (q[stop] | 32) != 'e') {
        /* Most numbers are as long as in the row before: going on from there, not from what was just found, lets the
           processor begin the next one before it is done with this one. */
        u32 length = step->last;
        if (length != (u32)stop) step->last = length = (u32)stop;
        __asm__("" : "+r"(length));
        q += length;
        if (op == SKIP) continue;
        double value = (double)(long long)gather(places, wasm_v128_and(bytes, wasm_i8x16_splat(15)), stop, dot < 0 ? stop : dot);
        if (dot >= 0) value /= POW10[stop - 1 - dot];
        values[step->slot * capacity + row] = value;
        continue;
      }
      const u8 *begin = q;
      double value = 0;
      const int kind = readAny(begin, &value, &q);
      if (kind == NONE) goto stop;
      if (op == SKIP) continue;
      const u32 at = step->slot * capacity + row;
      if (kind == EXACT) values[at] = value;
      else if (hards == hardCapacity) goto stop;
      else {
        u32 *one = hard + 3 * hards++;
        one[0] = (u32)(begin - text), one[1] = (u32)(q - text), one[2] = at;
      }
    }
    row++;
    done = q;
    if (*q != COMMA) break;
    p = q + 1;
  }
stop:
  plan->rows = row;
  plan->hards = hards;
  return (u32)(done - text);
}
