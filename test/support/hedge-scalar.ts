import { bsm } from '#core/options/black-scholes-merton';
import { black76 } from '#core/options/black76';
import { expiriesOf } from '#core/hedge/expiries';
import type { ExposedPosition } from '#core/hedge/exposed';
import type { HedgeMarket } from '#core/hedge/market';
import type { Attribution, PathSet } from '#core/hedge/simulation';
import type { Gate, GateSignal, HedgePlan, Layer, LegRule } from '#core/hedge/types';

/*
 * The simulation once more, from the rules and not from the engine: one path, plain objects, one leg at a time, strikes by bisection.
 * It shares only the surface, the calendar and the formula of Black with the program, which have tests of their own.
 */

const DAY = 86_400_000;
const YEAR = 365 * DAY;

interface Leg {
  rule: LegRule;
  q: number;
  strike: number;
  entry: number;
  expiry: number;
  mark: Mark;
}

interface Mark {
  value: number;
  forward: number;
  vol: number;
  delta: number;
  gamma: number;
  vega: number;
  theta: number;
  vanna: number;
  volga: number;
}

interface Rung {
  days: number;
  legs: Leg[];
  expiry: number;
  opened: number;
  due: number;
  units: number;
  paid: number;
  fired: number;
  refused: boolean;
}

interface Book {
  layer: Layer;
  rungs: Rung[];
  cash: number;
  gate: number;
  premiums: { t: number; premium: number }[];
  sums: { -readonly [K in keyof Attribution]: number };
  paid: number;
  received: number;
  opened: number;
  rolled: number;
  monetised: number;
  refused: number;
  open: number;
  unknown: number;
}

export interface ScalarResult {
  readonly hedged: number[];
  readonly unhedged: number[];
  readonly book: number;
  readonly layers: readonly Book[];
}

export function simulateScalar(
  plan: HedgePlan,
  market: HedgeMarket,
  positions: readonly ExposedPosition[],
  set: PathSet,
  path = 0,
  shiftDays = 0,
): ScalarResult {
  const at = (column: Float64Array | undefined, s: number): number => (column ? column[s * set.paths + path]! : NaN);
  const spotAt = (s: number): number => at(set.spot, s);
  const spot0 = spotAt(0);
  const vol0 = Number.isNaN(at(set.vol, 0)) ? market.surface.atm(30 / 365) : at(set.vol, 0);
  const end = set.start + set.steps * set.step;

  const books: Book[] = plan.layers.filter((layer) => layer.enabled).map((layer) => ({
    layer, cash: 0, gate: 0, premiums: [], paid: 0, received: 0, opened: 0, rolled: 0, monetised: 0, refused: 0, open: 0, unknown: 0,
    sums: { delta: 0, gamma: 0, vega: 0, vannaVolga: 0, theta: 0, carry: 0, costs: 0, residual: 0, total: 0 },
    rungs: layer.tenor.targets.map((days) => ({ days, legs: [], expiry: NaN, opened: -Infinity, due: set.start, units: 0, paid: 0, fired: 0, refused: false })),
  })); // prettier-ignore

  let vol30 = vol0;
  let high = Number.isNaN(market.signals.drawdown) ? spot0 : spot0 / (1 + market.signals.drawdown);
  let [s, t, spot, level] = [0, set.start, spot0, NaN];
  let [spotBefore, levelBefore] = [NaN, NaN];

  const carryOf = (expiry: number): number => {
    const quoted = market.listed.find((of) => of.expiry === expiry);
    return quoted ? Math.log(quoted.forward / market.spot) / ((expiry - set.start) / YEAR) : market.carry;
  };
  const forwardOf = (rule: LegRule, expiry: number): number => {
    const tau = expiry === Infinity ? 0 : (expiry - t) / YEAR;
    if (rule.on === 'asset') return spot * Math.exp(carryOf(expiry) * tau);
    const v = market.volatility!;
    return v.longRun + (level - v.longRun) * Math.exp(-v.speed * tau);
  };
  const volAt = (rule: LegRule, moneyness: number, tau: number): number => {
    if (rule.on === 'asset')
      return market.surface.vol(moneyness, tau, plan.surface, { spot: spot / spot0, vol: vol30 / vol0 });
    const { volOfVol, speed } = market.volatility!;
    if (speed === 0) return volOfVol;
    const damp = (x: number): number => (1 - Math.exp(-2 * speed * x)) / (2 * speed * x);
    return volOfVol * Math.sqrt(damp(tau) / damp(30 / 365));
  };
  const markOf = (rule: LegRule, strike: number, expiry: number, entry: number): Mark => {
    const forward = forwardOf(rule, expiry);
    if (rule.kind === 'future')
      return { value: forward - entry, forward, vol: 0, delta: 1, gamma: 0, vega: 0, theta: 0, vanna: 0, volga: 0 };
    const tau = (expiry - t) / YEAR;
    const vol = volAt(rule, strike / forward, tau);
    // With no rate and no carry the model of the spot is that of the forward.
    const of = bsm(rule.kind, forward, strike, tau, 0, 0, vol);
    return { value: black76(rule.kind, forward, strike, tau, 0, vol).price, forward, vol, delta: of.delta, gamma: of.gamma, vega: of.vega, theta: of.theta * 365, vanna: of.vanna, volga: of.volga }; // prettier-ignore
  };
  const costOf = (leg: Leg, q: number): number => {
    const c = plan.costs;
    const { value, vega, forward } = leg.mark;
    if (leg.rule.kind === 'future') return Math.abs(q) * forward * ((c.crossed * c.linearSpread) / 2 + c.linearFee);
    const slip = 0.5 * c.crossed * Math.max(c.optionSpread * value, c.leastVolSpread * vega);
    const fee = Math.min(c.optionFee * (leg.rule.on === 'asset' ? spot : forward), c.optionFeeCap * value);
    return Math.abs(q) * (q < 0 ? Math.min(value, slip + fee) : slip + fee);
  };
  const pay = (book: Book, cost: number): void => {
    book.cash -= cost;
    book.sums.costs -= cost;
  };
  const premium = (book: Book, cash: number): void => {
    book.cash += cash;
    if (cash > 0) book.received += cash;
    else book.paid -= cash;
  };
  const trade = (book: Book, legs: readonly Leg[], share: number, isFree = false): void => {
    let money = 0;
    for (const leg of legs) {
      const q = leg.q * share;
      if (leg.rule.kind === 'future') book.cash += q * leg.mark.value;
      else money += q * leg.mark.value;
      if (!isFree) pay(book, costOf(leg, -q));
      leg.q -= q;
    }
    premium(book, money);
  };
  const clear = (rung: Rung): void => void Object.assign(rung, { legs: [], expiry: NaN, units: 0 });
  const sell = (book: Book, rung: Rung, share: number): void => {
    trade(book, rung.legs, share);
    rung.units *= 1 - share;
    if (share === 1) clear(rung);
  };

  // Positions.
  const optionGone = new Map<ExposedPosition, number>();
  const priceAt = (of: ExposedPosition): number => of.price * (spot / spot0) ** of.beta;
  let linearCash = 0;
  const positionsNow = (): { worth: number; exposure: number } => {
    let [worth, exposure] = [0, 0];
    for (const of of positions) {
      const { kind, quantity, option } = of.position;
      if (kind === 'cash') worth += quantity * of.price;
      else if (option !== null) {
        if (option.expiry > t) {
          const mark = markOf({ kind: option.kind, on: 'asset', ratio: 1, strike: { by: 'delta', value: 0.5 } }, option.strike, option.expiry, 0);
          worth += quantity * mark.value;
          exposure += of.beta * quantity * mark.delta * mark.forward;
        } else {
          if (!optionGone.has(of)) optionGone.set(of, s === 0 ? 0 : Math.max(0, option.kind === 'call' ? spot - option.strike : option.strike - spot));
          worth += quantity * optionGone.get(of)!;
        }
      } else {
        const isLinear = kind === 'perpetual' || kind === 'future';
        worth += quantity * (priceAt(of) - (isLinear ? of.price : 0));
        exposure += of.beta * quantity * priceAt(of);
      }
    }
    return { worth: worth + linearCash, exposure };
  }; // prettier-ignore
  let [bookAtStart, offset, worthNow, exposureNow] = [NaN, 0, 0, 0];

  const signalOf = (name: GateSignal): number => {
    if (name === 'drawdown') return spot / high - 1;
    const value = at(set[name], s);
    return s === 0 && Number.isNaN(value) ? market.signals[name] : value;
  };
  const gateOf = (book: Book): number => {
    const gate: Gate = book.layer.gate.gate;
    if (gate.kind === 'always') return 1;
    const x = signalOf(gate.signal);
    if (Number.isNaN(x)) return NaN;
    let value = 0;
    if (gate.kind === 'step') {
      for (const step of gate.steps) if (x > step.from && x <= step.to) { value = step.value; break; }
    } else if (gate.kind === 'ramp') value = Math.min(1, Math.max(0, (x - gate.from) / (gate.to - gate.from)));
    else {
      value = book.gate;
      const up = gate.on >= gate.off;
      if (up ? x <= gate.off : x >= gate.off) value = 0;
      if (up ? x >= gate.on : x <= gate.on) value = 1;
    }
    book.gate = value;
    return value;
  }; // prettier-ignore

  const isPerpetual = (layer: Layer): boolean => layer.structure === 'perpetual' || layer.structure === 'etfProxy';
  const expiryFor = (layer: Layer, days: number, times: number): number | undefined => {
    if (isPerpetual(layer)) return Infinity;
    const { least, most, calendar, monthlyOnly } = layer.tenor;
    const isMonth = (of: number): boolean => !monthlyOnly || [...expiriesOf(calendar, t, end + 500 * DAY, true)].some((month) => Math.floor(month / DAY) === Math.floor(of / DAY));
    const isQuoted = s === 0 && market.listed.length > 0 && layer.legs[0]!.on === 'asset';
    const quoted = isQuoted ? market.listed.map((of) => of.expiry).filter(isMonth) : [];
    const listed = isQuoted ? quoted : [...expiriesOf(calendar, t, end + 500 * DAY, monthlyOnly)];
    let best: number | undefined;
    for (const expiry of listed) {
      const tenor = (expiry - t) / DAY;
      if (tenor <= 0 || tenor < least * times || tenor > most * times) continue;
      if (best === undefined || Math.abs(tenor - days * times) <= Math.abs((best - t) / DAY - days * times)) best = expiry;
    }
    return best;
  }; // prettier-ignore
  const strikeFor = (rule: Exclude<LegRule, { kind: 'future' }>, expiry: number): number => {
    const forward = forwardOf(rule, expiry);
    const tau = (expiry - t) / YEAR;
    const { by, value } = rule.strike;
    const measure = (m: number): number => {
      const vol = volAt(rule, m, tau);
      const of = black76(rule.kind, forward, m * forward, tau, 0, vol);
      return by === 'delta' ? Math.abs(of.delta) : of.price / (rule.on === 'asset' ? spot : forward);
    };
    let strike = forward * value;
    if (by !== 'moneyness') {
      let [lo, hi] = [Math.log(0.01), Math.log(100)];
      for (let i = 0; i < 80; i++) {
        const middle = (lo + hi) / 2;
        const isBelow = rule.kind === 'call' ? measure(Math.exp(middle)) > value : measure(Math.exp(middle)) < value;
        if (isBelow) lo = middle;
        else hi = middle;
      }
      strike = forward * Math.exp((lo + hi) / 2);
      if (Math.abs(measure(strike / forward) - value) > 1e-6) return NaN;
    }
    const listed = s === 0 && rule.on === 'asset' ? market.listed.find((of) => of.expiry === expiry) : undefined;
    if (listed) strike = [...listed.strikes].sort((a, b) => Math.abs(a - strike) - Math.abs(b - strike) || a - b)[0]!;
    return strike;
  };
  const notional = (legs: readonly Leg[]): number => Math.max(0, ...legs.map((leg) => Math.abs(leg.q) * (leg.rule.on === 'asset' ? spot : leg.mark.forward))); // prettier-ignore

  const open = (book: Book, rung: Rung, scale: number, times: number, legs: readonly LegRule[]): void => {
    const { layer } = book;
    const refuse = (): void => {
      if (!rung.refused) book.refused++;
      rung.refused = true;
    };
    const isHeld = rung.legs.length > 0;
    const expiry = expiryFor(layer, rung.days, times);
    if (expiry === undefined) return refuse();
    if (isHeld && expiry !== Infinity && expiry <= rung.expiry) return;
    if (legs.some((rule) => rule.on === 'volatility') && market.volatility === undefined) return refuse();
    const fresh = legs.map((rule): Leg => {
      const strike = rule.kind === 'future' ? NaN : strikeFor(rule, expiry);
      const entry = rule.kind === 'future' ? forwardOf(rule, expiry) : 0;
      return { rule, q: rule.ratio, strike, entry, expiry, mark: Number.isNaN(strike) && rule.kind !== 'future' ? (undefined as never) : markOf(rule, strike, expiry, entry) };
    }); // prettier-ignore
    if (fresh.some(({ mark }) => mark === undefined)) return refuse();
    const unit = fresh.reduce((sum, leg) => sum + (leg.rule.kind === 'future' ? 0 : leg.q * leg.mark.value), 0);
    const bookNow = Math.max(0, worthNow);
    const first = fresh[0]!;
    const { size, roll, caps } = layer;
    let want = 0;
    if (size.by === 'contracts') want = size.count;
    if (size.by === 'exposure') want = (size.ratio * Math.max(0, exposureNow)) / (first.rule.on === 'asset' ? spot : first.mark.forward); // prettier-ignore
    if (size.by === 'premium' && unit > 0) want = (size.share * bookNow) / unit;
    if (size.by === 'budget' && unit > 0)
      want = (((size.share * Math.min(365, Math.max((expiry - t) / DAY - roll.daysBefore, roll.every))) / 365) * bookNow) / unit; // prettier-ignore
    want *= scale / layer.tenor.targets.length;
    let n = want;
    if (caps.premiumPerYear !== null && unit > 0) {
      const spent = book.premiums.filter((of) => of.t > t - YEAR).reduce((sum, of) => sum + of.premium, 0);
      n = Math.min(n, Math.max(0, caps.premiumPerYear * bookNow - spent) / unit);
    }
    if (caps.notional !== null) {
      const others = book.rungs.filter((of) => of !== rung).reduce((sum, of) => sum + notional(of.legs), 0);
      n = Math.min(n, Math.max(0, caps.notional * bookNow - others) / notional(fresh));
    }
    if (!(n > 1e-9 * want)) return refuse();
    for (const leg of fresh) leg.q *= n;
    if (isPerpetual(layer)) {
      const old = rung.legs.map((leg) => ({ ...leg }));
      trade(book, rung.legs, 1, true);
      const isSame = old.length === fresh.length && old.every((leg, k) => leg.rule === fresh[k]!.rule);
      const cost = (leg: Leg, q: number): void => pay(book, costOf(leg, q));
      if (isSame) fresh.forEach((leg, k) => cost(leg, leg.q - old[k]!.q));
      else [...old.map((leg) => ({ ...leg, q: -leg.q })), ...fresh].forEach((leg) => cost(leg, leg.q));
    } else {
      if (isHeld) trade(book, rung.legs, 1);
      let money = 0;
      for (const leg of fresh) {
        if (leg.rule.kind !== 'future') money += leg.q * leg.mark.value;
        pay(book, costOf(leg, leg.q));
      }
      premium(book, -money);
    }
    book.opened++;
    if (isHeld) book.rolled++;
    book.premiums.push({ t, premium: n * Math.max(0, unit) });
    const least = t + roll.every * DAY;
    const due = isPerpetual(layer) ? (roll.every > 0 ? least : Infinity) : Math.max(expiry + (shiftDays - roll.daysBefore) * DAY, least); // prettier-ignore
    Object.assign(rung, { legs: fresh, expiry, opened: t, due, units: n, paid: unit, fired: 0, refused: false });
  };

  const act = (book: Book): void => {
    const { layer, rungs } = book;
    const eachStep = layer.gate.reads === 'step';
    let gate = NaN;
    if (eachStep) {
      gate = gateOf(book);
      if (Number.isNaN(gate)) book.unknown++;
      if (gate === 0)
        for (const rung of rungs)
          if (rung.legs.length > 0) {
            sell(book, rung, 1);
            rung.due = rung.opened + layer.roll.every * DAY;
          }
    }
    const worth = (rung: Rung): number => rung.legs.reduce((sum, leg) => sum + leg.q * leg.mark.value, 0);
    const rule = layer.monetisation;
    if (rule.kind === 'multiples')
      for (const rung of rungs)
        while (rung.legs.length > 0 && rung.paid > 0 && rung.fired < rule.steps.length) {
          const { at: multiple, sell: share } = rule.steps[rung.fired]!;
          if (worth(rung) / rung.units / rung.paid < multiple) break;
          rung.fired++;
          book.monetised++;
          sell(book, rung, share);
        }
    if (rule.kind === 'band') {
      const sum = rungs.reduce((all, rung) => all + worth(rung), 0);
      const bookNow = Math.max(0, worthNow);
      const share = Math.min(1, 1 - (rule.to * bookNow) / sum);
      if (sum > rule.above * bookNow && share > 0)
        for (const rung of rungs)
          if (rung.legs.length > 0) {
            sell(book, rung, share);
            book.monetised++;
          }
    }
    const due = rungs.filter((rung) => t >= rung.due);
    if (due.length > 0) {
      if (!eachStep) gate = gateOf(book);
      if (Number.isNaN(gate)) book.unknown += eachStep ? 0 : 1;
      else {
        const a = layer.adaptation;
        const term = (weight: number, name: GateSignal): number => weight === 0 || Number.isNaN(signalOf(name)) ? 0 : weight * signalOf(name); // prettier-ignore
        const ratio = Math.min(a.most, Math.max(a.least, 1 + term(a.skew, 'skew') + term(a.slope, 'slope') + term(a.exhaustion, 'exhaustion'))); // prettier-ignore
        const times = a.inverted !== null && signalOf('slope') > a.inverted.above ? a.inverted.tenorTimes : 1;
        const legs = a.rich !== null && signalOf('skew') > a.rich.above ? a.rich.legs : layer.legs;
        for (const rung of due) {
          if (gate * ratio > 0) open(book, rung, gate * ratio, times, legs);
          else {
            if (rung.legs.length > 0) sell(book, rung, 1);
            const expiry = eachStep ? undefined : expiryFor(layer, rung.days, times);
            if (expiry === undefined) rung.due = t;
            else if (expiry === Infinity) rung.due = t + layer.roll.every * DAY;
            else rung.due = expiry + (shiftDays - layer.roll.daysBefore) * DAY;
          }
        }
      }
    }
    if (rungs.some((rung) => rung.legs.length > 0)) book.open++;
  };

  const move = (book: Book, rung: Rung): void => {
    const tBefore = t - set.step;
    let settled = 0;
    const isOver = rung.expiry <= t;
    for (const leg of rung.legs) {
      const m = leg.mark;
      const isVol = leg.rule.on === 'volatility';
      const moved = isVol ? level - levelBefore : spot - spotBefore;
      let next: Mark;
      let slope = 1;
      if (isOver) {
        const final = isVol ? level : spot;
        if (leg.rule.kind === 'future') book.cash += leg.q * (final - leg.entry);
        else settled += leg.q * Math.max(0, leg.rule.kind === 'call' ? final - leg.strike : leg.strike - final);
        next = { ...m, forward: final };
      } else {
        next = markOf(leg.rule, leg.strike, leg.expiry, leg.entry);
        if (leg.expiry !== Infinity)
          slope = Math.exp((isVol ? -market.volatility!.speed : carryOf(leg.expiry)) * ((leg.expiry - t) / YEAR));
      }
      const dF = next.forward - m.forward;
      const dVol = next.vol - m.vol;
      const years = (Math.min(rung.expiry, t) - tBefore) / YEAR;
      book.sums.delta += leg.q * m.delta * slope * moved;
      book.sums.carry += leg.q * m.delta * (dF - slope * moved);
      book.sums.gamma += (leg.q * m.gamma * dF * dF) / 2;
      book.sums.vega += leg.q * m.vega * dVol;
      book.sums.vannaVolga += leg.q * (m.vanna * dF * dVol + (m.volga * dVol * dVol) / 2);
      book.sums.theta += leg.q * m.theta * years;
      leg.mark = next;
    }
    if (isOver) {
      premium(book, settled);
      clear(rung);
    }
    if (book.layer.structure === 'perpetual')
      for (const leg of rung.legs) {
        const rate = at(set.funding, s);
        if (leg.rule.on === 'volatility' || Number.isNaN(rate)) continue;
        book.cash -= leg.q * spotBefore * rate;
        book.sums.carry -= leg.q * spotBefore * rate;
      }
  };

  const [hedged, unhedged] = [[] as number[], [] as number[]];
  for (s = 0; s <= set.steps; s++) {
    t = set.start + s * set.step;
    if (s > 0)
      for (const of of positions) {
        const { kind, quantity } = of.position;
        const funding = at(set.funding, s);
        const rate = kind === 'perpetual' ? (Number.isNaN(funding) ? 0 : funding) : kind === 'future' ? (market.carry * set.step) / YEAR : 0; // prettier-ignore
        if (rate !== 0) linearCash -= quantity * priceAt(of) * rate;
      }
    [spotBefore, levelBefore] = [spot, level];
    spot = spotAt(s);
    if (!Number.isNaN(at(set.vol, s))) vol30 = at(set.vol, s);
    high = Math.max(high, spot);
    level = (market.volatility?.level ?? NaN) * (vol30 / vol0);
    if (s > 0) for (const book of books) for (const rung of book.rungs) move(book, rung);
    const { worth, exposure } = positionsNow();
    if (s === 0) {
      const gross = positions.reduce((sum, of) => sum + Math.abs(of.position.quantity * (of.position.option === null ? of.price : 0)), 0); // prettier-ignore
      bookAtStart = worth > 0 ? worth : gross;
      offset = bookAtStart - worth;
    }
    worthNow = worth + offset;
    exposureNow = exposure;
    if (s < set.steps) for (const book of books) act(book);
    const gain = books.reduce((sum, book) => sum + book.cash + book.rungs.flatMap((rung) => rung.legs).reduce((all, leg) => all + leg.q * leg.mark.value, 0), 0); // prettier-ignore
    unhedged.push(worthNow);
    hedged.push(worthNow + gain);
  }
  for (const book of books)
    book.sums.total = book.cash + book.rungs.flatMap((rung) => rung.legs).reduce((all, leg) => all + leg.q * leg.mark.value, 0); // prettier-ignore
  return { hedged, unhedged, book: bookAtStart, layers: books };
}
