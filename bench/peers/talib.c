/* Times TA-Lib's RSI(14) and MACD(12,26,9) over the doubles of a file and prints milliseconds, one line a run;
 * with "values" as third argument it writes its outputs instead: rsi, macd, signal, histogram (text, 17 digits). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "ta_libc.h"

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  int n = atoi(argv[2]), begin, count;
  double *x = malloc(8L * n), *rsi = malloc(8L * n), *macd = malloc(8L * n), *signal = malloc(8L * n), *hist = malloc(8L * n);
  FILE *file = fopen(argv[1], "rb");
  if (!file || fread(x, 8, n, file) != (size_t)n) return 1;
  TA_Initialize();
  if (argc > 3) {
    int rsi_begin, rsi_count;
    TA_RSI(0, n - 1, x, 14, &rsi_begin, &rsi_count, rsi);
    TA_MACD(0, n - 1, x, 12, 26, 9, &begin, &count, macd, signal, hist);
    for (int i = 0; i < rsi_count; i++) printf("rsi %d %.17g\n", rsi_begin + i, rsi[i]);
    for (int i = 0; i < count; i++) printf("macd %d %.17g %.17g %.17g\n", begin + i, macd[i], signal[i], hist[i]);
    return 0;
  }
  for (int run = 0; run < 21; run++) {
    double t0 = now_ms();
    TA_RSI(0, n - 1, x, 14, &begin, &count, rsi);
    TA_MACD(0, n - 1, x, 12, 26, 9, &begin, &count, macd, signal, hist);
    printf("%.6f\n", now_ms() - t0);
  }
  return 0;
}
