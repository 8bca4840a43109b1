// The three nets that keep the layers apart, each shown to catch a planted breach (docs/architecture.md).
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const node = process.execPath;

describe('eslint bans in the core', () => {
  const eslint = new ESLint({ cwd: root });
  const problems = async (file: string, text: string): Promise<string[]> => {
    const [result] = await eslint.lintText(text, { filePath: join(root, file) });
    return result!.messages.map(({ ruleId }) => ruleId ?? 'parse');
  };

  it.each([
    ['Math.random', 'export const x = Math.random();'],
    ['Date.now', 'export const x = Date.now();'],
    ['performance.now', 'export const x = performance.now();'],
    ['new Date()', 'export const x = new Date();'],
    ['a default export', 'export default 1;'],
  ])('refuses %s', async (_what, text) => {
    expect((await problems('src/core/math/planted.ts', text)).join()).toMatch(/no-restricted-(properties|syntax)/);
  });

  it('lets a dated Date pass, and leaves the rest of the program alone', async () => {
    expect(await problems('src/core/math/planted.ts', 'export const x = new Date(0).getUTCDay();')).toEqual([]);
    expect(await problems('src/main/services/planted.ts', 'export const x = Date.now();')).toEqual([]);
  });
});

describe('TypeScript and dependency-cruiser', () => {
  // A copy of the layout with one breach in it: the project itself is never touched.
  const copy = mkdtempSync(join(root, 'node_modules', '.cache', 'layers-'));
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  const plant = (file: string, text: string): void => {
    mkdirSync(join(copy, file, '..'), { recursive: true });
    writeFileSync(join(copy, file), text);
  };
  const compiles = (file: string, text: string): boolean => {
    plant(file, text);
    const options = JSON.parse(
      execFileSync(node, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.core.json', '--showConfig'], {
        cwd: root,
      }).toString(),
    ) as { compilerOptions: Record<string, unknown> };
    const {
      composite: _c,
      outDir: _o,
      declaration: _d,
      emitDeclarationOnly: _e,
      rootDir: _r,
      ...rest
    } = options.compilerOptions;
    plant('tsconfig.json', JSON.stringify({ compilerOptions: { ...rest, noEmit: true }, files: [file] }));
    const run = spawnSync(node, [join(root, 'node_modules/typescript/bin/tsc'), '-p', copy], { cwd: copy });
    return run.status === 0;
  };
  const violations = (): string =>
    spawnSync(
      node,
      [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        join(root, '.dependency-cruiser.cjs'),
        'src',
      ],
      { cwd: copy },
    ).stdout.toString();

  it('the core compiles without Node and without a page only', () => {
    expect(compiles('src/core/math/fine.ts', 'export const half = (x: number): number => x / 2;')).toBe(true);
    expect(
      compiles('src/core/math/node.ts', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;"),
    ).toBe(false);
    expect(compiles('src/core/math/page.ts', 'export const x = document.title;')).toBe(false);
  }, 60_000);

  it('a wrong import is named by its rule', () => {
    const breaches: [file: string, text: string, rule: string][] = [
      ['src/core/a.ts', "import '../main/services/b';\n", 'core-is-pure'],
      ['src/main/services/b.ts', "import '../ipc/c';\nexport const b = 1;\n", 'services-below-the-window'],
      ['src/main/ipc/c.ts', "import '../store/d';\nexport const c = 1;\n", 'ipc-asks-services'],
      ['src/main/store/d.ts', "import '../engine/e';\nexport const d = 1;\n", 'store-is-a-leaf'],
      ['src/main/engine/e.ts', "import '../store/writer';\nexport const e = 1;\n", 'engine-reads-only'],
      ['src/main/store/writer.ts', 'export const w = 1;\n', ''],
      ['src/renderer/panes/one/index.ts', "import '../two/index';\n", 'panes-stand-alone'],
      [
        'src/renderer/panes/two/index.ts',
        "import '../../../main/store/writer';\nexport const p = 1;\n",
        'renderer-stands-alone',
      ],
      ['src/renderer/state/s.ts', "import '../ui/u';\n", 'state-imports-no-view'],
      ['src/renderer/ui/u.ts', 'export const u = 1;\n', ''],
      ['src/cli/x.ts', "import '../main/app/y';\n", 'cli-has-no-window'],
      ['src/main/app/y.ts', 'export const y = 1;\n', ''],
    ];
    rmSync(join(copy, 'src'), { recursive: true, force: true });
    writeFileSync(
      join(copy, 'tsconfig.main.json'),
      '{"compilerOptions":{"moduleResolution":"bundler","module":"ESNext"}}',
    );
    for (const [file, text] of breaches) plant(file, text);
    const found = violations();
    for (const [, , rule] of breaches) if (rule) expect(found).toContain(rule);
  }, 60_000);
});
