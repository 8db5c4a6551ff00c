// Negotiations of a random item: one receiver each, all but the last over, for there is one at a time.
import { v7 as uuid } from 'uuid';

const MADE_AT = new Date('2025-12-01T00:00:00Z');

export const talksOf = (institutionId: string, itemId: string, openedBy: string, receivers: readonly string[]) =>
  receivers.map((receiver, place) => {
    const over = place < receivers.length - 1;
    return {
      institution_id: institutionId,
      id: uuid(),
      item_id: itemId,
      state: over ? 'agreed' : 'open',
      waits_for: over ? null : 'receiver',
      settled_at: over ? MADE_AT : null,
      receiver_id: receiver,
      opened_by: openedBy,
      opened_at: MADE_AT,
      opened_on: '2026-02-01',
      proposed: '{}',
    };
  });
