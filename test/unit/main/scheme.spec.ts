import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: {}, net: {}, protocol: {} }));
const { resolveAsset, CONTENT_SECURITY_POLICY } = await import('#main/app/scheme');
const { isOwnAddress } = await import('#main/app/security');

const ROOT = '/opt/ballast/out/renderer';

describe('resolveAsset', () => {
  it('serves files below the page folder', () => {
    expect(resolveAsset(ROOT, 'app://ballast/')).toBe(`${ROOT}/index.html`);
    expect(resolveAsset(ROOT, 'app://ballast/assets/index.js?x=1')).toBe(`${ROOT}/assets/index.js`);
  });

  it.each([
    'app://ballast/../main/index.js',
    'app://ballast/%2e%2e/main/index.js',
    'app://ballast/..%2f..%2fetc%2fpasswd',
    'app://ballast/a%00.js',
    'app://other/index.html',
    'file:///etc/passwd',
    'https://ballast/index.html',
    'app://ballast/%E0%A4%A',
    'nonsense',
  ])('refuses %s', (address) => {
    const file = resolveAsset(ROOT, address);
    // A path that tries to climb is either refused or stays below the folder: it never leaves it.
    if (file !== undefined) expect(file.startsWith(`${ROOT}/`)).toBe(true);
    else expect(file).toBeUndefined();
    expect(file ?? '').not.toContain('passwd');
    expect(file ?? '').not.toBe('/opt/ballast/out/main/index.js');
  });
});

describe('isOwnAddress', () => {
  it('knows the page and the development server, and nobody else', () => {
    expect(isOwnAddress('app://ballast/index.html', undefined)).toBe(true);
    expect(isOwnAddress('http://localhost:5173/src/main.tsx', 'http://localhost:5173/')).toBe(true);
    for (const foreign of ['https://example.org/', 'app://other/', 'file:///etc/passwd', 'http://localhost:5174/', 'x'])
      expect(isOwnAddress(foreign, 'http://localhost:5173/')).toBe(false);
    expect(isOwnAddress('http://localhost:5173/', undefined)).toBe(false);
  });
});

it('lets no script run that the program did not ship', () => {
  const scripts = CONTENT_SECURITY_POLICY.split('; ').find((rule) => rule.startsWith('script-src'));
  expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval'");
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/https?:|(?<!wasm-)unsafe-eval|\*/);
});
