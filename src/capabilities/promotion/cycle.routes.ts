// Binds the endpoints of cycles to their use cases; tables leave as attachments.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import {
  closeCycle,
  createCycle,
  freezeByHand,
  listCycles,
  readCycle,
  reopenCycle,
  reviewCycle,
} from './cycle.actions.ts';
import * as contract from './cycle.contract.ts';
import { exportAsText, exportAsWorkbook } from './cycle-export.actions.ts';
import { listItemsOf, readMatrix } from './cycle-view.actions.ts';
import type { AtFreeze } from './freeze.actions.ts';

type Deps = { open: OpenScope<Scope>; say: Say; atFreeze?: readonly AtFreeze[] };

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const attach = (reply: FastifyReply, name: string, type: string) =>
  reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('x-content-type-options', 'nosniff');

export function addCycleRoutes(app: FastifyInstance, { open, say, atFreeze = [] }: Deps): void {
  const bind = createBinder(app, open);
  bind(contract.listCycles, (scope, { query }) => listCycles(scope, query));
  bind(contract.createCycle, async (scope, { body }, { answerWith }) => {
    const { opened, cycle } = await createCycle(scope, body);
    if (!opened) answerWith(200);
    return cycle;
  });
  bind(contract.readCycle, (scope, { params, query }) => readCycle(scope, params.id, query.asOf));
  bind(contract.freezeCycle, (scope, { params }, { ifMatch }) => freezeByHand(scope, params.id, ifMatch, atFreeze));
  bind(contract.reopenCycle, (scope, { params, body }, { ifMatch }) => reopenCycle(scope, params.id, body, ifMatch));
  bind(contract.reviewCycle, (scope, { params }, { ifMatch }) => reviewCycle(scope, params.id, ifMatch));
  bind(contract.closeCycle, (scope, { params }, { ifMatch }) => closeCycle(scope, params.id, ifMatch));
  bind(contract.readCycleMatrix, (scope, { params, query }) => readMatrix(scope, params.id, query));
  bind(contract.listCycleItems, (scope, { params, query }) => listItemsOf(scope, params.id, query));
  bind(contract.exportCycleWorkbook, async (scope, { params, query }, { reply }) => {
    const bytes = await exportAsWorkbook(scope, params.id, query, say);
    return attach(reply, `cycle-${scope.today}.xlsx`, XLSX).send(bytes);
  });
  bind(contract.exportCycleText, async (scope, { params, query }, { reply }) => {
    const bytes = await exportAsText(scope, params.id, query, say);
    return attach(reply, `cycle-${scope.today}.csv`, 'text/csv; charset=utf-8').send(bytes);
  });
}
