import { vi } from 'vitest';

/** The modules that a kernel makes faster. */
async function load() {
  return {
    ...(await import('#core/kernel/kernel')),
    ...(await import('#core/math/portable')),
    ...(await import('#core/options/black76')),
    ...(await import('#core/options/black-scholes-merton')),
    ...(await import('#core/options/inverse')),
    ...(await import('#core/options/scenario-grid')),
    ...(await import('#core/random/gbm')),
    ...(await import('#core/random/rng')),
  };
}

/** Both forms of the program: with the kernel, and as it is where an engine has no SIMD. */
export async function bothForms() {
  vi.resetModules();
  const quick = await load();
  if (!quick.kernel()) throw new Error('The kernel does not load here.');
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  vi.resetModules();
  const plain = await load();
  if (plain.kernel()) throw new Error('The kernel loads where it must not.');
  validate.mockRestore();
  return { quick, plain };
}
