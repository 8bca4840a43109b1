import { expect, it } from 'vitest';
import { Telling } from '#main/sync/run/telling';
import type { Offer } from '#main/sync/source';
import type { ItemChange } from '#main/sync/sync-protocol';

const offer = { shape: 'history', label: 'Bars' } as Offer;

it('says in words what a data set does and what it waits for, and counts what it took', () => {
  const told: ItemChange[] = [];
  const telling = new Telling('binance', () => 1_000, (change) => told.push(change)); // prettier-ignore
  const last = (): ItemChange => told.at(-1)!;
  telling.asks(offer, Date.UTC(2024, 0, 1, 5, 30), 0.25, false);
  expect(last()).toEqual({ state: 'running', share: 0.25, requests: 1, retries: 0, message: 'At 2024-01-01 05:30' });
  telling.hears({ kind: 'waiting', source: 'binance', until: 31_000, why: 'the source asks to wait (429)' });
  expect(last()).toEqual({ state: 'waiting', message: 'Waiting 30 s: the source asks to wait (429).' });
  telling.hears({ kind: 'answered', source: 'binance' });
  expect(last()).toEqual({ state: 'running', message: 'At 2024-01-01 05:30' });
  telling.hears({ kind: 'retry', source: 'binance', attempt: 1, why: 'half a body' });
  expect(last()).toEqual({ retries: 1 });
  telling.hears({ kind: 'unreachable', source: 'binance', why: 'refused' });
  expect(last()).toMatchObject({ state: 'waiting', message: expect.stringContaining('goes on by itself') });
  telling.waits('broken', 8_200, 'It is not JSON.');
  expect(last()).toEqual({ state: 'waiting', message: 'Trying again in 8 s. It is not JSON.' });
  telling.asks(offer, Date.UTC(2024, 0, 1), 0.25, true);
  expect(last()).toMatchObject({ requests: 2, retries: 2, message: 'Asking once more, at 2024-01-01 00:00' });
  const before = told.length;
  telling.hears({ kind: 'unreachable', source: 'okx', why: 'refused' });
  expect(told.length).toBe(before);
  telling.asks({ shape: 'whole', label: 'Interest rates' } as Offer, 0, 0, false);
  expect(last().message).toBe('Asking for Interest rates');
});
