// Binds sheets to their use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import { judgeOne, replyToOne, voidOne } from './sheet.actions.ts';
import * as contract from './sheet.contract.ts';
import { writeSheetTable } from './sheet-export.actions.ts';
import { listVisibleSheets, readOneSheet } from './sheet-view.actions.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export function addSheetRoutes(app: FastifyInstance, { open, say }: { open: OpenScope<Scope>; say: Say }): void {
  const bind = createBinder(app, open);
  bind(contract.listSheets, (scope, { query }) => listVisibleSheets(scope, query));
  bind(contract.readSheet, (scope, { params }) => readOneSheet(scope, params.id));
  bind(contract.replyToSheet, (scope, { params, body }, { ifMatch }) => replyToOne(scope, params.id, body, ifMatch));
  bind(contract.judgeSheet, (scope, { params, body }, { ifMatch }) => judgeOne(scope, params.id, body, ifMatch));
  bind(contract.voidSheet, (scope, { params, body }, { ifMatch }) => voidOne(scope, params.id, body.reason, ifMatch));
  bind(contract.exportSheets, async (scope, { params: { format }, query }, { reply }) =>
    reply
      .type(TYPES[format])
      .header('content-disposition', `attachment; filename="sheets-${scope.today}.${format}"`)
      .header('x-content-type-options', 'nosniff')
      .send(await writeSheetTable(scope, format, query, say)),
  );
}
