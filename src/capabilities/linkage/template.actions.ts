// Templates: list, keep, change, drop; keep an item as one.
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { mayOpen } from './item.policy.ts';
import { loadSources } from './planning-sources.store.ts';
import { readStanding } from './standing.store.ts';
import type { changeTemplate, keepTemplate, Template } from './template.contract.ts';
import { mayChangeTemplate, mayShareTemplates } from './template.policy.ts';
import { type ModelItem, type TemplateBody, templateFrom } from './template.rules.ts';
import {
  findTemplate,
  insertTemplate,
  removeTemplate,
  type StoredTemplate,
  selectTemplates,
  updateTemplate,
} from './template.store.ts';

type TemplateView = z.infer<typeof Template>;

const viewOf = (scope: Scope, stored: StoredTemplate): TemplateView => {
  const mayChange = mayChangeTemplate(scope.actor, stored).ok;
  const { createdBy: _, maker, ...shown } = stored;
  return {
    ...shown,
    createdBy: maker,
    abilities: { edit: mayChange, delete: mayChange, share: mayChange && mayShareTemplates(scope.actor).ok },
  };
};

export async function listUsable(scope: Scope): Promise<{ items: TemplateView[]; nextCursor: null }> {
  return { items: (await selectTemplates(scope)).map((one) => viewOf(scope, one)), nextCursor: null };
}

/** What one may not use does not exist. */
export async function demandTemplate(scope: Scope, id: string): Promise<StoredTemplate> {
  return (await findTemplate(scope, id)) ?? refuseNow('missing', 'not_found');
}

const viewAgain = async (scope: Scope, id: string) => viewOf(scope, await demandTemplate(scope, id));

export async function keepOne(scope: Scope, sent: z.output<(typeof keepTemplate)['body']>): Promise<TemplateView> {
  if (sent.shared) unwrap(mayShareTemplates(scope.actor));
  if ((sent.body === undefined) === (sent.fromItemId === undefined)) return refuseNow('invalid', 'template_of_what');
  const body = sent.body ?? (await bodyOfItem(scope, sent.fromItemId ?? '', sent.subtree ?? false));
  const fields = { name: sent.name, nameEn: sent.nameEn ?? null, shared: sent.shared ?? false };
  const id = await insertTemplate(scope, { ...fields, body });
  const after = { ...fields, fromItemId: sent.fromItemId ?? null };
  await appendEvent(scope, { act: 'template.kept', objectKind: 'template', objectId: id, after });
  return viewAgain(scope, id);
}

/** An item as it stands with its parts; a placeholder has no words to keep. */
async function bodyOfItem(scope: Scope, itemId: string, subtree: boolean): Promise<TemplateBody> {
  const standing = await readStanding(scope, itemId);
  unwrap(mayOpen(scope.actor, standing));
  if (standing.placeholder) refuseNow('conflict', 'placeholder_no_template');
  const sources = await loadSources(scope, [{ itemId, subtree }], 'copied', 0);
  return templateFrom(
    sources
      .filter(({ row }) => !row.placeholder)
      .map(
        ({ row, nodes, indicators }): ModelItem => ({
          ...row,
          title: row.title ?? '',
          requirement: row.requirement ?? '',
          standard: row.standard ?? '',
          nodes,
          indicators: indicators.map((one) => ({
            ...one,
            bandLow: one.bandLow ?? null,
            bandHigh: one.bandHigh ?? null,
          })),
        }),
      ),
  );
}

export async function changeOne(
  scope: Scope,
  id: string,
  sent: z.output<(typeof changeTemplate)['body']>,
): Promise<TemplateView> {
  const before = await demandTemplate(scope, id);
  unwrap(mayChangeTemplate(scope.actor, before));
  if (sent.shared !== undefined && sent.shared !== before.shared) unwrap(mayShareTemplates(scope.actor));
  const fields = {
    name: sent.name ?? before.name,
    nameEn: sent.nameEn === undefined ? before.nameEn : sent.nameEn,
    shared: sent.shared ?? before.shared,
    body: sent.body ?? before.body,
  };
  await updateTemplate(scope, id, fields);
  const shown = ({ name, nameEn, shared }: typeof fields) => ({ name, nameEn, shared });
  await appendEvent(scope, {
    act: 'template.changed',
    objectKind: 'template',
    objectId: id,
    before: shown(before),
    after: { ...shown(fields), rewritten: sent.body !== undefined },
  });
  return viewAgain(scope, id);
}

export async function dropOne(scope: Scope, id: string): Promise<null> {
  const before = await demandTemplate(scope, id);
  unwrap(mayChangeTemplate(scope.actor, before));
  await removeTemplate(scope, id);
  const { name, nameEn } = before;
  await appendEvent(scope, { act: 'template.dropped', objectKind: 'template', objectId: id, before: { name, nameEn } });
  return null;
}
