// Who I am here: the caller's person, posts, roles, institution and what he may do anywhere.
import { appendEvent } from '../../platform/events/append.ts';
import type { Language } from '../../platform/words.ts';
import { abilitiesOf } from './identity.policy.ts';
import { readInstitution, readPerson, updateLanguage } from './me.store.ts';
import type { SignedInScope } from './open-scope.ts';
import type { Scope } from './scope.ts';

export const readOwnPerson = ({ tx, institutionId, actorId }: Scope) => readPerson(tx, institutionId, actorId);

export async function readMe(scope: SignedInScope, clockShifted: boolean) {
  const { actor, tx, institutionId } = scope;
  return {
    person: await readPerson(tx, institutionId, actor.personId),
    posts: actor.posts,
    roles: actor.roles,
    institution: await readInstitution(tx, institutionId),
    today: scope.today,
    now: scope.now.toISOString(),
    clockShifted,
    mustChangePassword: scope.mustChangePassword,
    abilities: { ...abilitiesOf(actor) },
  };
}

export async function changeLanguage(scope: Scope, language: Language): Promise<void> {
  if (language === scope.actor.language) return;
  await updateLanguage(scope, scope.actorId, language);
  await appendEvent(scope, {
    act: 'person.changed',
    objectKind: 'person',
    objectId: scope.actorId,
    before: { language: scope.actor.language },
    after: { language },
  });
}
