# Writes test/oracle/stats/logistic-glm.json with R's glm(family = binomial).
#
#     Rscript scripts/oracle/logistic.R

set.seed(4)
array <- function(x) paste0("[", paste(formatC(as.vector(x), digits = 17, format = "g"), collapse = ", "), "]")

rows <- character()
for (case in list(c(12, 1), c(60, 2), c(200, 4))) for (weighted in c(FALSE, TRUE)) {
  n <- case[1]; p <- case[2]
  x <- matrix(round(rnorm(n * p) * rep(10^(seq_len(p) - 2), each = n), 4), n, p)
  y <- rbinom(n, 1, plogis(-0.3 + x %*% (0.8 / 10^(seq_len(p) - 2))))
  w <- if (weighted) sample(1:4, n, TRUE) else rep(1, n)
  fit <- glm(y ~ x, family = binomial, weights = w, control = list(epsilon = 1e-14, maxit = 100))
  rows <- c(rows, sprintf('{"n": %d, "p": %d, "x": %s, "y": %s, "weights": %s, "coefficients": %s, "covariance": %s, "fitted": %s}',
    n, p, array(t(x)), array(y), array(w), array(coef(fit)), array(vcov(fit)), array(fitted(fit))))
}
writeLines(c(
  "{",
  sprintf('  "source": "R %s, glm(family = binomial)",', getRversion()),
  '  "command": "Rscript scripts/oracle/logistic.R",',
  '  "tolerance": "1e-7 relative, 1e-9 absolute of a probability",',
  '  "rows": [',
  paste0("    ", paste(rows, collapse = ",\n    ")),
  "  ]",
  "}"
), "test/oracle/stats/logistic-glm.json")
