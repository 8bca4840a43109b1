// QuantLib on the options of a file: n, then columns forward, strike, tau, vol, rate (float64), price + 5 greeks. Prints as JSON the
// milliseconds of each run of BlackCalculator, and of LiRS on the undiscounted prices of the file, with the volatilities it found
// written to a second file (NaN where it gave up).
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ql/pricingengines/blackcalculator.hpp>
#include <ql/pricingengines/blackformula.hpp>
#include <vector>

using namespace QuantLib;
static double now() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

int main(int, char** argv) {
    size_t n = std::atoll(argv[3]);
    int runs = std::atoi(argv[4]);
    std::vector<double> in(6 * n), out(6 * n), vols(n);
    FILE* file = std::fopen(argv[1], "rb");
    if (!file || std::fread(in.data(), sizeof(double), 6 * n, file) != 6 * n) return 1;
    std::fclose(file);
    const double *forward = &in[0], *strike = &in[n], *tau = &in[2 * n], *vol = &in[3 * n], *rate = &in[4 * n], *price = &in[5 * n];
    for (int kind = 0; kind < 2; kind++) {
        std::printf(kind == 0 ? "{\"price\":[" : "],\"implied\":[");
        for (int run = 0; run < runs; run++) {
            double start = now();
            if (kind == 0)
                for (size_t i = 0; i < n; i++) {
                    BlackCalculator one(Option::Call, strike[i], forward[i], vol[i] * std::sqrt(tau[i]), std::exp(-rate[i] * tau[i]));
                    double* row = &out[6 * i];
                    row[0] = one.value();
                    row[1] = one.deltaForward();
                    row[2] = one.gammaForward();
                    row[3] = one.vega(tau[i]);
                    row[4] = one.theta(forward[i], tau[i]);
                    row[5] = one.rho(tau[i]);
                }
            else
                for (size_t i = 0; i < n; i++) {
                    try {
                        vols[i] = blackFormulaImpliedStdDevLiRS(Option::Call, strike[i], forward[i], price[i], 1.0, 0.0, Null<Real>(), 1.0, 1e-12, 100) / std::sqrt(tau[i]);
                    } catch (...) {
                        vols[i] = NAN;
                    }
                }
            std::printf("%s%.6f", run ? "," : "", now() - start);
        }
    }
    std::printf("]}\n");
    file = std::fopen(argv[2], "wb");
    std::fwrite(vols.data(), sizeof(double), n, file);
    std::fclose(file);
    return out[0] > -1 ? 0 : 1;
}
