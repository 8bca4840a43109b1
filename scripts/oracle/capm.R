# Writes test/oracle/value/capm.json with R's lm: alpha and beta of daily excess returns with their errors, and Vasicek's posterior by
# precisions, as a Gaussian prior about 1 and a Gaussian likelihood give it.
#
#     Rscript scripts/oracle/capm.R

set.seed(64)
number <- function(x) ifelse(is.na(x), "null", formatC(as.vector(x), digits = 17, format = "g"))
array <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")

prior <- 0.25
rows <- character()
for (n in c(60, 120)) for (missing in c(0, 7)) for (rate in c(0, 0.045)) for (beta in c(-0.4, 1.35)) {
  x <- round(rnorm(n, 0.0004, 0.03), 6)
  y <- round(0.001 + beta * x + rt(n, 4) * 0.02, 6)
  if (missing > 0) { y[sample(n, missing)] <- NA; x[sample(n, missing)] <- NA }
  d <- na.omit(data.frame(y = y - rate / 365, x = x - rate / 365))
  fit <- summary(lm(y ~ x, d))$coefficients
  precision <- 1 / fit[2, 2]^2 + 1 / prior
  rows <- c(rows, sprintf('{"riskFree": %s, "asset": %s, "benchmark": %s, "days": %d, "beta": %s, "betaError": %s, "alpha": %s, "alphaError": %s, "shrunkBeta": %s, "shrunkError": %s, "correlation": %s}',
    number(rate), array(y), array(x), nrow(d), number(fit[2, 1]), number(fit[2, 2]), number(fit[1, 1] * 365), number(fit[1, 2] * 365),
    number((fit[2, 1] / fit[2, 2]^2 + 1 / prior) / precision), number(sqrt(1 / precision)), number(cor(d$x, d$y))))
}

dir.create("test/oracle/value", showWarnings = FALSE)
writeLines(c(
  "{",
  sprintf('  "source": "R %s, lm",', getRversion()),
  '  "command": "Rscript scripts/oracle/capm.R",',
  '  "tolerance": "1e-10 relative",',
  sprintf('  "priorVariance": %s,', prior),
  '  "rows": [',
  paste0("    ", paste(rows, collapse = ",\n    ")),
  "  ]",
  "}"
), "test/oracle/value/capm.json")
