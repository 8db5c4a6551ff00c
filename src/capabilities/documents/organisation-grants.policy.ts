// Decides what the sheet of role grants would make: by the same policy as a grant made by hand. Pure.
import { judgeGrant } from '../identity/identity.policy.ts';
import type { RoleName } from '../identity/scope.ts';
import type { OrganisationFrame } from './organisation-frame.rules.ts';
import type { EntityRow } from './sheet-rows.rules.ts';

export function takeRoles(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  let { officeExists } = frame.standing;
  const administers = new Set(
    frame.standing.grants.filter((grant) => grant.role === 'administrator').map((grant) => grant.person_id),
  );
  for (const row of rows) {
    const person = frame.person(row, 'account');
    if (!person) continue;
    const role = row.text('role') as RoleName;
    const from = row.text('from') ?? frame.context.today;
    const to = row.text('to') ?? null;
    const standing = frame.standing.grants.find(
      (grant) =>
        grant.person_id === person &&
        grant.role === role &&
        grant.from_day <= (to ?? '9999-12-31') &&
        (grant.to_day ?? '9999-12-31') >= from,
    );
    if (standing) {
      frame.ledger.unchanged += 1;
      continue;
    }
    const judged = judgeGrant(frame.context.actor, {
      role,
      personId: person,
      officeExists,
      beneficiaryAdministers: administers.has(person),
    });
    if (!judged.ok) {
      frame.findings.add(row, 'role', judged.refusal.code);
      continue;
    }
    if (role === 'office' && judged.value === 'confirmed') officeExists = true;
    if (role === 'administrator') administers.add(person);
    const columns = {
      person_id: person,
      role,
      from_day: from,
      to_day: to,
      state: judged.value,
      granted_by: frame.context.actor.personId,
    };
    const act = judged.value === 'confirmed' ? 'role.granted' : 'role.proposed';
    frame.ledger.create({ table: 'role_grants', objectKind: 'role', act, id: frame.context.newId(), columns });
  }
}
