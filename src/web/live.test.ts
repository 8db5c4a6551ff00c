// What an event from elsewhere makes stale on an open page.
import { expect, it } from 'vitest';
import { isOfItem, staleBy } from './live.ts';

const told = (over: object) => ({ act: 'item.accepted', objectKind: 'item', itemId: 'i', own: false, ...over });

it('refreshes at once what concerns the reader, and the whole seldom', () => {
  expect(staleBy(told({}))).toEqual({ soon: ['/workbench'], seldom: ['/board', '/cockpit', '/items/{id}'] });
  expect(staleBy(told({ act: 'sheet.issued', objectKind: 'sheet' })).soon).toContain('/sheets');
  expect(staleBy(told({ act: 'help.asked', objectKind: 'help_request', itemId: null })).soon).toEqual([
    '/workbench',
    '/help-requests',
  ]);
  expect(staleBy(told({ act: 'cycle.frozen', objectKind: 'cycle', itemId: null })).soon).toContain('/cycles');
  expect(staleBy(told({ act: 'gate.expired', objectKind: 'submission' })).soon).toContain('/submissions');
});

it('refreshes at once the reads of the very item, whatever they read of it', () => {
  const items = new Set(['one']);
  expect(isOfItem(['/items/{id}', { id: 'one' }, {}], items)).toBe(true);
  expect(isOfItem(['/items/{id}/history', { id: 'one' }, { limit: 5 }], items)).toBe(true);
  expect(isOfItem(['/items/{id}', { id: 'other' }, {}], items)).toBe(false);
  expect(isOfItem(['/board', {}, {}], items)).toBe(false);
});
