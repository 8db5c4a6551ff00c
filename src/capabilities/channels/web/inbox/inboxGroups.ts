// The kinds of messages in the few groups by which an inbox is narrowed; every kind is in exactly one.
import type { NotificationKind } from '../../notification.rules.ts';

export const GROUPS = {
  work: [
    'item_assigned',
    'item_returned',
    'item_handed_over',
    'item_transferred',
    'item_suspended',
    'item_cancelled',
    'item_reopened',
  ],
  gate: [
    'gate_waits',
    'gate_lost',
    'gate_moved',
    'verdict',
    'guidance',
    'override_waits',
    'override_signed',
    'condition_verified',
  ],
  talk: ['negotiation_waits', 'negotiation_limit', 'negotiation_ended'],
  sheet: ['sheet_issued', 'sheet_climbed', 'sheet_replied', 'sheet_judged', 'sheet_voided'],
  help: ['help_asked', 'help_answered', 'help_declined', 'help_climbed'],
  cycle: ['cycle_opened', 'cycle_frozen', 'cycle_reopened', 'focus_pinned', 'focus_decided'],
  digest: ['digest'],
  other: ['role_proposed', 'post_proposed', 'role_granted', 'delegation_given', 'webhook_stopped', 'mail_test'],
} as const satisfies Record<string, readonly NotificationKind[]>;

export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

export const asGroup = (value: unknown): Group | undefined => GROUP_NAMES.find((name) => name === value);
