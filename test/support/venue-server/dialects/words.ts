import type { Dialect, VenueReply } from '../types';

const told = (status: number, body: unknown): VenueReply => ({ status, body });

/** A source that says in a plain word what is wrong. */
export const plainTrouble: Dialect['trouble'] = {
  limited: told(429, 'Too Many Requests'),
  banned: told(429, 'Too Many Requests'),
  maintenance: told(503, 'Service Unavailable'),
};

export const dayText = (t: number): string => new Date(t).toISOString().slice(0, 10);

/** Lines of a document, the last one closed. */
export const csv = (header: string, rows: readonly string[]): string => [header, ...rows, ''].join('\n');
