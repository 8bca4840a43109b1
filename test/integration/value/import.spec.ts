import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import type { Services } from '#main/services/index';
import { EntitySchema } from '#shared/value';
import { useServices } from '../sync/support/services';

const stores = useServices();
const HEADER = 'entity,item,from,to,published,value,unit,source,estimated,kind,symbol';
const day = (text: string): number => Date.parse(`${text}T00:00Z`);

let services: Services;
let n = 0;
beforeEach(async () => {
  services = await stores.open(`import-${++n}`);
});

const write = (content: string | Buffer, name = 'statements.csv'): string => {
  const path = stores.at(`${n}-${name}`);
  writeFileSync(path, content);
  return path;
};
const load = (...lines: readonly string[]) => services.value.importFile(write([HEADER, ...lines].join('\n')));
const rowsOf = async (id: string) => (await services.value.entity(id, undefined)).rows;

describe('an import of statements', () => {
  it('makes entities, takes units and days, and changes nothing when it comes again', async () => {
    const lines = [
      'Aave V3,fees,2024-01-01,2024-03-31,2024-04-20,12.5,M USD,report,,protocol,AAVE',
      'Aave V3,Borrowing rate,,2024-04-01,2024-04-01T06:30Z,4.25,%,,yes,,',
      '"Curve, DAO",cash,,2024-03-31,1712000000000,"1,250",USD,,no,company,CRV',
    ];
    const first = await load(...lines);
    expect(first).toEqual({ entities: ['aave-v3', 'curve-dao'], rows: 3, changed: 0, unchanged: 0, words: '' });
    const [rate, fees] = (await rowsOf('aave-v3')).toSorted((a, b) => (a.item < b.item ? -1 : 1));
    expect(fees).toEqual({ item: 'fees', from: day('2024-01-01'), to: day('2024-04-01'), published: day('2024-04-21'), value: 12.5e6, source: 'report', estimated: false, own: true }); // prettier-ignore
    expect(rate).toMatchObject({ item: 'borrowRate', from: NaN, to: day('2024-04-01'), published: Date.parse('2024-04-01T06:30Z'), value: 0.0425, estimated: true }); // prettier-ignore
    expect(await rowsOf('curve-dao')).toMatchObject([{ value: 1_250, published: 1_712_000_000_000 }]);
    expect((await services.value.entities(undefined)).map(({ name, kind, symbol, rows }) => [name, kind, symbol, rows])).toEqual([['Aave V3', 'protocol', 'AAVE', 2], ['Curve, DAO', 'company', 'CRV', 1]]); // prettier-ignore
    const before = services.connections.reader().contentDigest();
    expect(await load(...lines)).toMatchObject({ rows: 3, changed: 0, unchanged: 3 });
    expect(services.connections.reader().contentDigest()).toBe(before);
  });

  it('is the same from gzip, with semicolons and commas for tenths, and with CRLF', async () => {
    await load('Aave,cash,,2024-03-31,2024-04-01,1.5,M USD,report,,,');
    const before = await rowsOf('aave');
    const other = `${HEADER}\nAave,cash,,2024-03-31,2024-04-01,1.5,M USD,report,,,\n`;
    for (const content of [gzipSync(other), other.replaceAll('\n', '\r\n'), other.replace('1.5', '1,5').replaceAll(/,(?!5)/g, ';')]) {
      expect(await services.value.importFile(write(content, 'other.csv'))).toMatchObject({ rows: 1, unchanged: 1 });
      expect(await rowsOf('aave')).toEqual(before);
    }
  }); // prettier-ignore

  it('finds a stored entity by id or name, and keeps what a person wrote of it', async () => {
    const saved = await services.value.save(undefined, EntitySchema.parse({ name: 'Lido', kind: 'token', note: 'mine' })); // prettier-ignore
    await load('LIDO,cash,,2024-03-31,2024-04-01,1,,,,,LDO', `${saved.id},tvl,,2024-03-31,2024-04-01,1,,,,,`);
    expect(await services.value.entity(saved.id, undefined)).toMatchObject({ entity: { name: 'Lido', kind: 'token', note: 'mine', symbol: 'LDO', rows: 2 } }); // prettier-ignore
    expect(await services.value.entities(undefined)).toHaveLength(1);
  });

  it('keeps a yearly yield as the rate that compounds to it, what is paid on top as it is told', async () => {
    const pools = (yearly: string): string =>
      write(`pool_id,symbol,project,chain,apy_base,apy_reward,tvl,timestamp\np,ETH,lend,Ethereum,${yearly},5,9,2024-03-31T00:00Z\n`, 'pools.csv'); // prettier-ignore
    await services.value.importFile(pools('100'));
    const { rows } = await services.value.entity('defillama-pool:p', undefined);
    expect(rows.filter(({ item }) => item !== 'tvl').map(({ item, value }) => [item, value])).toEqual(expect.arrayContaining([['supplyRate', expect.closeTo(Math.LN2, 15)], ['rewardRate', 0.05]])); // prettier-ignore
    await expect(services.value.importFile(pools('-100'))).rejects.toThrow(
      'line 2, apy_base: a yield of -100 % a year leaves nothing',
    );
  });

  it('gives ids that are free where names are alike in letters', async () => {
    expect((await load('A-B,cash,,2024-03-31,2024-04-01,1,,,,,', 'A B,cash,,2024-03-31,2024-04-01,2,,,,,')).entities).toEqual(['a-b', 'a-b-2']); // prettier-ignore
  });

  it.each([
    ['a number that is none', 'A,cash,,2024-03-31,2024-04-01,12 apples,,,,,', 'line 2, value: "12 apples" is not a number'],
    ['an infinite number', 'A,cash,,2024-03-31,2024-04-01,inf,,,,,', 'line 2, value: "inf" is not a number'],
    ['a missing value', 'A,cash,,2024-03-31,2024-04-01,,,,,,', 'line 2, value: it is empty. Leave out the line'],
    ['a number beyond all', 'A,cash,,2024-03-31,2024-04-01,1e19,,,,,', 'line 2, value: '],
    ['a share in per cent', 'A,taxRate,,2024-03-31,2024-04-01,25,,,,,', 'line 2, value: taxRate is a share from 0 to 1: 25 % is 0.25'],
    ['a share below none', 'A,poolFee,,2024-03-31,2024-04-01,-0.3,%,,,,', 'line 2, value: poolFee is a share'],
    ['an unknown item', 'A,ebitda,,2024-03-31,2024-04-01,1,,,,,', 'line 2, item: "ebitda" is not an item. Items are price, float'],
    ['a unit of another kind', 'A,cash,,2024-03-31,2024-04-01,1,%,,,,', 'line 2, unit: "%" is not a unit of cash. Write USD'],
    ['another currency', 'A,cash,,2024-03-31,2024-04-01,1,EUR,,,,', 'line 2, unit: "EUR" is not a unit of cash'],
    ['a flow without a beginning', 'A,fees,,2024-03-31,2024-04-01,1,,,,,', 'line 2, from: fees is a flow: say when its period begins'],
    ['a stock with a beginning', 'A,cash,2024-01-01,2024-03-31,2024-04-01,1,,,,,', 'line 2, from: cash holds at a date'],
    ['a period that runs backwards', 'A,fees,2024-04-05,2024-03-31,2024-05-01,1,,,,,', 'line 2, to: the period ends before it begins'],
    ['a flow that is told before it is over', 'A,fees,2024-01-01,2024-03-31,2024-03-01,1,,,,,', 'line 2, published: published before its period was over'],
    ['no publication', 'A,cash,,2024-03-31,,1,,,,,', 'line 2, published: it is empty. Write it as 2024-03-31'],
    ['a date that leaves the day open', 'A,cash,,03/04/2024,2024-04-09,1,,,,,', 'line 2, to: "03/04/2024" is not an instant'],
    ['a day that the calendar lacks', 'A,cash,,2024-02-30,2024-04-09,1,,,,,', 'line 2, to: "2024-02-30" is not an instant'],
    ['nobody', ',cash,,2024-03-31,2024-04-01,1,,,,,', 'line 2, entity: it is empty'],
    ['a kind that is none', 'A,cash,,2024-03-31,2024-04-01,1,,,,coin,', 'line 2, kind: "coin" cannot be taken. Kinds are protocol'],
    ['a mark that is none', 'A,cash,,2024-03-31,2024-04-01,1,,,perhaps,,', 'line 2, estimated: "perhaps" says neither yes nor no'],
    ['too few cells', 'A,cash,,2024-03-31', 'line 2: the row has 4 cells; 11 were expected'],
    ['a name without end', `${'A'.repeat(300)},cash,,2024-03-31,2024-04-01,1,,,,,`, 'line 2, entity: '],
    ['two figures of the same', 'A,cash,,2024-03-31,2024-04-01,1,,,,,\nA,cash,,2024-03-31,2024-04-01,2,,,,,', 'line 3, value: line 2 gives another figure'],
    ['two kinds of the same', 'A,cash,,2024-03-31,2024-04-01,1,,,,token,\nA,tvl,,2024-03-31,2024-04-01,2,,,,etf,', 'line 3, kind: line 2 says "token"'],
    ['a quote that stays open', '"A,cash,,2024-03-31,2024-04-01,1,,,,,', 'line 2: a quote is opened and not closed'],
  ])('refuses %s and leaves everything as it was', async (_what, line, message) => {
    await load('Before,cash,,2024-03-31,2024-04-01,1,,,,,');
    const before = services.connections.reader().contentDigest();
    const file = write([HEADER, line].join('\n'), 'hostile.csv');
    await expect(services.value.importFile(file)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining(`${file}, ${message}`) as string }); // prettier-ignore
    // The rest of the file is not taken either.
    await expect(services.value.importFile(write([HEADER, 'New,cash,,2024-03-31,2024-04-01,1,,,,,', line].join('\n'), 'half.csv'))).rejects.toThrow(); // prettier-ignore
    expect(services.connections.reader().contentDigest()).toBe(before);
  }); // prettier-ignore

  it.each([
    ['no header', 'A,cash,,2024-03-31,2024-04-01,1,,,,,\n', 'the first line does not name the columns'],
    ['a header alone', `${HEADER}\n`, 'there is no row below'],
    ['a column too few', 'entity,item,from,to,value\nA,cash,,2024-03-31,1\n', 'published: there is no such column'],
    ['a column that it does not know', 'entity,item,to,published,value,currency\nA,cash,2024-03-31,2024-04-01,1,EUR\n', 'currency: this column is not known'],
    ['a column twice', 'entity,item,to,published,value,value\nA,cash,2024-03-31,2024-04-01,1,2\n', 'value: two columns have this name'],
    ['nothing', '', 'the file is empty'],
    ['bytes', Buffer.from([0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 'binary'],
    ['a torn gzip', gzipSync(`${HEADER}\n${'A,cash,,2024-03-31,2024-04-01,1,,,,,\n'.repeat(500)}`).subarray(0, 60), 'Get the file again'],
  ])('refuses a file with %s', async (_what, content, message) => {
    await expect(services.value.importFile(write(content, 'hostile.csv'))).rejects.toThrow(message);
    expect(await services.value.entities(undefined)).toEqual([]);
  }); // prettier-ignore

  it('reads ten thousand lines without holding the caller up', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `E${i % 20},tvl,,${new Date(day('2020-01-01') + Math.floor(i / 20) * MS_PER_DAY).toISOString().slice(0, 10)},2024-01-01,${i},,,,,`); // prettier-ignore
    let turns = 0;
    let isOver = false;
    const turn = (): void => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    const { rows } = await load(...lines);
    isOver = true;
    expect(rows).toBe(10_000);
    expect(turns).toBeGreaterThan(10); // the work is cut into parts, between which others have their turn
  }, 30_000);
});
