import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { Dialect, World } from '../types';
import { csv, dayText, plainTrouble } from './words';

const weekdays = (from: Ms, now: Ms): Ms[] => {
  const days: Ms[] = [];
  for (let t = from; t + MS_PER_DAY <= now; t += MS_PER_DAY) if (new Date(t).getUTCDay() % 6 !== 0) days.push(t);
  return days;
};
const months = ({ market, now }: World): string[] => {
  const found: string[] = [];
  for (const t = new Date(market.begin); t.getTime() + 45 * MS_PER_DAY < now(); t.setUTCMonth(t.getUTCMonth() + 1))
    found.push(t.toISOString().slice(0, 7));
  return found;
};
const american = (t: Ms): string => dayText(t).replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1');

/** cdn.cboe.com: dates as Americans write them; some indices have a close only, in a column of their name. */
export const cboe: Dialect = {
  source: 'cboe',
  trouble: plainTrouble,
  answer({ path }, { market, now }) {
    const [, name] = /^\/api\/global\/us_indices\/daily_prices\/(VIX|VIX3M|VVIX|SKEW)_History\.csv$/.exec(path) ?? [];
    if (!name) return { status: 403, body: '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>' };
    const isClose = name === 'VVIX' || name === 'SKEW';
    const rows = weekdays(market.begin, now()).map((t) => {
      const c = market.figure(name, t, 12, 80, 2);
      const cells = isClose ? [c] : [c + 0.5, c + 2, c - 1, c];
      return [american(t), ...cells.map((cell) => cell.toFixed(6))].join(',');
    });
    const body = csv(isClose ? `DATE,${name}` : 'DATE,OPEN,HIGH,LOW,CLOSE', rows);
    return { headers: { 'content-type': 'text/csv' }, body, rows: 'lines' };
  },
};

/** stats.bis.org: SDMX as CSV, without attributes. */
export const bis: Dialect = {
  source: 'bis',
  trouble: plainTrouble,
  answer({ path }, world) {
    const [, area] = /^\/api\/v1\/data\/WS_EER\/M\.R\.B\.(US|XM|JP)$/.exec(path) ?? [];
    if (!area) return undefined;
    const rows = months(world).map((month) => `M,R,B,${area},${month},${world.market.figure(area, Date.parse(month), 60, 120, 2)}`); // prettier-ignore
    return { body: csv('FREQ,EER_TYPE,EER_BASKET,REF_AREA,TIME_PERIOD,OBS_VALUE', rows), rows: 'lines' };
  },
};

/** data-api.ecb.europa.eu: SDMX as CSV, without attributes. */
export const ecb: Dialect = {
  source: 'ecb',
  trouble: plainTrouble,
  answer({ path }, world) {
    const [, rate] = /^\/service\/data\/FM\/B\.U2\.EUR\.4F\.KR\.(DFR|MRR_FR|MLFR)\.LEV$/.exec(path) ?? [];
    if (!rate) return { status: 404, body: 'No results found.' };
    const rows = months(world).map((month) => `FM.B.U2.EUR.4F.KR.${rate}.LEV,B,U2,EUR,4F,KR,${rate},LEV,${month}-14,${world.market.figure(rate, Date.parse(month), -0.5, 4, 2)}`); // prettier-ignore
    return { body: csv('KEY,FREQ,REF_AREA,CURRENCY,PROVIDER_FM,INSTRUMENT_FM,PROVIDER_FM_ID,DATA_TYPE_FM,TIME_PERIOD,OBS_VALUE', rows), rows: 'lines' }; // prettier-ignore
  },
};
