// Claims outside a report and close-outs: what the responsible person says is done, put before the gate.
import { sql } from 'kysely';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { type ItemStanding, mayCloseOut, mayReport } from '../linkage/item.policy.ts';
import { loadNodes } from '../linkage/item-detail.store.ts';
import { selectItemRows } from '../linkage/item-row.store.ts';
import type { Request } from './request.contract.ts';
import { claimNodes, linkEvidence } from './submission.store.ts';
import { demandClaimable, demandClosable, demandEvidence, evidenceHashes, openSubmission } from './submit.actions.ts';

export async function submitNodes(scope: Scope, item: ItemStanding, request: Request): Promise<string> {
  unwrap(mayReport(scope.actor, item));
  const claimed = request.nodesDone ?? [];
  if (claimed.length === 0)
    refuseNow('invalid', 'no_node_claimed', {}, [{ path: 'nodesDone', code: 'no_node_claimed' }]);
  const nodes = await demandClaimable(
    scope,
    item.id,
    claimed.map((one) => one.nodeId),
  );
  const links = [
    ...claimed.flatMap((one) =>
      (one.evidenceIds ?? []).map((evidenceId) => ({ evidenceId, nodeId: one.nodeId as string | null })),
    ),
    ...(request.evidenceIds ?? []).map((evidenceId) => ({ evidenceId, nodeId: null })),
  ];
  await demandEvidence(scope, item, [...new Set(links.map((link) => link.evidenceId))]);
  const snapshot = {
    nodesDone: nodes,
    evidence: await evidenceHashes(
      scope,
      links.map((link) => link.evidenceId),
    ),
    summary: request.summary ?? null,
  };
  const id = await openSubmission(scope, {
    kind: 'node',
    itemId: item.id,
    claims: true,
    snapshot,
    reason: request.reason ?? null,
  });
  await claimNodes(
    scope,
    id,
    item.id,
    nodes.map((node) => node.id),
  );
  await linkEvidence(scope, id, item.id, links);
  return id;
}

export async function submitCloseOut(scope: Scope, item: ItemStanding, request: Request): Promise<string> {
  unwrap(mayCloseOut(scope.actor, item));
  await demandClosable(scope, item.id);
  const evidenceIds = request.evidenceIds ?? [];
  await demandEvidence(scope, item, evidenceIds);
  const [row] = await selectItemRows(scope, sql`and i.id = ${item.id}`);
  const snapshot = {
    item: row,
    nodes: await loadNodes(scope, item.id),
    evidence: await evidenceHashes(scope, evidenceIds),
    summary: request.summary ?? null,
  };
  const id = await openSubmission(scope, {
    kind: 'close_out',
    itemId: item.id,
    claims: true,
    snapshot: JSON.parse(JSON.stringify(snapshot)),
    reason: request.reason ?? null,
  });
  await linkEvidence(
    scope,
    id,
    item.id,
    evidenceIds.map((evidenceId) => ({ evidenceId, nodeId: null })),
  );
  return id;
}
