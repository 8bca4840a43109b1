import { KERNEL_CODE } from '../../src/core/kernel/code';
import { expect, test } from './fixtures';

test.describe('refusals that the page prints', () => {
  // The browser writes each refused request into the console; anything else there still fails a test.
  test.use({ provoked: /violates the .*Content Security Policy|status of 404/ });

  test('the page has no Node, no opener and no way out', async ({ page, app }) => {
    await page.waitForLoadState();
    expect(page.url()).toBe('app://ballast/index.html');
    const world = await page.evaluate(() => ({
      require: typeof (globalThis as Record<string, unknown>)['require'],
      process: typeof (globalThis as Record<string, unknown>)['process'],
      bridge: Object.keys((globalThis as unknown as { ballast: object }).ballast).sort(),
    }));
    expect(world).toEqual({ require: 'undefined', process: 'undefined', bridge: ['call', 'on', 'pathOf'] });

    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return (
        window!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });

    // Navigation, windows and requests to anywhere else come to nothing.
    await page.evaluate(() => {
      globalThis.location.href = 'https://example.org/';
    });
    const opened = await page.evaluate(() => globalThis.open('https://example.org/') === null);
    expect(opened).toBe(true);
    expect(page.url()).toBe('app://ballast/index.html');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    const fetched = await page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(fetched).toBe('refused');
  });

  test('permissions are denied and files outside the page folder are not served', async ({ page }) => {
    await page.waitForLoadState();
    const permission = await page.evaluate(
      async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
    );
    expect(permission).toBe('denied');
    for (const path of ['/../main/index.js', '/%2e%2e/main/index.js', '/..%2fmain%2findex.js']) {
      const status = await page.evaluate(
        (p) =>
          fetch(p).then(
            (r) => r.status,
            () => 0,
          ),
        path,
      );
      expect([0, 404]).toContain(status);
    }
  });
});

test.describe('what the page may compile', () => {
  test.use({ provoked: /violates the .*Content Security Policy/ });

  test('the kernel, at once on its main thread, and no text', async ({ page }) => {
    await page.waitForLoadState();
    // In a task of the page's own: what the test itself evaluates stands outside of the policy.
    const world = await page.evaluate(
      (code) =>
        new Promise((resolve) => {
          const attempt = (compile: () => unknown): string => {
            try {
              return typeof compile();
            } catch {
              return 'refused';
            }
          };
          const bytes = Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));
          setTimeout(() =>
            resolve({
              kernel: attempt(() => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports['fillGreeks']),
              text: attempt(() => new Function('return 1')),
            }),
          );
        }),
      KERNEL_CODE,
    );
    expect(world).toEqual({ kernel: 'function', text: 'refused' });
  });
});

test('a call with wrong arguments or an unknown channel is refused', async ({ page }) => {
  await page.waitForLoadState();
  const answers = await page.evaluate(async () => {
    const { ballast } = globalThis as unknown as { ballast: { call(...args: unknown[]): Promise<unknown> } };
    return {
      wrong: await ballast.call('bars:read', { instrument: 1 }),
      extra: await ballast.call('jobs:cancel', { id: 'x', more: true }),
      unknown: await ballast.call('shell:run', 'ls').then(
        () => 'answered',
        () => 'refused',
      ),
    };
  });
  expect(answers.wrong).toMatchObject({ ok: false, code: 'invalid' });
  expect(answers.extra).toMatchObject({ ok: false, code: 'invalid' });
  expect(answers.unknown).toBe('refused');
});
