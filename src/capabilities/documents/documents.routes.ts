// Binds imports and exports; a file comes as multipart and leaves as an attachment.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/connect.ts';
import { createBinder } from '../../platform/http/bind.ts';
import { refuseNow } from '../../platform/result.ts';
import { DEFAULT_LIMITS } from '../../platform/spreadsheet/table.ts';
import type { Say } from '../../platform/words.ts';
import { createOpenScope } from '../identity/open-scope.ts';
import * as contract from './documents.contract.ts';
import { exportWorkbook } from './export.actions.ts';
import { type ImportFile, importFile } from './import.actions.ts';

export type DocumentsDeps = { db: Db; clock: Clock; say: Say; secret: string };

const MOST_ERRORS = 1000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function readUpload(request: FastifyRequest): Promise<ImportFile> {
  if (!request.isMultipart()) return refuseNow('malformed', 'file_needed');
  const part = await request.file({ limits: { fileSize: DEFAULT_LIMITS.bytes } });
  if (!part) return refuseNow('malformed', 'file_needed');
  const bytes = await part.toBuffer();
  return { bytes, name: part.filename };
}

export function addDocumentsRoutes(app: FastifyInstance, deps: DocumentsDeps): void {
  const bind = createBinder(app, createOpenScope(deps));
  bind(contract.importTables, async (scope, { query }, { request }) => {
    const outcome = await importFile(scope, query.kind, await readUpload(request), query.dryRun);
    const errors = outcome.errors.slice(0, MOST_ERRORS).map(({ params, ...error }) => ({
      ...error,
      detail: deps.say(scope.language, `refusals.${error.code}`, params),
    }));
    return { ...outcome, dryRun: query.dryRun, errors, errorCount: outcome.errors.length };
  });
  bind(contract.exportTables, async (scope, { params }, { reply }) => {
    const bytes = await exportWorkbook(scope, params.kind);
    return reply
      .type(XLSX)
      .header('content-disposition', `attachment; filename="${params.kind}-${scope.today}.xlsx"`)
      .header('x-content-type-options', 'nosniff')
      .send(bytes);
  });
}
