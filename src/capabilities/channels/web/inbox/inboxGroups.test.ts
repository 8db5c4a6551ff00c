// The groups of the inbox.
import { expect, it } from 'vitest';
import { NOTIFICATION_KINDS } from '../../notification.rules.ts';
import { asGroup, GROUPS } from './inboxGroups.ts';

it('every kind of message is in exactly one group', () => {
  expect(Object.values(GROUPS).flat().sort()).toEqual([...NOTIFICATION_KINDS].sort());
});

it('an address that names no group is read as all of them', () => {
  expect([asGroup('sheet'), asGroup('toString'), asGroup(undefined)]).toEqual(['sheet', undefined, undefined]);
});
