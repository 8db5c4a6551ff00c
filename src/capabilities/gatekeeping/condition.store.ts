// Conditions that became dated notes, in the database.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Condition, StoredSubmission } from './submission.store.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;
type Brief = { id: string; name: string; nameEn: string | null };

export type ConditionNote = { title: string; set_by: string; verified_at: Date | null };

export async function insertNotes(
  moment: Moment,
  submission: StoredSubmission,
  notes: readonly (Condition & { n: number; date: string })[],
): Promise<void> {
  if (notes.length === 0) return;
  await moment.tx
    .insertInto('condition_notes')
    .values(
      notes.map((one) => ({
        institution_id: moment.institutionId,
        submission_id: submission.id,
        n: one.n,
        item_id: submission.item_id ?? '',
        title: one.title,
        title_en: one.titleEn,
        date: one.date,
        set_by: one.setBy ?? submission.submitted_by,
        created_at: moment.now,
      })),
    )
    .execute();
}

export async function lockNote(place: Place, submissionId: string, n: number): Promise<ConditionNote | null> {
  const row = await place.tx
    .selectFrom('condition_notes')
    .where('institution_id', '=', place.institutionId)
    .where('submission_id', '=', submissionId)
    .where('n', '=', n)
    .select(['title', 'set_by', 'verified_at'])
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function markVerified(
  moment: Moment,
  submissionId: string,
  n: number,
  note: string | null,
): Promise<void> {
  await moment.tx
    .updateTable('condition_notes')
    .set({ verified_by: moment.actorId, verified_at: moment.now, note })
    .where('institution_id', '=', moment.institutionId)
    .where('submission_id', '=', submissionId)
    .where('n', '=', n)
    .execute();
}

export type VerifiedNote = { submissionId: string; n: number; verifiedOn: string; verifiedBy: Brief };

/** Of these submissions the notes that are verified. */
export async function loadVerified(place: Place, submissionIds: readonly string[]): Promise<VerifiedNote[]> {
  if (submissionIds.length === 0) return [];
  const { rows } = await sql<VerifiedNote>`
    select c.submission_id as "submissionId", c.n, (c.verified_at at time zone i.time_zone)::date as "verifiedOn",
      jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as "verifiedBy"
    from condition_notes c join institutions i on i.id = c.institution_id
      join people p on p.institution_id = c.institution_id and p.id = c.verified_by
    where c.institution_id = ${place.institutionId} and c.submission_id = any(${submissionIds}::uuid[]) and c.verified_at is not null`.execute(
    place.tx,
  );
  return rows;
}
