// What is agreed on an item that is registered already goes before its gate: as a change, an extension or a transfer.
import { openRequest } from '../capabilities/gatekeeping/request.actions.ts';
import type { Scope } from '../capabilities/identity/scope.ts';
import type { AgreedTerms, NegotiationEffects } from '../capabilities/linkage/agreed-terms.actions.ts';

async function request(scope: Scope, agreed: AgreedTerms): Promise<string[]> {
  const { item, terms, reason, otherPersonId } = agreed;
  const { due, responsiblePersonId, targets, ...words } = terms;
  const signed = item.state === 'in_progress';
  const options = { agreed: true, onBehalfOf: otherPersonId };
  const changes = {
    ...words,
    ...(targets && { indicators: targets.map(({ indicatorId, target }) => ({ id: indicatorId, target })) }),
    ...(!signed && responsiblePersonId !== undefined && { responsiblePersonId }),
  };
  const ids: string[] = [];
  if (Object.keys(changes).length > 0)
    ids.push(await openRequest(scope, item.id, { kind: 'change', reason, changes }, options));
  // a date agreed before the item was signed for is nobody's delay
  if (due !== undefined)
    ids.push(await openRequest(scope, item.id, { kind: 'extension', reason, due, noFault: !signed }, options));
  if (signed && responsiblePersonId !== undefined)
    ids.push(await openRequest(scope, item.id, { kind: 'transfer', reason, responsiblePersonId }, options));
  return ids;
}

export const NEGOTIATION_EFFECTS: NegotiationEffects = { request };
