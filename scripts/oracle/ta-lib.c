/* Runs one TA-Lib function: argv = name and whole-number parameters, stdin = n and n rows "high low close",
   stdout = the index of the first row with output, then one line per row. See ta-lib.py. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "ta_libc.h"

#define MOST 100000

static double high[MOST], low[MOST], close[MOST], out[3][MOST];

int main(int argc, char **argv) {
  int n, begin, count, outputs = 1;
  if (argc < 3 || scanf("%d", &n) != 1 || n > MOST) return 2;
  for (int i = 0; i < n; i++)
    if (scanf("%lf %lf %lf", &high[i], &low[i], &close[i]) != 3) return 2;
  const char *name = argv[1];
  int a = atoi(argv[2]);
  TA_RetCode code = TA_Initialize();
  if (code != TA_SUCCESS) return 3;
  if (!strcmp(name, "rsi")) code = TA_RSI(0, n - 1, close, a, &begin, &count, out[0]);
  else if (!strcmp(name, "sma")) code = TA_SMA(0, n - 1, close, a, &begin, &count, out[0]);
  else if (!strcmp(name, "ema")) code = TA_EMA(0, n - 1, close, a, &begin, &count, out[0]);
  else if (!strcmp(name, "atr")) code = TA_ATR(0, n - 1, high, low, close, a, &begin, &count, out[0]);
  else if (!strcmp(name, "macd") && argc == 5) {
    outputs = 3;
    code = TA_MACD(0, n - 1, close, a, atoi(argv[3]), atoi(argv[4]), &begin, &count, out[0], out[1], out[2]);
  } else return 2;
  if (code != TA_SUCCESS) return 3;
  printf("%d\n", begin);
  for (int i = 0; i < count; i++)
    for (int k = 0; k < outputs; k++) printf("%.17g%c", out[k][i], k + 1 < outputs ? ' ' : '\n');
  return 0;
}
