// A value set by hand: asked for, signed, ended; the values of the item and of all above it follow in the same transaction.
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { type ItemStanding, mayOpen } from '../linkage/item.policy.ts';
import { readOpenStanding, readStanding, standingForUpdate } from '../linkage/standing.store.ts';
import type { ItemOverrides, proposeOverride } from './override.contract.ts';
import { mayEndOverride, mayProposeOverride, maySignOverride } from './override.policy.ts';
import { endOne, insertOverride, type OverrideRow, selectOverrides, signOne } from './override.store.ts';
import { refreshItemValues } from './rollup.store.ts';

type View = z.infer<typeof ItemOverrides>;
type Shown = View['past'][number];

function stateOf(row: OverrideRow, today: string): Shown['state'] {
  if (row.endedAt !== null || row.until < today) return 'ended';
  return row.signedAt === null ? 'proposed' : 'in_force';
}

const shown = (row: OverrideRow, today: string): Shown => ({
  ...row,
  state: stateOf(row, today),
  proposedAt: row.proposedAt.toISOString(),
  signedAt: row.signedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});

function viewOf(scope: Scope, standing: ItemStanding, rows: readonly OverrideRow[]): View {
  const all = rows.map((row) => shown(row, scope.today));
  const open = all.find((one) => one.state !== 'ended') ?? null;
  return {
    override: open,
    past: all.filter((one) => one.id !== open?.id),
    abilities: {
      propose: open?.state !== 'in_force' && mayProposeOverride(scope.actor, standing).ok,
      sign: open?.state === 'proposed' && maySignOverride(scope.actor, standing, open.proposedBy.id).ok,
      end: open !== null && mayEndOverride(scope.actor, standing).ok,
    },
  };
}

export async function readOverrides(scope: Scope, itemId: string): Promise<View> {
  const standing = await readStanding(scope, itemId);
  if (!mayOpen(scope.actor, standing).ok) return { override: null, past: [], abilities: {} };
  return viewOf(scope, standing, await selectOverrides(scope, itemId));
}

/** The item, locked, with the one that waits or is in force; what has run out is not in the way of a new one. */
async function begin(scope: Scope, itemId: string, ifMatch: number | null) {
  await readOpenStanding(scope, itemId);
  const standing = await standingForUpdate(scope, itemId);
  demandVersion(ifMatch, standing.version);
  const open = (await selectOverrides(scope, itemId)).find((row) => row.endedAt === null) ?? null;
  return { standing, open, state: open && stateOf(open, scope.today) };
}

type Asked = z.output<(typeof proposeOverride)['body']>;

export async function proposeOne(scope: Scope, itemId: string, asked: Asked, ifMatch: number | null): Promise<View> {
  const { standing, open, state } = await begin(scope, itemId, ifMatch);
  unwrap(mayProposeOverride(scope.actor, standing));
  if (asked.until < scope.today)
    refuseNow('invalid', 'override_ends_before', {}, [{ path: 'until', code: 'override_ends_before' }]);
  if (state === 'in_force') refuseNow('conflict', 'override_in_force');
  if (open) await endOne(scope, open.id);
  await insertOverride(scope, itemId, asked);
  const after = { value: asked.value, until: asked.until };
  const event = { objectKind: 'item', objectId: itemId, reason: asked.reason, after };
  await appendEvent(scope, { act: 'override.proposed', ...event });
  return readOverrides(scope, itemId);
}

export async function signOverrideOf(scope: Scope, itemId: string, ifMatch: number | null): Promise<View> {
  const { standing, open, state } = await begin(scope, itemId, ifMatch);
  // signed again by the same person: as the first time
  if (open && state === 'in_force' && open.signedBy?.id === scope.actorId) return readOverrides(scope, itemId);
  unwrap(maySignOverride(scope.actor, standing, open?.proposedBy.id ?? ''));
  if (!open || state !== 'proposed') return refuseNow('conflict', 'no_override_waits');
  await signOne(scope, open.id);
  await refreshItemValues(scope, [itemId]);
  const after = { value: open.value, until: open.until };
  await appendEvent(scope, {
    act: 'override.signed',
    objectKind: 'item',
    objectId: itemId,
    reason: open.reason,
    after,
  });
  return readOverrides(scope, itemId);
}

export async function endOverrideOf(scope: Scope, itemId: string, ifMatch: number | null): Promise<null> {
  const { standing, open, state } = await begin(scope, itemId, ifMatch);
  unwrap(mayEndOverride(scope.actor, standing));
  if (!open || state === 'ended') return refuseNow('conflict', 'no_override');
  await endOne(scope, open.id);
  await refreshItemValues(scope, [itemId]);
  const before = { value: open.value, until: open.until, state };
  await appendEvent(scope, { act: 'override.ended', objectKind: 'item', objectId: itemId, before });
  return null;
}
