/*
 * Options and paths, two numbers at a time: the quick forms of src/core/options and src/core/random, whose results they
 * give bit for bit. So every step is the same operation in the same order as there: of src/core/math/portable.ts,
 * millsRatio, millsGap, fillBlackTerms, black76Greeks, scenarioGrid, Rng.normal and gbmPaths.
 * Built by scripts/kernels/build.mjs. There is no library and no allocator: the columns below are all the memory.
 */
#include <wasm_simd128.h>

typedef v128_t v;

#define EXPORT(name) __attribute__((export_name(#name))) name
#define load(p) wasm_v128_load(p)
#define store(p, x) wasm_v128_store(p, x)
#define splat(x) wasm_f64x2_splat(x)
#define add(a, b) wasm_f64x2_add(a, b)
#define sub(a, b) wasm_f64x2_sub(a, b)
#define mul(a, b) wasm_f64x2_mul(a, b)
#define over(a, b) wasm_f64x2_div(a, b)
#define lt(a, b) wasm_f64x2_lt(a, b)
#define ge(a, b) wasm_f64x2_ge(a, b)
#define gt(a, b) wasm_f64x2_gt(a, b)
#define le(a, b) wasm_f64x2_le(a, b)
#define both(a, b) wasm_v128_and(a, b)
#define either(a, b) wasm_v128_or(a, b)
#define pick(mask, a, b) wasm_v128_bitselect(a, b, mask)
#define keep(mask, a) wasm_v128_and(a, mask)
#define drop(mask, a) wasm_v128_andnot(a, mask)
/* x, but not below or above a bound; of a missing x comes a missing one */
#define atLeast(x, bound) wasm_f64x2_pmax(x, bound)
#define atMost(x, bound) wasm_f64x2_pmin(x, bound)
#define any(mask) wasm_v128_any_true(mask)
#define all(mask) wasm_i64x2_all_true(mask)
#define NONE splat(0)
#define MISSING wasm_i64x2_splat(-1)
#define NEVER_INLINE static __attribute__((noinline))
#define ALWAYS_INLINE static inline __attribute__((always_inline))
/* An address that the compiler does not know, so that places behind it become part of the instruction. */
#define HIDE(pointer) __asm__("" : "+r"(pointer))

/* Columns lie a cache line more than a power of two apart, so that they do not fight for the same lines of the cache. */
enum { BLOCK = 128, STRIP = 1024, BLOCK_STRIDE = BLOCK + 8, STRIP_STRIDE = STRIP + 8, LEGS = 64, DRAWS = 8192 };
enum { STRIKE, VOL, PRICE, DELTA, GAMMA, VEGA, THETA, RHO, VANNA, VOLGA, CHARM, COLUMNS };
enum { DEVIATION, PER_DEVIATION, D1, D2, DENSITY, CDF1, STRIKE_TAIL2, VALUE, TERMS };

#define COLUMN __attribute__((aligned(64))) double
COLUMN columns[COLUMNS][STRIP_STRIDE];
COLUMN terms[TERMS][BLOCK_STRIDE];
COLUMN logs[LEGS][BLOCK_STRIDE];
COLUMN grid[3][BLOCK_STRIDE];
#define row grid[0]
#define prices grid[1]
#define deviations grid[2]
COLUMN draws[DRAWS];
COLUMN edges[257];
int words[4];

enum { AT_COLUMNS, AT_TERMS, AT_PRICES, AT_DEVIATIONS, AT_ROW, AT_DRAWS, AT_EDGES, AT_WORDS };

/* Where a table lies. */
void *EXPORT(at)(int table) {
  switch (table) {
    case AT_COLUMNS: return columns;
    case AT_TERMS: return terms;
    case AT_PRICES: return prices;
    case AT_DEVIATIONS: return deviations;
    case AT_ROW: return row;
    case AT_DRAWS: return draws;
    case AT_EDGES: return edges;
    default: return words;
  }
}

/*
 * Each twice, ready to be loaded; and not const, because a constant that is written into the code costs three instructions
 * where a load costs one.
 */
#define TWICE(x) {x, x}
typedef double Twice[2];
Twice MILLS_P[] = {
  TWICE(4.88527502962012e-6),   TWICE(0.0001241434361565541), TWICE(0.0015599989193791335), TWICE(0.012491035964726354),
  TWICE(0.06957243846595014),   TWICE(0.27824639959076813),   TWICE(0.7983919993145716),    TWICE(1.5898611770531046),
  TWICE(2.010683452263553),     TWICE(1.2533141373154997),
};
Twice MILLS_Q[] = {
  TWICE(4.885275029620123e-6),  TWICE(0.00012414343615654847), TWICE(0.0015648841944109133), TWICE(0.012615179400551223),
  TWICE(0.07112266686202907),   TWICE(0.2904891473702798),     TWICE(0.8648933356527491),    TWICE(1.844365940433949),
  TWICE(2.685186301043451),     TWICE(2.4021778440256893),     TWICE(1),
};
Twice EXP[] = {
  TWICE(2.510038549551032e-8),  TWICE(2.7620088445409746e-7), TWICE(2.7557268459997064e-6), TWICE(2.4801521295954376e-5),
  TWICE(0.00019841269863053618), TWICE(0.0013888888917213717), TWICE(0.008333333333330062), TWICE(0.04166666666662413),
  TWICE(0.16666666666666669),   TWICE(0.5000000000000001),
};
Twice LOG[] = {
  TWICE(0.1511848710872457),    TWICE(0.15283703752403147),   TWICE(0.18184610246294064),   TWICE(0.22222182776674482),
  TWICE(0.2857142883604555),    TWICE(0.39999999999335556),   TWICE(0.6666666666666694),
};
Twice MOMENTS[] = {
  TWICE(1.0 / 362880), TWICE(1.0 / 5040), TWICE(1.0 / 120), TWICE(1.0 / 6),
};
Twice ONE = TWICE(1), HALF = TWICE(0.5), MINUS_HALF = TWICE(-0.5), INVERSE_ROOT_2PI = TWICE(0.3989422804014327);
Twice ROUNDER = TWICE(6755399441055744.0), LOG2E = TWICE(1.4426950408889634);
Twice LN2_HIGH = TWICE(0.6931471803691238), LN2_LOW = TWICE(1.9082149292705877e-10);
Twice LEAST_EXPONENT = TWICE(-708), MOST_EXPONENT = TWICE(709), LEAST_DEVIATION = TWICE(1e-100);
Twice NARROW = TWICE(0.05), FAR = TWICE(8), BEYOND = TWICE(40), SMALLEST = TWICE(1e-150), LARGEST = TWICE(1e150);
Twice WHOLE = TWICE(4503599627370496.0), BIASED_WHOLE = TWICE(4503599627371519.0);
unsigned long long BITS_OF_ONE[] = TWICE(0x3ff0000000000000), ROUNDED_ONE[] = TWICE(0x3ff8000000000000),
                   EXPONENT[] = TWICE(0xfff0000000000000), MAGNITUDE[] = TWICE(0x7fffffffffffffff);

#define the(constant) load(constant)
#define magnitude(x) both(x, the(MAGNITUDE))

/* For x from −708 to 709. */
ALWAYS_INLINE v expWithin(v x) {
  v rounded = add(mul(x, the(LOG2E)), the(ROUNDER));
  v k = sub(rounded, the(ROUNDER));
  v r = sub(sub(x, mul(k, the(LN2_HIGH))), mul(k, the(LN2_LOW)));
  v rr = mul(r, r);
  v odd = the(EXP[0]), even = the(EXP[1]);
#pragma unroll
  for (int i = 2; i < 10; i += 2) odd = add(mul(odd, rr), the(EXP[i])), even = add(mul(even, rr), the(EXP[i + 1]));
  v e = add(the(ONE), add(r, mul(rr, add(mul(odd, r), even))));
  return mul(e, wasm_i64x2_add(wasm_i64x2_shl(rounded, 52), the(BITS_OF_ONE)));
}

/* φ(z) */
ALWAYS_INLINE v densityOf(v z) {
  v y = mul(mul(the(MINUS_HALF), z), z);
  return mul(the(INVERSE_ROOT_2PI), drop(lt(y, the(LEAST_EXPONENT)), expWithin(atLeast(y, the(LEAST_EXPONENT)))));
}

ALWAYS_INLINE v logRatio(v a, v b) {
  v steps = wasm_i32x4_add(wasm_i32x4_sub(a, b), the(ROUNDED_ONE));
  v power = both(steps, the(EXPONENT));
  v e = sub(either(wasm_u64x2_shr(power, 52), the(WHOLE)), the(BIASED_WHOLE));
  v c = mul(b, power);
  v u = over(sub(a, c), add(a, c));
  v z = mul(u, u);
  v zz = mul(z, z);
  v even = the(LOG[0]), odd = the(LOG[1]);
#pragma unroll
  for (int i = 2; i < 6; i += 2) even = add(mul(even, zz), the(LOG[i])), odd = add(mul(odd, zz), the(LOG[i + 1]));
  even = add(mul(even, zz), the(LOG[6]));
  v tail = add(mul(mul(u, z), add(even, mul(odd, z))), mul(e, the(LN2_LOW)));
  v log = add(mul(e, the(LN2_HIGH)), add(add(u, u), tail));
  return either(log, either(le(b, the(SMALLEST)), ge(b, the(LARGEST))));
}

/* For a ≥ 0. */
ALWAYS_INLINE v millsRatio(v a) {
  v aa = mul(a, a);
  v p1 = the(MILLS_P[0]), p0 = the(MILLS_P[1]), q0 = the(MILLS_Q[0]), q1 = the(MILLS_Q[1]);
#pragma unroll
  for (int i = 2; i < 10; i += 2) {
    p1 = add(mul(p1, aa), the(MILLS_P[i])), p0 = add(mul(p0, aa), the(MILLS_P[i + 1]));
    q0 = add(mul(q0, aa), the(MILLS_Q[i])), q1 = add(mul(q1, aa), the(MILLS_Q[i + 1]));
  }
  q0 = add(mul(q0, aa), the(MILLS_Q[10]));
  return over(add(mul(p1, a), p0), add(mul(q1, a), q0));
}

NEVER_INLINE v nearGap(v a, v t) {
  v i0 = millsRatio(a);
  v i1 = sub(the(ONE), mul(a, i0));
  v i2 = sub(i0, mul(a, i1));
  v i3 = sub(mul(splat(2), i1), mul(a, i2));
  v i4 = sub(mul(splat(3), i2), mul(a, i3));
  v i5 = sub(mul(splat(4), i3), mul(a, i4));
  v i6 = sub(mul(splat(5), i4), mul(a, i5));
  v i7 = sub(mul(splat(6), i5), mul(a, i6));
  v i8 = sub(mul(splat(7), i6), mul(a, i7));
  v i9 = sub(mul(splat(8), i7), mul(a, i8));
  v y = mul(t, t);
  v sum = mul(i9, the(MOMENTS[0]));
  sum = add(mul(sum, y), mul(i7, the(MOMENTS[1])));
  sum = add(mul(sum, y), mul(i5, the(MOMENTS[2])));
  sum = add(mul(sum, y), mul(i3, the(MOMENTS[3])));
  return mul(mul(splat(2), t), add(mul(sum, y), i1));
}

enum { START = 18, LAST_MOMENT = 11 };

NEVER_INLINE v farGap(v a, v t) {
  v ratio = over(splat(2.0 * START), add(a, wasm_f64x2_sqrt(add(mul(a, a), splat(4.0 * START)))));
#pragma nounroll
  for (int k = START - 1; k > LAST_MOMENT; k--) ratio = over(splat(k), add(a, ratio));
  v series = the(ONE);
#pragma nounroll
  for (int k = LAST_MOMENT; k > 1; k -= 2) {
    v odd = over(splat(k), add(a, ratio));
    v even = over(splat(k - 1), add(a, odd));
    series = add(the(ONE), mul(over(mul(mul(mul(odd, even), t), t), splat(k * (k - 1))), series));
    ratio = even;
  }
  return mul(mul(mul(mul(splat(2), t), millsRatio(a)), over(the(ONE), add(a, ratio))), series);
}

/* Undiscounted value of an option whose two terms cancel. */
ALWAYS_INLINE v narrowValue(int isCall, v F, v K, v s, v d1, v density) {
  v half = mul(the(HALF), s);
  v a = atMost(magnitude(sub(d1, half)), the(BEYOND));
  v gap = nearGap(a, half);
  v isNear = lt(a, the(FAR));
  /* of a density of 0 any gap makes 0 */
  if (!all(either(isNear, wasm_f64x2_eq(density, NONE)))) gap = pick(isNear, gap, farGap(a, half));
  v intrinsic = isCall ? sub(F, K) : sub(K, F);
  return add(keep(gt(intrinsic, NONE), intrinsic), mul(mul(F, density), gap));
}

/* Tails of both terms from one density, and what they make. */
typedef struct { v cdf1, strikeTail2, value; } Parts;

ALWAYS_INLINE Parts partsOf(const int isCall, v F, v K, v d1, v d2, v density) {
  v mills1 = millsRatio(atMost(magnitude(d1), the(BEYOND)));
  v mills2 = millsRatio(atMost(magnitude(d2), the(BEYOND)));
  v up1 = gt(d1, NONE), up2 = gt(d2, NONE);
  v tail1 = mul(density, mills1);
  v far1 = mul(F, tail1);
  v far2 = mul(mul(F, density), mills2);
  v near1 = sub(the(ONE), tail1), near2 = sub(K, far2);
  v below = sub(pick(up1, sub(F, far1), far1), far2);
  v above = sub(pick(up2, far2, near2), far1);
  v timeValue = pick(le(F, K), below, above);
  v intrinsic = isCall ? sub(F, K) : sub(K, F);
  return (Parts){
    isCall ? pick(up1, near1, tail1) : pick(up1, tail1, near1),
    far2,
    add(keep(gt(intrinsic, NONE), intrinsic), drop(lt(timeValue, NONE), timeValue)),
  };
}

#define TERM(i) (t + (i) * BLOCK_STRIDE)
#define COL(i) (p + (i) * STRIP_STRIDE)
/* Pairs of a block, two in turn: they share the constants that do not fit the registers. */
#define EACH_PAIR _Pragma("clang loop unroll_count(2)") for (const double *end = t + n; t < end; t += 2, p += 2)

/* The narrow ones of a block again, and those at the kink. */
NEVER_INLINE void refine(int isCall, double forward, const double *p, int n) {
  const v F = splat(forward);
  double *t = terms[0];
  HIDE(t);
  for (const double *end = t + n; t < end; t += 2, p += 2) {
    v s = load(TERM(DEVIATION));
    v isWide = ge(s, the(NARROW));
    if (all(isWide)) continue;
    v K = load(COL(STRIKE)), d1 = load(TERM(D1));
    v value = narrowValue(isCall, F, K, s, d1, load(TERM(DENSITY)));
    value = pick(isWide, load(TERM(VALUE)), value);
    v kink = both(le(s, the(LEAST_DEVIATION)), wasm_f64x2_eq(d1, mul(the(HALF), s)));
    store(TERM(VALUE), drop(kink, value));
    if (!any(kink)) continue;
    for (int i = DEVIATION; i < VALUE; i++) store(TERM(i), either(load(TERM(i)), kink));
  }
}

ALWAYS_INLINE void termsOf(const int isCall, double forward, double rootTau, const double *from, int n) {
  const v F = splat(forward), root = splat(rootTau);
  v isWide = MISSING;
  const double *p = from;
  double *t = terms[0];
  HIDE(t);
  EACH_PAIR {
    v raw = mul(load(COL(VOL)), root);
    v s = either(atLeast(raw, the(LEAST_DEVIATION)), lt(raw, NONE));
    isWide = both(isWide, ge(s, the(NARROW)));
    v perDeviation = over(the(ONE), s);
    v d1 = add(mul(logRatio(F, load(COL(STRIKE))), perDeviation), mul(the(HALF), s));
    store(TERM(DEVIATION), s);
    store(TERM(PER_DEVIATION), perDeviation);
    store(TERM(D1), d1);
    store(TERM(D2), sub(d1, s));
  }
  p = from;
  t = terms[0];
  HIDE(t);
  EACH_PAIR {
    v d1 = load(TERM(D1));
    v density = densityOf(d1);
    store(TERM(DENSITY), density);
    Parts parts = partsOf(isCall, F, load(COL(STRIKE)), d1, load(TERM(D2)), density);
    store(TERM(CDF1), parts.cdf1);
    store(TERM(STRIKE_TAIL2), parts.strikeTail2);
    store(TERM(VALUE), parts.value);
  }
  if (!all(isWide)) refine(isCall, forward, from, n);
}

NEVER_INLINE void callTerms(double forward, double rootTau, const double *from, int n) { termsOf(1, forward, rootTau, from, n); }
NEVER_INLINE void putTerms(double forward, double rootTau, const double *from, int n) { termsOf(0, forward, rootTau, from, n); }

/* Terms of the n ≤ BLOCK options of the first two columns. */
void EXPORT(fillTerms)(int isCall, double forward, double rootTau, int n) {
  if (isCall) callTerms(forward, rootTau, columns[0], n);
  else putTerms(forward, rootTau, columns[0], n);
}

/* Values of the n ≤ STRIP options of the first two columns. */
void EXPORT(fillPrices)(int isCall, double forward, double rootTau, double scale, int n) {
  const v S = splat(scale);
  double *p = columns[0];
  HIDE(p);
  for (int left = n; left > 0; left -= BLOCK) {
    const int m = left < BLOCK ? left : BLOCK;
    if (isCall) callTerms(forward, rootTau, p, m);
    else putTerms(forward, rootTau, p, m);
    double *t = terms[0];
    HIDE(t);
    for (const double *end = t + m; t < end; t += 2, p += 2) store(COL(PRICE), mul(S, load(TERM(VALUE))));
  }
}

ALWAYS_INLINE void greeksOf(const int higher, int isCall, double forward, double tau, double time, double rate, double discount, int n) {
  const double rootTau = __builtin_sqrt(tau), rootTime = __builtin_sqrt(time);
  const v perDay = splat(1.0 / 365), D = splat(discount), signedD = splat(isCall ? discount : -discount);
  const v root = splat(rootTime), R = splat(rate), minusTau = splat(-tau), perForward = splat(1 / forward);
  const v vegaScale = splat(forward * rootTime), decay = splat(forward / (2 * rootTime)), perTime = splat(1 / (2 * time));
  double *p = columns[0];
  HIDE(p);
  for (int left = n; left > 0; left -= BLOCK) {
    const int m = left < BLOCK ? left : BLOCK;
    if (isCall) callTerms(forward, rootTau, p, m);
    else putTerms(forward, rootTau, p, m);
    double *t = terms[0];
    HIDE(t);
    for (const double *end = t + m; t < end; t += 2, p += 2) {
      v phi = mul(D, load(TERM(DENSITY)));
      v perDeviation = load(TERM(PER_DEVIATION));
      v price = mul(D, load(TERM(VALUE)));
      v delta = mul(signedD, load(TERM(CDF1)));
      v vega = mul(vegaScale, phi);
      store(COL(PRICE), price);
      store(COL(DELTA), delta);
      store(COL(GAMMA), mul(mul(phi, perDeviation), perForward));
      store(COL(VEGA), vega);
      store(COL(THETA), mul(perDay, sub(mul(R, price), mul(mul(decay, phi), load(COL(VOL))))));
      store(COL(RHO), mul(minusTau, price));
      if (!higher) continue;
      v d1 = load(TERM(D1)), d2 = load(TERM(D2)), perVol = mul(root, perDeviation), turn = mul(phi, d2);
      store(COL(VANNA), wasm_f64x2_neg(mul(turn, perVol)));
      store(COL(VOLGA), mul(mul(mul(vega, d1), d2), perVol));
      store(COL(CHARM), mul(perDay, add(mul(R, delta), mul(turn, perTime))));
    }
  }
}

/* Values and greeks of Black-76, those of the second order only where asked for; `time` is tau, but not 0. */
void EXPORT(fillGreeks)(int higher, int isCall, double forward, double tau, double time, double rate, double discount, int n) {
  if (higher) greeksOf(1, isCall, forward, tau, time, rate, discount, n);
  else greeksOf(0, isCall, forward, tau, time, rate, discount, n);
}

/* A scenario grid: first the logs of its prices over the strike of each leg, once for all rows. */
void EXPORT(fillLogs)(int leg, double strike, int n) {
  const v K = splat(strike);
  for (int j = 0; j < n; j += 2) store(&logs[leg][j], logRatio(load(&prices[j]), K));
}

/* What a put (0), a call (1) or the underlying (2) pays at each price, `scale` times, onto the row. */
void EXPORT(addPayoff)(int kind, double strike, double scale, int n) {
  const v K = splat(strike), Q = splat(scale);
  for (int j = 0; j < n; j += 2) {
    v S = load(&prices[j]);
    v value = kind == 0 ? sub(K, S) : sub(S, K);
    if (kind < 2) value = drop(lt(value, NONE), value);
    store(&row[j], add(load(&row[j]), mul(Q, value)));
  }
}

/* Of a pair that need not be narrow. */
NEVER_INLINE v mixedValue(int isCall, v F, v K, v s, v d1, v density) {
  v isWide = ge(s, the(NARROW));
  v wide = isCall ? partsOf(1, F, K, d1, sub(d1, s), density).value : partsOf(0, F, K, d1, sub(d1, s), density).value;
  return all(isWide) ? wide : pick(isWide, wide, narrowValue(isCall, F, K, s, d1, density));
}

ALWAYS_INLINE void addValuesOf(const int isCall, int leg, double strike, double growth, double logGrowth, double scale, double uniform, int n) {
  const v K = splat(strike), G = splat(growth), shift = splat(logGrowth), Q = splat(scale);
  double *p = row;
  const double *x = logs[leg];
  HIDE(p);
  HIDE(x);
  const double *end = p + n;
  if (uniform >= NARROW[0]) {
    const v s = splat(uniform), perDeviation = over(the(ONE), s), half = mul(the(HALF), s);
#pragma clang loop unroll_count(2)
    for (; p < end; p += 2, x += 2) {
      v d1 = add(mul(add(load(x), shift), perDeviation), half);
      v F = mul(load(p + BLOCK_STRIDE), G);
      store(p, add(load(p), mul(Q, partsOf(isCall, F, K, d1, sub(d1, s), densityOf(d1)).value)));
    }
    return;
  }
  for (; p < end; p += 2, x += 2) {
    v F = mul(load(p + BLOCK_STRIDE), G), s = load(p + 2 * BLOCK_STRIDE);
    v d1 = add(mul(add(load(x), shift), over(the(ONE), s)), mul(the(HALF), s));
    v density = densityOf(d1);
    v isWide = ge(s, the(NARROW));
    v value;
    if (!any(isWide)) value = narrowValue(isCall, F, K, s, d1, density);
    else value = mixedValue(isCall, F, K, s, d1, density);
    store(p, add(load(p), mul(Q, value)));
  }
}

/*
 * What an option is worth at each price with the deviations of the row, `scale` times, onto the row. `uniform` is the deviation of them
 * all when they are equal.
 */
void EXPORT(addValues)(int isCall, int leg, double strike, double growth, double logGrowth, double scale, double uniform, int n) {
  if (isCall) addValuesOf(1, leg, strike, growth, logGrowth, scale, uniform, n);
  else addValuesOf(0, leg, strike, growth, logGrowth, scale, uniform, n);
}

ALWAYS_INLINE int turned(int x, int by) { return (int)((unsigned)x << by | (unsigned)x >> (32 - by)); }

/*
 * Draws [from, to) of the ziggurat of Rng, up to the first that needs more than its layer; returns that one's place. The words
 * are then those in front of it.
 */
int EXPORT(drawNormals)(int from, int to) {
  int s0 = words[0], s1 = words[1], s2 = words[2], s3 = words[3];
  double *z = draws;
  const double *edge = edges;
  HIDE(z);
  HIDE(edge);
  int i = from;
  for (; i < to; i++) {
    const int bits = (int)((unsigned)turned((int)((unsigned)s1 * 5), 7) * 9);
    const int n2 = s2 ^ s0, n3 = s3 ^ s1;
    const int layer = bits & 255;
    const double x = (double)(bits >> 8) * (1.0 / 8388608) * edge[layer];
    if (!(__builtin_fabs(x) < edge[layer + 1])) break;
    z[i] = x;
    s0 ^= n3;
    s2 = n2 ^ (int)((unsigned)s1 << 9);
    s1 ^= n2;
    s3 = turned(n3, 11);
  }
  words[0] = s0, words[1] = s1, words[2] = s2, words[3] = s3;
  return i;
}

ALWAYS_INLINE v grown(v start, v log) {
  return mul(start, expWithin(atMost(atLeast(log, the(LEAST_EXPONENT)), the(MOST_EXPONENT))));
}

/* Draws become prices in place: paths one after the other, of `steps` each, four at a time. */
void EXPORT(growPaths)(double start, double drift, double vol, int paths, int steps) {
  const v S = splat(start), A = splat(drift), B = splat(vol);
  double *a = draws;
  HIDE(a);
  for (int path = 0; path < paths; path += 4, a += 3 * steps) {
    v x = NONE, y = NONE;
    double *b = a + steps, *c = b + steps, *d = c + steps;
    for (int k = 0; k < steps; k++, a++, b++, c++, d++) {
      x = add(x, add(A, mul(B, wasm_v128_load64_lane(b, wasm_v128_load64_zero(a), 1))));
      y = add(y, add(A, mul(B, wasm_v128_load64_lane(d, wasm_v128_load64_zero(c), 1))));
      v e = grown(S, x), f = grown(S, y);
      wasm_v128_store64_lane(a, e, 0);
      wasm_v128_store64_lane(b, e, 1);
      wasm_v128_store64_lane(c, f, 0);
      wasm_v128_store64_lane(d, f, 1);
    }
  }
}
