// Decides what the sheets of an organisation would make and change: references by code and account, defaults, invariants. Pure.
import { judgeGrant } from '../identity/identity.policy.ts';
import type { Actor, RoleName } from '../identity/scope.ts';
import { MOST_LEVELS } from '../institution/templates.rules.ts';
import { Ledger } from './ledger.rules.ts';
import { refuseSecondHeads } from './organisation-heads.rules.ts';
import type { OrganisationStanding, StandingUnit } from './organisation-standing.store.ts';
import type { EntityRow, EntityRows, Findings } from './sheet-rows.rules.ts';

export type ImportContext = { actor: Actor; today: string; now: string; institutionId: string; newId: () => string };

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const lower = (text: string): string => text.toLowerCase();

export class OrganisationImport {
  readonly ledger = new Ledger();
  readonly standing: OrganisationStanding;
  readonly context: ImportContext;
  readonly findings: Findings;
  readonly unitIds: Map<string, string>;
  readonly personIds: Map<string, string>;
  readonly disciplineIds: Map<string, string>;
  readonly ranks: Set<number>;

  constructor(standing: OrganisationStanding, context: ImportContext, findings: Findings) {
    this.standing = standing;
    this.context = context;
    this.findings = findings;
    this.unitIds = new Map(standing.units.map((unit) => [unit.code, unit.id]));
    this.personIds = new Map(standing.people.map((person) => [lower(person.account), person.id]));
    this.disciplineIds = new Map(standing.disciplines.map((discipline) => [discipline.code, discipline.id]));
    this.ranks = new Set(standing.levels.map((level) => level.rank));
  }

  /** Sheets in the order in which they refer to one another. */
  take(rows: EntityRows): void {
    this.takeLevels(this.onlyOnce(rows.levels, 'rank', (row) => String(row.number('rank'))));
    const people = this.onlyOnce(rows.people, 'account', (row) => lower(row.text('account') ?? ''));
    for (const row of people) this.know(this.personIds, lower(row.text('account') ?? ''));
    this.takePeople(people);
    this.takeUnits(this.onlyOnce(rows.units, 'code', (row) => row.text('code') ?? ''));
    this.takePosts(rows.posts ?? []);
    this.takeRoles(
      this.onlyOnce(
        rows.roles,
        'account',
        (row) => `${lower(row.text('account') ?? '')} ${row.text('role')} ${row.text('from') ?? ''}`,
      ),
    );
    this.takeSectors(this.onlyOnce(rows.sectors, 'code', (row) => row.text('code') ?? ''));
    const disciplines = this.onlyOnce(rows.disciplines, 'code', (row) => row.text('code') ?? '');
    for (const row of disciplines) this.know(this.disciplineIds, row.text('code') ?? '');
    this.takeDisciplines(disciplines);
    this.takeProfessors(rows.professors ?? []);
    this.takeClosedDays(this.onlyOnce(rows.closedDays, 'day', (row) => row.text('day') ?? ''));
  }

  know(ids: Map<string, string>, key: string): void {
    if (!ids.has(key)) ids.set(key, this.context.newId());
  }

  onlyOnce(rows: readonly EntityRow[] | undefined, field: string, keyOf: (row: EntityRow) => string): EntityRow[] {
    const first = new Map<string, number>();
    return (rows ?? []).filter((row) => {
      const key = keyOf(row);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, row.row);
      else this.findings.add(row, field, 'row_twice', { row: earlier });
      return earlier === undefined;
    });
  }

  /** The id that a reference names; undefined where the column is missing, null where the cell is blank or, with an error, unknown. */
  refer(row: EntityRow, field: string, ids: Map<string, string>, code: string): string | null | undefined {
    const word = row.text(field);
    if (word === undefined || word === null) return word;
    const id = ids.get(ids === this.personIds ? lower(word) : word);
    if (id === undefined) this.findings.add(row, field, code, { value: word });
    return id ?? null;
  }

  person(row: EntityRow, field: string): string | null | undefined {
    return this.refer(row, field, this.personIds, 'account_unknown');
  }

  unit(row: EntityRow, field: string): string | null | undefined {
    return this.refer(row, field, this.unitIds, 'unit_code_unknown');
  }

  /** A name that a new row must have and no row may lose. */
  demandName(row: EntityRow, isNew: boolean): string | undefined {
    const name = row.text('name');
    if (name === null || (isNew && name === undefined)) this.findings.add(row, 'name', 'value_missing');
    return name ?? undefined;
  }

  takeLevels(rows: readonly EntityRow[]): void {
    for (const row of rows) {
      const rank = row.number('rank') ?? 0;
      const standing = this.standing.levels.find((level) => level.rank === rank);
      const name = this.demandName(row, !standing);
      const kind = row.text('kind') ?? undefined;
      if (rank < 1 || rank > MOST_LEVELS) this.findings.add(row, 'rank', 'level_unknown', { rank });
      else if (standing) {
        if (kind !== undefined && kind !== standing.kind && this.standing.ranksInUse.includes(rank)) {
          this.findings.add(row, 'kind', 'level_in_use', { rank });
        }
        const { id, ...columns } = standing;
        this.ledger.settle({ table: 'levels', objectKind: 'level', act: 'level.changed', id }, columns, {
          kind,
          name,
          name_en: row.text('nameEn') ?? undefined,
        });
      } else if (kind === undefined) this.findings.add(row, 'kind', 'value_missing');
      else {
        this.ranks.add(rank);
        const columns = { rank, kind, name: name ?? '', name_en: row.text('nameEn') ?? name ?? '' };
        this.ledger.create({
          table: 'levels',
          objectKind: 'level',
          act: 'level.created',
          id: this.context.newId(),
          columns,
        });
      }
    }
    for (const row of rows) {
      const rank = row.number('rank') ?? 0;
      if (rank > 1 && !this.ranks.has(rank - 1)) this.findings.add(row, 'rank', 'level_leaves_gap', { rank: rank - 1 });
    }
  }

  takePeople(rows: readonly EntityRow[]): void {
    const known = new Map(this.standing.people.map((person) => [lower(person.account), person]));
    for (const row of rows) {
      const account = row.text('account') ?? '';
      const standing = known.get(lower(account));
      const name = this.demandName(row, !standing);
      const email = row.text('email');
      if (typeof email === 'string' && !EMAIL.test(email))
        this.findings.add(row, 'email', 'email_unreadable', { value: email });
      const wanted = {
        name,
        name_en: row.text('nameEn'),
        email,
        language: row.text('language') ?? undefined,
        active: row.boolean('active') ?? undefined,
      };
      if (standing) {
        const { id, ...columns } = standing;
        this.ledger.settle({ table: 'people', objectKind: 'person', act: 'person.changed', id }, columns, wanted);
        continue;
      }
      const columns = {
        account,
        name: name ?? '',
        name_en: wanted.name_en ?? null,
        email: email ?? null,
        language: wanted.language ?? 'zh-CN',
        active: wanted.active ?? true,
      };
      this.ledger.create({
        table: 'people',
        objectKind: 'person',
        act: 'person.created',
        id: this.personIds.get(lower(account)) ?? '',
        columns,
      });
    }
  }

  /** The row without a parent is the top unit that every institution has from its first day, whatever its code was. */
  findTopRow(rows: readonly EntityRow[]): EntityRow | undefined {
    const tops = rows.filter((row) => row.text('parentCode') === null);
    for (const row of tops.slice(1))
      this.findings.add(row, 'parentCode', 'second_top_unit', { code: tops[0]?.text('code') ?? '' });
    return tops[0];
  }

  takeUnits(rows: readonly EntityRow[]): void {
    const known = new Map(this.standing.units.map((unit) => [unit.code, unit]));
    const top = this.standing.units.find((unit) => unit.parent_id === null);
    const topRow = this.findTopRow(rows);
    const topCode = topRow?.text('code') ?? '';
    if (topRow && top && top.code !== topCode) {
      if (known.has(topCode)) this.findings.add(topRow, 'parentCode', 'second_top_unit', { code: top.code });
      known.set(topCode, top);
      this.unitIds.set(topCode, top.id);
    }
    for (const row of rows) this.know(this.unitIds, row.text('code') ?? '');
    for (const row of rows) this.takeUnit(row, known.get(row.text('code') ?? ''), top);
    this.refuseCycles(rows);
  }

  takeUnit(row: EntityRow, standing: StandingUnit | undefined, top: StandingUnit | undefined): void {
    const code = row.text('code') ?? '';
    const name = this.demandName(row, !standing);
    const parent = this.unit(row, 'parentCode');
    const wanted = {
      code,
      name,
      name_en: row.text('nameEn'),
      kind: row.text('kind') ?? undefined,
      parent_id: parent,
      leader_in_charge_id: this.person(row, 'leaderInCharge'),
    };
    if (standing) {
      const { id, ...columns } = standing;
      this.ledger.settle({ table: 'units', objectKind: 'unit', act: 'unit.changed', id }, columns, wanted);
      return;
    }
    const columns = {
      code,
      name: name ?? '',
      name_en: wanted.name_en ?? null,
      kind: wanted.kind ?? 'department',
      parent_id: parent ?? top?.id ?? null,
      leader_in_charge_id: wanted.leader_in_charge_id ?? null,
    };
    this.ledger.create({
      table: 'units',
      objectKind: 'unit',
      act: 'unit.created',
      id: this.unitIds.get(code) ?? '',
      columns,
    });
  }

  refuseCycles(rows: readonly EntityRow[]): void {
    const parents = new Map<string, string | null>(this.standing.units.map((unit) => [unit.id, unit.parent_id]));
    for (const change of this.ledger.changes) {
      if (change.table === 'units') parents.set(change.id, (change.columns.parent_id as string | null) ?? null);
    }
    for (const row of rows) {
      const start = this.unitIds.get(row.text('code') ?? '') ?? '';
      const seen = new Set([start]);
      for (let at = parents.get(start) ?? null; at !== null; at = parents.get(at) ?? null) {
        if (seen.has(at)) {
          this.findings.add(row, 'parentCode', 'unit_cycle', {});
          break;
        }
        seen.add(at);
      }
    }
  }

  takePosts(rows: readonly EntityRow[]): void {
    const placed = new Map<string, EntityRow>();
    const used = new Set<string>();
    const standingByPerson = Map.groupBy(this.standing.posts, (post) => post.person_id);
    for (const row of rows) {
      const person = this.person(row, 'account');
      const unit = this.unit(row, 'unitCode');
      const level = row.number('level') ?? 0;
      if (!this.ranks.has(level)) this.findings.add(row, 'level', 'level_unknown', { rank: level });
      if (!person || !unit || !this.ranks.has(level)) continue;
      const from = row.text('from') ?? undefined;
      const to = row.text('to');
      if (from !== undefined && typeof to === 'string' && to < from)
        this.findings.add(row, 'to', 'ends_before_start', { from });
      const standing = standingByPerson
        .get(person)
        ?.find(
          (post) =>
            !used.has(post.id) &&
            post.unit_id === unit &&
            post.level === level &&
            (from === undefined ? post.to_day === null || post.to_day >= this.context.today : post.from_day === from),
        );
      if (standing) {
        used.add(standing.id);
        this.settlePost(row, standing);
        continue;
      }
      const id = this.context.newId();
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
        from_day: from ?? this.context.today,
        to_day: to ?? null,
        state: proposed ? 'proposed' : 'confirmed',
        proposed_by: this.context.actor.personId,
      };
      if (columns.title === '') this.findings.add(row, 'title', 'value_missing');
      this.ledger.create({
        table: 'posts',
        objectKind: 'post',
        act: proposed ? 'post.proposed' : 'post.created',
        id,
        columns,
      });
    }
    refuseSecondHeads(this.standing.posts, this.ledger.changes, (id) => placed.get(id), this.findings);
  }

  settlePost(row: EntityRow, standing: OrganisationStanding['posts'][number]): void {
    const { id, ...columns } = standing;
    const to = row.text('to');
    // Ending a post hands its work over to somebody: that is an act of its own, with a successor.
    if (to !== undefined && to !== standing.to_day) this.findings.add(row, 'to', 'post_ends_in_settings');
    const head = row.boolean('head') ?? undefined;
    if (head !== undefined && head !== standing.head) this.findings.add(row, 'head', 'post_head_in_settings');
    this.ledger.settle({ table: 'posts', objectKind: 'post', act: 'post.changed', id }, columns, {
      title: row.text('title') ?? undefined,
      title_en: row.text('titleEn'),
    });
  }

  takeRoles(rows: readonly EntityRow[]): void {
    let { officeExists } = this.standing;
    const administers = new Set(
      this.standing.grants.filter((grant) => grant.role === 'administrator').map((grant) => grant.person_id),
    );
    for (const row of rows) {
      const person = this.person(row, 'account');
      if (!person) continue;
      const role = row.text('role') as RoleName;
      const from = row.text('from') ?? this.context.today;
      const to = row.text('to') ?? null;
      const standing = this.standing.grants.find(
        (grant) =>
          grant.person_id === person &&
          grant.role === role &&
          grant.from_day <= (to ?? '9999-12-31') &&
          (grant.to_day ?? '9999-12-31') >= from,
      );
      if (standing) {
        this.ledger.unchanged += 1;
        continue;
      }
      const judged = judgeGrant(this.context.actor, {
        role,
        personId: person,
        officeExists,
        beneficiaryAdministers: administers.has(person),
      });
      if (!judged.ok) {
        this.findings.add(row, 'role', judged.refusal.code);
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
        granted_by: this.context.actor.personId,
      };
      const act = judged.value === 'confirmed' ? 'role.granted' : 'role.proposed';
      this.ledger.create({ table: 'role_grants', objectKind: 'role', act, id: this.context.newId(), columns });
    }
  }

  takeSectors(rows: readonly EntityRow[]): void {
    const known = new Map(this.standing.sectors.map((sector) => [sector.code, sector]));
    for (const row of rows) {
      const code = row.text('code') ?? '';
      const standing = known.get(code);
      const name = this.demandName(row, !standing);
      const wanted = {
        name,
        name_en: row.text('nameEn'),
        leader_id: this.person(row, 'leader'),
        lead_unit_id: this.unit(row, 'leadUnitCode'),
      };
      if (standing) {
        const { id, ...columns } = standing;
        this.ledger.settle({ table: 'sectors', objectKind: 'sector', act: 'sector.changed', id }, columns, wanted);
        continue;
      }
      const columns = {
        code,
        name: name ?? '',
        name_en: wanted.name_en ?? null,
        leader_id: wanted.leader_id ?? null,
        lead_unit_id: wanted.lead_unit_id ?? null,
      };
      this.ledger.create({
        table: 'sectors',
        objectKind: 'sector',
        act: 'sector.created',
        id: this.context.newId(),
        columns,
      });
    }
  }

  takeDisciplines(rows: readonly EntityRow[]): void {
    const known = new Map(this.standing.disciplines.map((discipline) => [discipline.code, discipline]));
    for (const row of rows) {
      const code = row.text('code') ?? '';
      const standing = known.get(code);
      const name = this.demandName(row, !standing);
      if (standing) {
        const { id, ...columns } = standing;
        this.ledger.settle({ table: 'disciplines', objectKind: 'discipline', act: 'discipline.changed', id }, columns, {
          name,
          name_en: row.text('nameEn'),
        });
        continue;
      }
      const columns = { code, name: name ?? '', name_en: row.text('nameEn') ?? null };
      this.ledger.create({
        table: 'disciplines',
        objectKind: 'discipline',
        act: 'discipline.created',
        id: this.disciplineIds.get(code) ?? '',
        columns,
      });
    }
  }

  takeProfessors(rows: readonly EntityRow[]): void {
    const counts = new Map<string, number>();
    for (const one of this.standing.professors) counts.set(one.discipline_id, (counts.get(one.discipline_id) ?? 0) + 1);
    for (const row of rows) {
      const discipline = this.refer(row, 'disciplineCode', this.disciplineIds, 'discipline_code_unknown');
      const person = this.person(row, 'account');
      if (!discipline || !person) continue;
      const from = row.text('from') ?? undefined;
      const delegate = this.person(row, 'delegate');
      if (delegate && delegate === person) this.findings.add(row, 'delegate', 'delegate_is_self');
      const standing = this.standing.professors.find(
        (one) =>
          one.discipline_id === discipline && one.person_id === person && (from === undefined || one.from_day === from),
      );
      const wanted = { to_day: row.text('to'), delegate_id: delegate };
      const place = { table: 'discipline_professors', objectKind: 'discipline', id: discipline } as const;
      if (standing) {
        this.ledger.settle({ ...place, act: 'discipline.professor_changed' }, standing, wanted);
        continue;
      }
      const position = counts.get(discipline) ?? 0;
      counts.set(discipline, position + 1);
      const columns = {
        discipline_id: discipline,
        person_id: person,
        from_day: from ?? this.context.today,
        to_day: wanted.to_day ?? null,
        delegate_id: delegate ?? null,
        position,
      };
      this.ledger.create({ ...place, act: 'discipline.professor_added', columns });
    }
  }

  takeClosedDays(rows: readonly EntityRow[]): void {
    const known = new Map(this.standing.closedDays.map((day) => [day.day, day]));
    for (const row of rows) {
      const day = row.text('day') ?? '';
      const standing = known.get(day);
      const name = this.demandName(row, !standing);
      if (standing) {
        const { id, ...columns } = standing;
        this.ledger.settle({ table: 'closed_days', objectKind: 'closed_day', act: 'closed_day.changed', id }, columns, {
          name,
          name_en: row.text('nameEn'),
        });
        continue;
      }
      const columns = { day, name: name ?? '', name_en: row.text('nameEn') ?? null };
      this.ledger.create({
        table: 'closed_days',
        objectKind: 'closed_day',
        act: 'closed_day.created',
        id: this.context.newId(),
        columns,
      });
    }
  }
}
