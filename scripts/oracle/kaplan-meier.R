# Writes test/oracle/stats/kaplan-meier.json with R's survival package (Debian: r-cran-survival).
#
#     Rscript scripts/oracle/kaplan-meier.R

library(survival)
set.seed(11)

number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 17, format = "g"))
array <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")

samples <- list(
  aml = list(time = aml$time, observed = aml$status),
  ties = list(time = c(1, 1, 1, 2, 2, 3, 3, 3, 5), observed = c(1, 1, 0, 0, 1, 1, 0, 1, 0)),
  all_die = list(time = c(4, 2, 9, 7), observed = c(1, 1, 1, 1)),
  nobody_dies = list(time = c(4, 2, 9), observed = c(0, 0, 0)),
  many = list(time = round(rexp(120) * 60, 1), observed = rbinom(120, 1, 0.6)),
  rare = list(time = round(rexp(200) * 9), observed = rbinom(200, 1, 0.08))
)
rows <- character()
for (name in names(samples)) for (level in c(0.95, 0.8)) {
  sample <- samples[[name]]
  fit <- survfit(Surv(sample$time, sample$observed) ~ 1, conf.type = "log-log", conf.int = level)
  at <- fit$n.event > 0
  columns <- list(time = fit$time, survival = fit$surv, lo = fit$lower, hi = fit$upper, atRisk = fit$n.risk, events = fit$n.event)
  curve <- paste(sprintf('"%s": %s', names(columns), sapply(columns, function(x) array(x[at]))), collapse = ", ")
  rows <- c(rows, sprintf('{"name": "%s", "level": %s, "time": %s, "observed": %s, "curve": {%s}}',
    name, number(level), array(sample$time), array(sample$observed), curve))
}
writeLines(c(
  "{",
  sprintf('  "source": "R %s, survival %s, survfit(conf.type = \\"log-log\\")",', getRversion(), packageVersion("survival")),
  '  "command": "Rscript scripts/oracle/kaplan-meier.R",',
  '  "tolerance": "1e-12",',
  '  "rows": [',
  paste0("    ", paste(rows, collapse = ",\n    ")),
  "  ]",
  "}"
), "test/oracle/stats/kaplan-meier.json")
