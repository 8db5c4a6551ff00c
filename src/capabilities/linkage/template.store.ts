// The SQL of templates; the built-in one is no row.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Scope } from '../identity/scope.ts';
import { SIX_STAGES, SIX_STAGES_ID, SIX_STAGES_NAME } from './six-stages.rules.ts';
import type { TemplateBody } from './template.rules.ts';

export type StoredTemplate = {
  id: string;
  name: string;
  nameEn: string | null;
  builtIn: boolean;
  shared: boolean;
  createdBy: string | null;
  maker: { id: string; name: string; nameEn: string | null } | null;
  body: TemplateBody;
};

const BUILT_IN: StoredTemplate = {
  id: SIX_STAGES_ID,
  ...SIX_STAGES_NAME,
  builtIn: true,
  shared: true,
  createdBy: null,
  maker: null,
  body: SIX_STAGES,
};

/** Built in first, then the office's, then one's own. */
export async function selectTemplates(scope: Scope): Promise<StoredTemplate[]> {
  const { rows } = await sql<StoredTemplate>`
    select t.id, t.name, t.name_en as "nameEn", false as "builtIn", t.shared, t.created_by as "createdBy", t.body,
      jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as maker
    from item_templates t join people p on p.institution_id = t.institution_id and p.id = t.created_by
    where t.institution_id = ${scope.institutionId} and (t.shared or t.created_by = ${scope.actorId})
    order by t.shared desc, t.name, t.id`.execute(scope.tx);
  return [BUILT_IN, ...rows];
}

export async function findTemplate(scope: Scope, id: string): Promise<StoredTemplate | null> {
  return (await selectTemplates(scope)).find((one) => one.id === id) ?? null;
}

export type TemplateFields = { name: string; nameEn: string | null; shared: boolean; body: TemplateBody };

const columnsOf = ({ name, nameEn, shared, body }: TemplateFields) => ({
  name,
  name_en: nameEn,
  shared,
  body: JSON.stringify(body),
});

export async function insertTemplate(scope: Scope, fields: TemplateFields): Promise<string> {
  const id = uuid();
  const made = { created_by: scope.actorId, created_at: scope.now, changed_at: scope.now };
  await scope.tx
    .insertInto('item_templates')
    .values({ institution_id: scope.institutionId, id, ...columnsOf(fields), ...made })
    .execute();
  return id;
}

export async function updateTemplate(scope: Scope, id: string, fields: TemplateFields): Promise<void> {
  await scope.tx
    .updateTable('item_templates')
    .set({ ...columnsOf(fields), changed_at: scope.now })
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
}

export async function removeTemplate(scope: Scope, id: string): Promise<void> {
  await scope.tx
    .deleteFrom('item_templates')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
}
