// Who uses, changes and shares templates. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { type Actor, hasRole } from '../identity/scope.ts';

export type TemplateStanding = { builtIn: boolean; shared: boolean; createdBy: string | null };

export const mayUseTemplate = (actor: Actor, template: TemplateStanding): boolean =>
  template.builtIn || template.shared || template.createdBy === actor.personId;

export function mayChangeTemplate(actor: Actor, template: TemplateStanding): Result<true> {
  if (template.builtIn) return refuse('conflict', 'template_built_in');
  if (template.createdBy === actor.personId || (template.shared && hasRole(actor, 'office'))) return accept(true);
  return refuse('forbidden', 'only_maker_changes_template');
}

export const mayShareTemplates = (actor: Actor): Result<true> =>
  hasRole(actor, 'office') ? accept(true) : refuse('forbidden', 'only_office_shares_templates');
