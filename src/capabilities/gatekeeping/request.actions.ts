// Requests: what is asked for on an item and put before the gate, each kind with its own checks and its own snapshot.
import { demandVersion } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import type { ItemStanding } from '../linkage/item.policy.ts';
import { standingForUpdate } from '../linkage/standing.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { submitCancellation } from './cancellation.actions.ts';
import { submitChange } from './change.actions.ts';
import { submitCloseOut, submitNodes } from './claim.actions.ts';
import { submitExtension } from './extension.actions.ts';
import { submitReopening } from './reopening.actions.ts';
import type { Request, RequestKindName } from './request.contract.ts';
import type { RequestOptions } from './request.rules.ts';
import { submitResumption, submitSuspension } from './suspension.actions.ts';
import { submitTransfer } from './transfer.actions.ts';

type Submit = (scope: Scope, item: ItemStanding, request: Request, options: RequestOptions) => Promise<string>;

/** What is asked for by kind; a later kind is added here, the mechanism stays. */
const SUBMIT: Record<RequestKindName, Submit> = {
  node: submitNodes,
  close_out: submitCloseOut,
  extension: submitExtension,
  change: submitChange,
  suspension: submitSuspension,
  resumption: submitResumption,
  transfer: submitTransfer,
  cancellation: submitCancellation,
  reopening: submitReopening,
};

/** Puts a request before the gate and answers the submission's id. */
export async function openRequest(
  scope: Scope,
  itemId: string,
  request: Request,
  options: RequestOptions = {},
): Promise<string> {
  const standing = await standingForUpdate(scope, itemId);
  demandVersion(options.ifMatch ?? null, standing.version);
  // a placeholder keeps no words of what was done
  const told = standing.placeholder ? { ...request, reason: null, summary: null } : request;
  const id = await SUBMIT[request.kind](scope, standing, told, options);
  await refreshItemValues(scope, [itemId]);
  return id;
}
