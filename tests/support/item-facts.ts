// An item in good order, for tests that change only what they are about.

import type { ItemFacts, NodeFacts, ReportFacts } from '../../src/capabilities/progress/facts.rules.ts';

export function itemFacts(changes: Partial<ItemFacts> = {}): ItemFacts {
  const due = changes.approvedDue ?? '2026-06-30';
  return {
    id: 'item',
    parentId: null,
    level: 6,
    horizon: 'task',
    state: 'in_progress',
    placeholder: false,
    weight: 100,
    ownNodesWeight: null,
    start: '2026-03-02',
    originalDue: due,
    approvedDue: due,
    finishedOn: null,
    excused: false,
    excusedDue: null,
    everLate: false,
    frequency: 'month',
    acceptBy: null,
    acceptedByPresentPerson: true,
    nodes: [],
    reports: [],
    closeOutPendingOn: null,
    suspensions: [],
    majorRisk: false,
    uncausedRedSince: null,
    noticeReplyBy: null,
    override: null,
    ...changes,
  };
}

export function nodeFacts(changes: Partial<NodeFacts> = {}): NodeFacts {
  return { id: 'node', date: '2026-04-15', weight: 100, verified: false, pendingClaimOn: null, ...changes };
}

export function reportFacts(changes: Partial<ReportFacts> = {}): ReportFacts {
  return {
    periodKind: 'month',
    periodTo: '2026-03-31',
    submittedOn: '2026-04-01',
    order: 1,
    state: 'passed',
    percentage: 50,
    ...changes,
  };
}
