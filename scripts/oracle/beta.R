# Writes test/oracle/hedge/beta.json with R's lm: slopes and errors of ordinary least squares; with exponential weights its slope, and the
# error of alike noise by matrices; Vasicek's posterior by precisions.
#
#     Rscript scripts/oracle/beta.R

set.seed(11)
number <- function(x) ifelse(is.na(x), "null", formatC(as.vector(x), digits = 17, format = "g"))
array <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")

estimate <- function(y, x, window, half, downside) {
  n <- length(y)
  rows <- max(1, n - window + 1):n
  d <- data.frame(y = y[rows], x = x[rows], age = n - rows)
  d <- d[!is.na(d$y) & !is.na(d$x), ]
  if (downside) d <- d[d$x < 0, ]
  if (is.na(half)) {
    fit <- summary(lm(y ~ x, d))
    return(list(beta = fit$coefficients[2, 1], error = fit$coefficients[2, 2],
      intercept = fit$coefficients[1, 1], interceptError = fit$coefficients[1, 2], days = nrow(d), effective = nrow(d)))
  }
  w <- 2^(-d$age / half)
  fit <- lm(y ~ x, d, weights = w)
  effective <- sum(w)^2 / sum(w^2)
  sigma2 <- weighted.mean(residuals(fit)^2, w) * effective / (effective - 2)
  X <- cbind(1, d$x)
  bread <- solve(t(X) %*% diag(w) %*% X)
  covariance <- sigma2 * bread %*% t(X) %*% diag(w^2) %*% X %*% bread
  list(beta = unname(coef(fit)[2]), error = sqrt(covariance[2, 2]),
    intercept = unname(coef(fit)[1]), interceptError = sqrt(covariance[1, 1]), days = nrow(d), effective = effective)
}

rows <- character()
for (n in c(60, 140)) for (missing in c(0, 9)) for (half in c(NA, 25)) for (downside in c(FALSE, TRUE)) {
  x <- round(rnorm(n, 0, 0.03), 6)
  y <- round(0.0005 + 1.35 * x + rt(n, 4) * 0.02, 6)
  if (missing > 0) { y[sample(n, missing)] <- NA; x[sample(n, missing)] <- NA }
  e <- estimate(y, x, 90, half, downside)
  prior <- 0.25
  precision <- 1 / e$error^2 + 1 / prior
  rows <- c(rows, sprintf('{"window": 90, "halfLife": %s, "downside": %s, "asset": %s, "benchmark": %s, "days": %d, "effectiveDays": %s, "beta": %s, "error": %s, "intercept": %s, "interceptError": %s, "shrunk": %s, "shrunkError": %s}',
    number(half), tolower(downside), array(y), array(x), e$days, number(e$effective), number(e$beta), number(e$error), number(e$intercept), number(e$interceptError),
    number((e$beta / e$error^2 + 1 / prior) / precision), number(sqrt(1 / precision))))
}

# The error of a sum of betas, by the covariance of all residuals of a multivariate regression.
n <- 90
x <- round(rnorm(n, 0, 0.03), 6)
common <- rnorm(n, 0, 0.02)
Y <- round(cbind(1.1 * x + common + rnorm(n, 0, 0.01), 0.8 * x + common + rnorm(n, 0, 0.02), 1.6 * x - common + rnorm(n, 0, 0.03)), 6)
notional <- c(600000, 250000, -90000)
fit <- lm(Y ~ x)
residual <- crossprod(residuals(fit)) / (n - 2)
error <- sqrt(t(notional) %*% residual %*% notional / sum((x - mean(x))^2))
sum <- sprintf('{"window": 90, "benchmark": %s, "returns": [%s], "notionals": %s, "error": %s}',
  array(x), paste(apply(Y, 2, array), collapse = ", "), array(notional), number(error))

dir.create("test/oracle/hedge", showWarnings = FALSE)
writeLines(c(
  "{",
  sprintf('  "source": "R %s, lm",', getRversion()),
  '  "command": "Rscript scripts/oracle/beta.R",',
  '  "tolerance": "1e-10 relative",',
  '  "priorVariance": 0.25,',
  sprintf('  "sum": %s,', sum),
  '  "rows": [',
  paste0("    ", paste(rows, collapse = ",\n    ")),
  "  ]",
  "}"
), "test/oracle/hedge/beta.json")
