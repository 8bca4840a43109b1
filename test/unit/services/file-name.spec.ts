import { expect, it } from 'vitest';
import { fileName } from '#main/services/file-name';

it.each([
  ['Ten coins.plan.json', 'Ten coins.plan.json'],
  ['a/b\\c: "d"?.pdf', 'a-b-c- -d-.pdf'],
  ['two\r\nlines\u0000.md', 'two-lines-.md'],
  ['invoice\u202Efdp.exe.json', 'invoice-fdp.exe.json'],
  ['شركة 🪙.html', 'شركة 🪙.html'],
  ['../.hidden.csv', '-.hidden.csv'],
  ['.plan.json', 'Untitled.plan.json'],
  ['no ending', 'no ending'],
  ['half \uD83E.md', 'half -.md'],
])('%j becomes %j', (text, name) => expect(fileName(text)).toBe(name));

it('is cut between characters, with its ending', () => {
  const family = '👨‍👩‍👧‍👦';
  const name = fileName(`${family.repeat(25)}.plan.json`);
  expect(name).toBe(`${family.repeat(7)}.plan.json`);
  expect(Buffer.byteLength(`${name}.part`)).toBeLessThan(255);
  expect(fileName(`${'x'.repeat(500)}.pdf`)).toBe(`${'x'.repeat(196)}.pdf`);
});
