// Binds progress's endpoints to its use cases: reports, evidence, causes.
import type { FastifyInstance } from 'fastify';
import type { FileStore } from '../../platform/files/store.ts';
import { createBinder, type Exchange, type OpenScope } from '../../platform/http/bind.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Say } from '../../platform/words.ts';
import type { EffectsByKind } from '../gatekeeping/drop.actions.ts';
import { readSubmission } from '../gatekeeping/view.actions.ts';
import type { Scope } from '../identity/scope.ts';
import { drawGroups, drawItem } from './drawing.actions.ts';
import * as drawing from './drawing.contract.ts';
import { addEvidence, type NewEvidence, openContent, readEvidence, verifyEvidence } from './evidence.actions.ts';
import { addOverrideRoutes } from './override.routes.ts';
import * as contract from './progress.contract.ts';
import { recordCause, submitReport } from './report.actions.ts';
import { readReportForm } from './report-form.actions.ts';
import { listReports } from './report-list.actions.ts';

type Deps = { open: OpenScope<Scope>; effects: EffectsByKind; files: FileStore; say: Say };

export function addProgressRoutes(app: FastifyInstance, { open, effects, files, say }: Deps): void {
  addOverrideRoutes(app, open);
  const bind = createBinder(app, open);
  bind(contract.submitReport, async (scope, { params, body }, { ifMatch }) =>
    readSubmission(scope, await submitReport(scope, params.id, body, effects, ifMatch)),
  );
  bind(contract.listReports, (scope, { params, query }) => listReports(scope, params.id, query));
  bind(contract.readReportForm, (scope, { params, query }) => readReportForm(scope, params.id, query.cycleId, say));
  bind(contract.recordCause, async (scope, { params, body }) => {
    await recordCause(scope, params.id, body);
    return null;
  });
  bind(drawing.readItemDrawing, (scope, { params, query }) => drawItem(scope, params.id, query.asOf));
  bind(drawing.readDrawing, (scope, { query }) => drawGroups(scope, query));
  bind(contract.createEvidence, async (scope, _input, exchange) => addEvidence(scope, await receive(exchange, files)));
  bind(contract.readEvidence, (scope, { params }) => readEvidence(scope, params.id));
  bind(contract.readEvidenceContent, async (scope, { params }, { reply }) => {
    const file = await openContent(scope, files, params.id);
    // never rendered in place: a download under its own name, and nothing sniffed
    reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('x-content-type-options', 'nosniff')
      .header('content-length', file.size)
      .type(file.mediaType)
      .serializer((content: unknown) => content as string);
    await reply.send(file.content);
    return null;
  });
  bind(contract.verifyEvidence, (scope, { params }) => verifyEvidence(scope, params.id));
}

async function receive({ request }: Exchange, files: FileStore): Promise<NewEvidence> {
  if (request.isMultipart()) {
    const part = await request.file();
    if (!part) return refuseNow('malformed', 'file_missing');
    const stored = await files.put(part.file, part.filename);
    if (part.file.truncated) return refuseNow('too_large', 'too_large');
    return { kind: 'file', name: part.filename, ...stored };
  }
  const body = contract.NewEvidenceBody.safeParse(request.body ?? {});
  if (!body.success) return refuseNow('malformed', 'malformed', { fields: 'url, record' });
  const { url, record, name } = body.data;
  if (url !== undefined) {
    if (!/^https?:/i.test(url))
      return refuseNow('invalid', 'link_not_http', {}, [{ path: 'url', code: 'link_not_http' }]);
    return { kind: 'link', name: name ?? url, url };
  }
  if (record !== undefined) return { kind: 'record', name: name ?? 'record', record };
  return refuseNow('malformed', 'file_missing');
}
