import type { ErrorCode } from '#shared/outcome';

/** An error with a code that a caller may act on and a message written for a person. */
export class BallastError extends Error {
  override readonly name = 'BallastError';
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Code of any thrown value; those without one are plain failures. */
export function codeOf(cause: unknown): ErrorCode {
  if (
    cause instanceof Error &&
    'code' in cause &&
    typeof cause.code === 'string' &&
    /^[a-z][A-Za-z]+$/.test(cause.code)
  )
    return cause.code as ErrorCode;
  if (cause instanceof Error && cause.name === 'AbortError') return 'cancelled';
  return 'failed';
}

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
