// The packaged program: `npm run package` makes it, then runs this.
import { existsSync } from 'node:fs';
import { _electron, expect, test } from '@playwright/test';
import { binance } from '../support/venue-server/dialects/binance';
import { startVenueServer } from '../support/venue-server/server';
import { call } from './support/bridge';

test('starts packaged, opens its database, draws a chart and asks a venue', { tag: '@packaged' }, async () => {
  const executablePath = process.env['BALLAST_PACKAGED'];
  if (!executablePath) throw new Error('BALLAST_PACKAGED names no program. Type: npm run package');
  const profile = test.info().outputPath('profile');
  const app = await _electron.launch({
    executablePath,
    args: [`--user-data-dir=${profile}`],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const server = await startVenueServer({ dialects: [binance], seed: 7 });
  try {
    expect(await app.evaluate(({ app: program }) => program.isPackaged)).toBe(true);
    const page = await app.firstWindow();
    await page.getByRole('button', { name: 'Open sample market' }).click();
    await expect(page.locator('[data-testid="price-chart"] canvas').first()).toBeVisible({ timeout: 60_000 });
    expect(existsSync(profile), 'the profile it was given').toBe(true);
    const http = server.addresses.binance!;
    await call(page, 'sync:configure', { addresses: { binance: { http } } });
    const listed = await call(page, 'sync:instruments', { source: 'binance' }); // through ccxt, out of the archive
    expect(listed.map(({ id }) => id)).toContain('BTCUSDT');
  } finally {
    await app.close();
    await server.close();
  }
});
