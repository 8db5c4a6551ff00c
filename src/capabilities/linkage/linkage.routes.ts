// Binds linkage's endpoints to its use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import { listPlanFindings, readItemFindings } from './adds-up.actions.ts';
import * as addsUp from './adds-up.contract.ts';
import { readWholeBoard } from './board.actions.ts';
import * as board from './board.contract.ts';
import { normaliseDecomposition, readDecomposition, writeDecomposition } from './decomposition.actions.ts';
import * as decomposition from './decomposition.contract.ts';
import { changeDraft, draftItem, dropDraft } from './items.actions.ts';
import { acceptItem, archive, assign, registerRoot, returnItem } from './life-cycle.actions.ts';
import * as contract from './linkage.contract.ts';
import { addLink, readItemLinks, removeLink } from './links.actions.ts';
import * as links from './links.contract.ts';
import {
  listVisibleItems,
  readChain,
  readChildren,
  readHistory,
  readItemThen,
  readSubtree,
} from './list-items.actions.ts';
import { readLoad, readLoadItems } from './load.actions.ts';
import * as load from './load.contract.ts';
import { addPlanningRoutes } from './planning.routes.ts';
import { type DutySource, readMyWork } from './workbench.actions.ts';

/** `duties`: what later capabilities ask of people on their workbench. */
export function addLinkageRoutes(
  app: FastifyInstance,
  open: OpenScope<Scope>,
  { duties }: { duties: readonly DutySource[] },
): void {
  addPlanningRoutes(app, open);
  const bind = createBinder(app, open);
  bind(contract.createItem, (scope, { body }) => draftItem(scope, body));
  bind(contract.changeItem, (scope, { params, body }, { ifMatch }) => changeDraft(scope, params.id, body, ifMatch));
  bind(contract.deleteItem, (scope, { params }, { ifMatch }) => dropDraft(scope, params.id, ifMatch));
  bind(contract.listItems, (scope, { query }) => listVisibleItems(scope, query));
  bind(contract.readItem, (scope, { params, query }) => readItemThen(scope, params.id, query.asOf));
  bind(contract.readChain, (scope, { params, query }) => readChain(scope, params.id, query.asOf));
  bind(contract.readChildren, (scope, { params, query }) => readChildren(scope, params.id, query));
  bind(contract.readSubtree, (scope, { params, query }) => readSubtree(scope, params.id, query));
  bind(contract.readHistory, (scope, { params, query }) => readHistory(scope, params.id, query));
  bind(addsUp.readFindings, (scope, { params }) => readItemFindings(scope, params.id));
  bind(addsUp.listFindings, (scope, { query }) => listPlanFindings(scope, query));
  bind(load.readLoad, (scope, { query }) => readLoad(scope, query));
  bind(load.readLoadItems, (scope, { query }) => readLoadItems(scope, query));
  bind(decomposition.readDecomposition, (scope, { params }) => readDecomposition(scope, params.id));
  bind(decomposition.writeDecomposition, (scope, { params, body }, { ifMatch }) =>
    writeDecomposition(scope, params.id, body, ifMatch),
  );
  bind(decomposition.normaliseDecomposition, (scope, { params }, { ifMatch }) =>
    normaliseDecomposition(scope, params.id, ifMatch),
  );
  bind(contract.registerItem, (scope, { params }, { ifMatch }) => registerRoot(scope, params.id, ifMatch));
  bind(contract.assignItem, (scope, { params, body }, { ifMatch }) => assign(scope, params.id, body ?? {}, ifMatch));
  bind(contract.acceptItem, (scope, { params }, { ifMatch }) => acceptItem(scope, params.id, ifMatch));
  bind(contract.returnItem, (scope, { params, body }, { ifMatch }) =>
    returnItem(scope, params.id, body.reason, ifMatch),
  );
  bind(contract.archiveItem, (scope, { params }, { ifMatch }) => archive(scope, params.id, ifMatch));
  bind(board.readBoard, (scope, { query }) => readWholeBoard(scope, query));
  bind(board.readWorkbench, (scope) => readMyWork(scope, duties));
  bind(links.readLinks, (scope, { params }) => readItemLinks(scope, params.id));
  bind(links.addDependency, (scope, { params, body }) => addLink(scope, 'dependency', params.id, body.dependsOnId));
  bind(links.removeDependency, (scope, { params }) => removeLink(scope, 'dependency', params.id, params.otherId));
  bind(links.addSupportLink, (scope, { params, body }) => addLink(scope, 'support', params.id, body.supportsId));
  bind(links.removeSupportLink, (scope, { params }) => removeLink(scope, 'support', params.id, params.otherId));
}
