import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** Comes with the program: nothing is ever asked for. */
export const calendarPolicy: Policy = { bases: [], reads: [], limit: { requests: 1, per: MS_PER_MINUTE } };
