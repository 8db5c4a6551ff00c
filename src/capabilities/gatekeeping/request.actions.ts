// Requests: what is asked for on an item and put before the gate, each kind with its own checks and its own snapshot.
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import type { ItemStanding } from '../linkage/item.policy.ts';
import { standingForUpdate } from '../linkage/standing.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { submitCloseOut, submitNodes } from './claim.actions.ts';
import type { Request, RequestKindName } from './request.contract.ts';

export type RequestOptions = {
  /** The version of the item that the caller believes to change. */
  ifMatch?: number | null;
  /** Who wished it, where the caller asks for another: a doer too. */
  onBehalfOf?: string | null;
  /** Both sides agreed in a negotiation: it may be asked for by either. */
  agreed?: boolean;
};

type Submit = (scope: Scope, item: ItemStanding, request: Request, options: RequestOptions) => Promise<string>;

/** What is asked for by kind; a later kind is added here, the mechanism stays. */
const SUBMIT: Partial<Record<RequestKindName, Submit>> = {
  node: submitNodes,
  close_out: submitCloseOut,
};

/** Puts a request before the gate and answers the submission's id. */
export async function openRequest(
  scope: Scope,
  itemId: string,
  request: Request,
  options: RequestOptions = {},
): Promise<string> {
  const standing = await standingForUpdate(scope, itemId);
  const submit = SUBMIT[request.kind];
  if (!submit)
    return refuseNow('invalid', 'kind_not_requested_here', { kind: request.kind }, [
      { path: 'kind', code: 'kind_not_requested_here', params: { kind: request.kind } },
    ]);
  demandVersion(options.ifMatch ?? null, standing.version);
  // a placeholder keeps no words of what was done
  const told = standing.placeholder ? { ...request, reason: null, summary: null } : request;
  const id = await submit(scope, standing, told, options);
  await refreshItemValues(scope, [itemId]);
  return id;
}
