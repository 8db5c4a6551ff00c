// Decides what the sheets of posts, sectors, disciplines, professors and closed days would make and change. Pure.
import type { OrganisationFrame } from './organisation-frame.rules.ts';
import { refuseSecondHeads } from './organisation-heads.rules.ts';
import type { OrganisationStanding } from './organisation-standing.store.ts';
import type { EntityRow } from './sheet-rows.rules.ts';

function settlePost(frame: OrganisationFrame, row: EntityRow, standing: OrganisationStanding['posts'][number]): void {
  const { id, ...columns } = standing;
  const to = row.text('to');
  // Ending a post hands its work over to somebody: that is an act of its own, with a successor.
  if (to !== undefined && to !== standing.to_day) frame.findings.add(row, 'to', 'post_ends_in_settings');
  const head = row.boolean('head') ?? undefined;
  if (head !== undefined && head !== standing.head) frame.findings.add(row, 'head', 'post_head_in_settings');
  frame.ledger.settle({ table: 'posts', objectKind: 'post', act: 'post.changed', id }, columns, {
    title: row.text('title') ?? undefined,
    title_en: row.text('titleEn'),
  });
}

export function takePosts(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  const placed = new Map<string, EntityRow>();
  const used = new Set<string>();
  const standingByPerson = Map.groupBy(frame.standing.posts, (post) => post.person_id);
  for (const row of rows) {
    const person = frame.person(row, 'account');
    const unit = frame.unit(row, 'unitCode');
    const level = row.number('level') ?? 0;
    if (!frame.ranks.has(level)) frame.findings.add(row, 'level', 'level_unknown', { rank: level });
    if (!person || !unit || !frame.ranks.has(level)) continue;
    const from = row.text('from') ?? undefined;
    const to = row.text('to');
    if (from !== undefined && typeof to === 'string' && to < from)
      frame.findings.add(row, 'to', 'ends_before_start', { from });
    const standing = standingByPerson
      .get(person)
      ?.find(
        (post) =>
          !used.has(post.id) &&
          post.unit_id === unit &&
          post.level === level &&
          (from === undefined ? post.to_day === null || post.to_day >= frame.context.today : post.from_day === from),
      );
    if (standing) {
      used.add(standing.id);
      settlePost(frame, row, standing);
      continue;
    }
    const id = frame.context.newId();
    placed.set(id, row);
    // A post at the first level waits for the second person, imported or not.
    const proposed = level === 1;
    const columns = {
      person_id: person,
      unit_id: unit,
      level,
      title: row.text('title') ?? '',
      title_en: row.text('titleEn') ?? null,
      head: row.boolean('head') ?? false,
      acting: row.boolean('acting') ?? false,
      from_day: from ?? frame.context.today,
      to_day: to ?? null,
      state: proposed ? 'proposed' : 'confirmed',
      proposed_by: frame.context.actor.personId,
    };
    if (columns.title === '') frame.findings.add(row, 'title', 'value_missing');
    frame.ledger.create({
      table: 'posts',
      objectKind: 'post',
      act: proposed ? 'post.proposed' : 'post.created',
      id,
      columns,
    });
  }
  refuseSecondHeads(frame.standing.posts, frame.ledger.changes, (id) => placed.get(id), frame.findings);
}

export function takeSectors(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  const known = new Map(frame.standing.sectors.map((sector) => [sector.code, sector]));
  for (const row of rows) {
    const code = row.text('code') ?? '';
    const standing = known.get(code);
    const name = frame.demandName(row, !standing);
    const wanted = {
      name,
      name_en: row.text('nameEn'),
      leader_id: frame.person(row, 'leader'),
      lead_unit_id: frame.unit(row, 'leadUnitCode'),
    };
    if (standing) {
      const { id, ...columns } = standing;
      frame.ledger.settle({ table: 'sectors', objectKind: 'sector', act: 'sector.changed', id }, columns, wanted);
      continue;
    }
    const columns = {
      code,
      name: name ?? '',
      name_en: wanted.name_en ?? null,
      leader_id: wanted.leader_id ?? null,
      lead_unit_id: wanted.lead_unit_id ?? null,
    };
    frame.ledger.create({
      table: 'sectors',
      objectKind: 'sector',
      act: 'sector.created',
      id: frame.context.newId(),
      columns,
    });
  }
}

export function takeDisciplines(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  const known = new Map(frame.standing.disciplines.map((discipline) => [discipline.code, discipline]));
  for (const row of rows) {
    const code = row.text('code') ?? '';
    const standing = known.get(code);
    const name = frame.demandName(row, !standing);
    if (standing) {
      const { id, ...columns } = standing;
      frame.ledger.settle({ table: 'disciplines', objectKind: 'discipline', act: 'discipline.changed', id }, columns, {
        name,
        name_en: row.text('nameEn'),
      });
      continue;
    }
    const columns = { code, name: name ?? '', name_en: row.text('nameEn') ?? null };
    frame.ledger.create({
      table: 'disciplines',
      objectKind: 'discipline',
      act: 'discipline.created',
      id: frame.disciplineIds.get(code) ?? '',
      columns,
    });
  }
}

export function takeProfessors(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  const counts = new Map<string, number>();
  for (const one of frame.standing.professors) counts.set(one.discipline_id, (counts.get(one.discipline_id) ?? 0) + 1);
  for (const row of rows) {
    const discipline = frame.refer(row, 'disciplineCode', frame.disciplineIds, 'discipline_code_unknown');
    const person = frame.person(row, 'account');
    if (!discipline || !person) continue;
    const from = row.text('from') ?? undefined;
    const delegate = frame.person(row, 'delegate');
    if (delegate && delegate === person) frame.findings.add(row, 'delegate', 'delegate_is_self');
    const standing = frame.standing.professors.find(
      (one) =>
        one.discipline_id === discipline && one.person_id === person && (from === undefined || one.from_day === from),
    );
    const wanted = { to_day: row.text('to'), delegate_id: delegate };
    const place = { table: 'discipline_professors', objectKind: 'discipline', id: discipline } as const;
    if (standing) {
      frame.ledger.settle({ ...place, act: 'discipline.professor_changed' }, standing, wanted);
      continue;
    }
    const position = counts.get(discipline) ?? 0;
    counts.set(discipline, position + 1);
    const columns = {
      discipline_id: discipline,
      person_id: person,
      from_day: from ?? frame.context.today,
      to_day: wanted.to_day ?? null,
      delegate_id: delegate ?? null,
      position,
    };
    frame.ledger.create({ ...place, act: 'discipline.professor_added', columns });
  }
}

export function takeClosedDays(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  const known = new Map(frame.standing.closedDays.map((day) => [day.day, day]));
  for (const row of rows) {
    const day = row.text('day') ?? '';
    const standing = known.get(day);
    const name = frame.demandName(row, !standing);
    if (standing) {
      const { id, ...columns } = standing;
      frame.ledger.settle({ table: 'closed_days', objectKind: 'closed_day', act: 'closed_day.changed', id }, columns, {
        name,
        name_en: row.text('nameEn'),
      });
      continue;
    }
    const columns = { day, name: name ?? '', name_en: row.text('nameEn') ?? null };
    frame.ledger.create({
      table: 'closed_days',
      objectKind: 'closed_day',
      act: 'closed_day.created',
      id: frame.context.newId(),
      columns,
    });
  }
}
