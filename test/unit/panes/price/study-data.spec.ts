import { expect, it } from 'vitest';
import { StudyData, type StudyReads } from '../../../../src/renderer/panes/price/study-data';

const HOUR = 3_600_000;
const range = { from: 0, to: 100 * HOUR };

function dataOf(own: Partial<StudyReads>): { data: StudyData; asked: string[] } {
  const asked: string[] = [];
  const none =
    (name: string) =>
    (...args: unknown[]): Promise<null> => {
      asked.push(name === 'points' ? String(args[0]) : name);
      return Promise.resolve(null);
    };
  const names = ['bars', 'liquidations', 'points', 'breadth', 'breakEven', 'levels'] as const;
  const reads = Object.fromEntries(names.map((name) => [name, none(name)])) as unknown as StudyReads;
  return { data: new StudyData({ ...reads, ...own }, () => undefined), asked };
}
const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

it('asks for what the shown studies need, and for liquidations always', () => {
  const { data, asked } = dataOf({});
  data.want(['breakEven', 'levels', 'oi', 'macd'], HOUR, range, range);
  expect([...new Set(asked)].sort()).toEqual(['breakEven', 'levels', 'liquidations', 'oi']);
});

it('tells a study for which nothing is stored from one that failed and one that the bars give', async () => {
  const { data } = dataOf({ breakEven: () => Promise.reject(new Error('no disk')) });
  const studies = ['breakEven', 'levels', 'breadth', 'funding', 'rsi'];
  expect(studies.map((id) => data.stateOf(id))).toEqual(['there', 'there', 'there', 'there', 'there']);
  data.want(studies, HOUR, range, range);
  await settle();
  expect(studies.map((id) => data.stateOf(id))).toEqual(['failed', 'missing', 'missing', 'missing', 'there']);
});
