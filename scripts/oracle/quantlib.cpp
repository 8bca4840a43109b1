// What QuantLib says of seeded random options, a line of numbers an option. Built and run by quantlib.py.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ql/quantlib.hpp>
#include <random>

using namespace QuantLib;

static std::mt19937_64 generator(76);
static double between(double low, double high) { return low + (high - low) * (generator() >> 11) * 0x1p-53; }
/** To six significant digits, so that the file holds exactly what was priced. */
static double rounded(double x) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", x);
    return std::strtod(text, nullptr);
}
static void print(std::initializer_list<double> inputs, std::initializer_list<double> outputs) {
    for (double x : inputs) std::printf("%.9g ", x);
    for (double x : outputs) std::printf("%.16g ", x);
    std::printf("\n");
}

/**
 * An hour to ten years, 1 % to 500 %, up to six deviations and a factor of twelve from the money: the calculator subtracts the
 * two terms whatever they are, so that farther off it has fewer digits itself (black.py goes there).
 */
static void european(bool onForward, int count) {
    for (int i = 0; i < count; i++) {
        int type = generator() % 2 ? 1 : -1;
        double tau = rounded(std::exp(between(std::log(1 / 8760.), std::log(10.))));
        double vol = rounded(std::exp(between(std::log(0.01), std::log(5.))));
        double spot = rounded(std::exp(between(std::log(0.01), std::log(1e5))));
        double rate = rounded(between(-0.02, 0.15)), carry = onForward ? 0 : rounded(between(-0.05, 0.1));
        double deviation = vol * std::sqrt(tau);
        double forward = onForward ? spot : spot * std::exp((rate - carry) * tau);
        double far = std::min(2.5, 6 * deviation);
        double strike = rounded(forward * std::exp(between(-far, far)));
        BlackCalculator one(type > 0 ? Option::Call : Option::Put, strike, forward, deviation, std::exp(-rate * tau));
        print({double(type), spot, strike, tau, rate, carry, vol},
              {one.value(), one.delta(spot), one.gamma(spot), one.vega(tau), one.theta(spot, tau) / 365,
               onForward ? -tau * one.value() : one.rho(tau)});
    }
}

struct American {
    ext::shared_ptr<SimpleQuote> spot, rate, carry, vol;
    ext::shared_ptr<GeneralizedBlackScholesProcess> process;
    American(double s, double r, double q, double v)
    : spot(new SimpleQuote(s)), rate(new SimpleQuote(r)), carry(new SimpleQuote(q)), vol(new SimpleQuote(v)) {
        Date today = Settings::instance().evaluationDate();
        DayCounter count = Actual365Fixed();
        auto flat = [&](const ext::shared_ptr<SimpleQuote>& x) {
            return Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, Handle<Quote>(x), count));
        };
        process = ext::make_shared<BlackScholesMertonProcess>(
            Handle<Quote>(spot), flat(carry), flat(rate),
            Handle<BlackVolTermStructure>(ext::make_shared<BlackConstantVol>(today, NullCalendar(), Handle<Quote>(vol), count)));
    }
};

static void american(int count, int trees) {
    Date today(2, January, 2024);
    Settings::instance().evaluationDate() = today;
    for (int i = 0; i < count; i++) {
        int type = generator() % 2 ? 1 : -1, days = int(std::exp(between(std::log(1), std::log(1095))));
        double vol = rounded(std::exp(between(std::log(0.08), std::log(1.2)))), spot = rounded(between(20, 600));
        double rate = rounded(between(0, 0.08)), carry = i % 4 == 0 ? 0 : rounded(between(0, 0.08));
        double strike = rounded(spot * std::exp(vol * std::sqrt(days / 365.) * between(-2.5, 2.5)));
        American at(spot, rate, carry, vol);
        VanillaOption option(ext::make_shared<PlainVanillaPayoff>(type > 0 ? Option::Call : Option::Put, strike),
                             ext::make_shared<AmericanExercise>(today, today + days));
        auto price = [&](double s, double v) {
            at.spot->setValue(s);
            at.vol->setValue(v);
            return option.NPV();
        };
        option.setPricingEngine(ext::make_shared<QdFpAmericanEngine>(at.process, QdFpAmericanEngine::highPrecisionScheme()));
        double h = 0.05 * vol * std::sqrt(days / 365.) * spot, k = 1e-2 * vol, value = price(spot, vol);
        double up = price(spot + h, vol), down = price(spot - h, vol);
        double upper = price(spot + 2 * h, vol), lower = price(spot - 2 * h, vol);
        double vega = (price(spot, vol + k) - price(spot, vol - k)) / (2 * k);
        price(spot, vol);
        double tree = NAN;
        if (i < trees) {
            option.setPricingEngine(ext::make_shared<BinomialVanillaEngine<LeisenReimer>>(at.process, 10001));
            tree = option.NPV();
        }
        print({double(type), spot, strike, double(days), rate, carry, vol},
              {value, (8 * (up - down) - (upper - lower)) / (12 * h), (16 * (up + down) - (upper + lower) - 30 * value) / (12 * h * h),
               vega, tree});
    }
}

int main(int, char** argv) {
    if (!std::strcmp(argv[1], "bsm")) european(false, std::atoi(argv[2]));
    if (!std::strcmp(argv[1], "black76")) european(true, std::atoi(argv[2]));
    if (!std::strcmp(argv[1], "american")) american(std::atoi(argv[2]), std::atoi(argv[3]));
    if (!std::strcmp(argv[1], "version")) std::printf("%s\n", QL_VERSION);
}
