// Takes the sheets of an organisation in the order in which they refer to one another. Pure.
import { takeClosedDays, takeDisciplines, takePosts, takeProfessors, takeSectors } from './organisation-bonds.rules.ts';
import { lower, type OrganisationFrame } from './organisation-frame.rules.ts';
import { takeRoles } from './organisation-grants.policy.ts';
import { takeLevels, takePeople, takeUnits } from './organisation-places.rules.ts';
import type { EntityRow, EntityRows } from './sheet-rows.rules.ts';

const codeOf = (row: EntityRow): string => row.text('code') ?? '';
const accountOf = (row: EntityRow): string => lower(row.text('account') ?? '');
const grantOf = (row: EntityRow): string => `${accountOf(row)} ${row.text('role')} ${row.text('from') ?? ''}`;

export function takeOrganisation(frame: OrganisationFrame, rows: EntityRows): void {
  takeLevels(
    frame,
    frame.onlyOnce(rows.levels, 'rank', (row) => String(row.number('rank'))),
  );
  const people = frame.onlyOnce(rows.people, 'account', accountOf);
  for (const row of people) frame.know(frame.personIds, accountOf(row));
  takePeople(frame, people);
  takeUnits(frame, frame.onlyOnce(rows.units, 'code', codeOf));
  takePosts(frame, rows.posts ?? []);
  takeRoles(frame, frame.onlyOnce(rows.roles, 'account', grantOf));
  takeSectors(frame, frame.onlyOnce(rows.sectors, 'code', codeOf));
  const disciplines = frame.onlyOnce(rows.disciplines, 'code', codeOf);
  for (const row of disciplines) frame.know(frame.disciplineIds, codeOf(row));
  takeDisciplines(frame, disciplines);
  takeProfessors(frame, rows.professors ?? []);
  takeClosedDays(
    frame,
    frame.onlyOnce(rows.closedDays, 'day', (row) => row.text('day') ?? ''),
  );
}
