// Evidence: a file by its content's hash, a link, or a record; seen where an item that carries it is seen, else by its uploader.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import type { FileStore } from '../../platform/files/store.ts';
import { refuseNow } from '../../platform/result.ts';
import { hasRole, type Scope } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { Evidence } from './progress.contract.ts';

export type EvidenceView = z.infer<typeof Evidence>;
export type NewEvidence =
  | { kind: 'file'; name: string; sha256: string; size: number; mediaType: string }
  | { kind: 'link'; name: string; url: string }
  | { kind: 'record'; name: string; record: unknown };

type Stored = {
  id: string;
  kind: EvidenceView['kind'];
  name: string;
  media_type: string | null;
  size: number | null;
  sha256: string | null;
  url: string | null;
  record: EvidenceView['record'];
  uploaded_by: string;
  uploaded_at: Date;
  uploader: string;
  uploader_en: string | null;
  verified_by: string | null;
  verified_at: Date | null;
  verifier: string | null;
  verifier_en: string | null;
  open: boolean;
};

async function find(scope: Scope, id: string): Promise<Stored> {
  const { rows } = await sql<Stored>`
    select e.*, u.name as uploader, u.name_en as uploader_en, v.name as verifier, v.name_en as verifier_en,
      exists (select 1 from evidence_links l join items i on i.institution_id = l.institution_id and i.id = l.item_id
        where l.institution_id = e.institution_id and l.evidence_id = e.id and ${visibleTo(scope)}) as open
    from evidence e join people u on u.institution_id = e.institution_id and u.id = e.uploaded_by
      left join people v on v.institution_id = e.institution_id and v.id = e.verified_by
    where e.institution_id = ${scope.institutionId} and e.id = ${id}`.execute(scope.tx);
  const found = rows[0];
  if (!found || (!found.open && found.uploaded_by !== scope.actorId)) return refuseNow('missing', 'not_found');
  return found;
}

/** Whoever uploaded it can never say that it holds. */
const mayVerify = (scope: Scope, found: Stored): boolean =>
  found.open && found.uploaded_by !== scope.actorId && !hasRole(scope.actor, 'auditor');

const view = (scope: Scope, found: Stored): EvidenceView => ({
  id: found.id,
  kind: found.kind,
  name: found.name,
  mediaType: found.media_type,
  size: found.size,
  sha256: found.sha256,
  url: found.url,
  record: found.record,
  uploadedBy: { id: found.uploaded_by, name: found.uploader, nameEn: found.uploader_en },
  uploadedAt: found.uploaded_at.toISOString(),
  verifiedBy:
    found.verified_by === null
      ? null
      : { id: found.verified_by, name: found.verifier ?? '', nameEn: found.verifier_en },
  verifiedAt: found.verified_at?.toISOString() ?? null,
  abilities: { verify: mayVerify(scope, found) },
});

export async function addEvidence(scope: Scope, input: NewEvidence): Promise<EvidenceView> {
  const id = uuid();
  const file = input.kind === 'file' ? { sha256: input.sha256, size: input.size, media_type: input.mediaType } : {};
  const link = input.kind === 'link' ? { url: input.url } : {};
  const record = input.kind === 'record' ? { record: JSON.stringify(input.record) } : {};
  await scope.tx
    .insertInto('evidence')
    .values({
      institution_id: scope.institutionId,
      id,
      kind: input.kind,
      name: input.name,
      uploaded_by: scope.actorId,
      uploaded_at: scope.now,
      ...file,
      ...link,
      ...record,
    })
    .execute();
  await appendEvent(scope, {
    act: 'evidence.added',
    objectKind: 'evidence',
    objectId: id,
    after: { kind: input.kind, sha256: input.kind === 'file' ? input.sha256 : null },
  });
  return readEvidence(scope, id);
}

export async function readEvidence(scope: Scope, id: string): Promise<EvidenceView> {
  return view(scope, await find(scope, id));
}

export async function openContent(scope: Scope, files: FileStore, id: string) {
  const found = await find(scope, id);
  const file = found.sha256 === null ? null : await files.open(found.sha256);
  if (!file) return refuseNow('missing', 'not_found');
  return { ...file, name: found.name, mediaType: found.media_type ?? 'application/octet-stream', sha256: found.sha256 };
}

export async function verifyEvidence(scope: Scope, id: string): Promise<EvidenceView> {
  const found = await find(scope, id);
  if (found.verified_by === scope.actorId) return view(scope, found);
  if (!mayVerify(scope, found)) refuseNow('forbidden', 'evidence_not_yours_to_verify');
  await scope.tx
    .updateTable('evidence')
    .set({ verified_by: scope.actorId, verified_at: scope.now })
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
  await appendEvent(scope, {
    act: 'evidence.verified',
    objectKind: 'evidence',
    objectId: id,
    after: { sha256: found.sha256 },
  });
  return readEvidence(scope, id);
}
