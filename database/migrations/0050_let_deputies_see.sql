-- Whom a professor named as his delegate for a discipline sees what waits at that gate, as the delegates of a span do: else he could not decide it.

create index discipline_professors_delegate on discipline_professors (institution_id, delegate_id) where delegate_id is not null;

-- Drafts that negotiation has opened to somebody: to whom they are proposed now, and to whom they were proposed first.
-- In plpgsql, which binds late: the table comes with 0070.
create function drafts_opened_to(inst uuid, person uuid) returns setof uuid language plpgsql stable set search_path = public as $$
begin
  return query
    select n.item_id from negotiations n join items i on i.institution_id = n.institution_id and i.id = n.item_id and i.state = 'draft'
    where n.institution_id = inst and n.receiver_id = person
    union
    select i.id from items i where i.institution_id = inst and i.responsible_person_id = person and i.state = 'draft'
      and exists (select 1 from negotiations n where n.institution_id = inst and n.item_id = i.id);
end $$;
create function draft_is_opened_to(inst uuid, item uuid, person uuid) returns boolean language plpgsql stable set search_path = public as $$
begin
  return exists (
    select 1 from negotiations n join items i on i.institution_id = n.institution_id and i.id = n.item_id and i.state = 'draft'
    where n.institution_id = inst and n.item_id = item and (n.receiver_id = person or i.responsible_person_id = person));
end $$;

-- Whoever was told of an item by a sheet sees what it is about. In plpgsql, which binds late: the tables come with 0105.
create function items_told_of(inst uuid, person uuid) returns setof uuid language plpgsql stable set search_path = public as $$
begin
  return query select s.item_id from sheet_addressees a join sheets s on s.institution_id = a.institution_id and s.id = a.sheet_id
    where a.institution_id = inst and a.person_id = person;
end $$;
create function is_told_of(inst uuid, item uuid, person uuid) returns boolean language plpgsql stable set search_path = public as $$
begin
  return exists (select 1 from sheets s join sheet_addressees a on a.institution_id = s.institution_id and a.sheet_id = s.id and a.person_id = person
    where s.institution_id = inst and s.item_id = item);
end $$;

create or replace function reached_item_ids(inst uuid, person uuid, headed uuid[], headed_directly uuid[], disciplines_of uuid[], today date)
returns setof uuid language sql stable set search_path = public as $$
  with recursive mine as (
    select i.id, i.path from items i where i.institution_id = inst and i.responsible_person_id = person and i.state <> 'draft'
  ),
  below as (
    select m.id from mine m
    union
    select i.id from items i join below b on i.parent_id = b.id where i.institution_id = inst
  )
  select id from below
  union
  select above.id from mine m cross join lateral unnest(m.path) as above(id)
  union
  select r.item_id from item_responsibles r where r.institution_id = inst and r.person_id = person
  union
  select i.id from items i where i.institution_id = inst and i.state = 'draft' and i.author_id = person
  union
  select drafts_opened_to(inst, person)
  union
  select items_told_of(inst, person)
  union
  select s.item_id from gate_steps g join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id
    where g.institution_id = inst and (g.person_id = person or g.decided_by = person) and s.item_id is not null
  union
  select s.item_id from delegations d
    join gate_steps g on g.institution_id = d.institution_id and g.person_id = d.person_id and g.verdict is null and not g.expired
    join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id and s.state = 'pending'
    where d.institution_id = inst and d.delegate_id = person and d.revoked_at is null and today between d.from_day and d.to_day and s.item_id is not null
  union
  select s.item_id from discipline_professors d
    join gate_steps g on g.institution_id = d.institution_id and g.person_id = d.person_id and g.kind = 'professor' and g.verdict is null and not g.expired
    join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id and s.state = 'pending'
    join items i on i.institution_id = s.institution_id and i.id = s.item_id and i.discipline_id = d.discipline_id
    where d.institution_id = inst and d.delegate_id = person and d.from_day <= today and (d.to_day is null or d.to_day >= today)
  union
  select i.id from items i where i.institution_id = inst and i.supervisor_id = person
  union
  select i.id from items i where i.institution_id = inst and i.leader_in_charge_id = person
  union
  select i.id from items i where i.institution_id = inst and i.lead_unit_id = any (headed)
  union
  select c.item_id from item_co_units c where c.institution_id = inst and (c.person_id = person or c.unit_id = any (headed_directly))
  union
  select i.id from items i where i.institution_id = inst and i.discipline_id = any (disciplines_of)
$$;


create or replace function item_standing(inst uuid, item uuid, person uuid, today date) returns jsonb language sql stable set search_path = public as $$
  select jsonb_build_object(
    'id', i.id, 'state', i.state, 'level', i.level, 'parentId', i.parent_id, 'version', i.version, 'placeholder', i.placeholder,
    'authorId', i.author_id, 'responsiblePersonId', i.responsible_person_id, 'supervisorId', i.supervisor_id,
    'leaderInChargeId', i.leader_in_charge_id, 'leadUnitId', i.lead_unit_id, 'disciplineId', i.discipline_id,
    'parentState', p.state, 'parentResponsibleId', p.responsible_person_id, 'parentLeadUnitId', p.lead_unit_id,
    'parentHeadId', (select h.person_id from posts h where h.institution_id = inst and h.unit_id = p.lead_unit_id and h.head and h.state = 'confirmed'
      and h.from_day <= today and (h.to_day is null or h.to_day >= today) order by h.acting limit 1),
    'wasResponsible', exists (select 1 from item_responsibles r where r.institution_id = inst and r.item_id = i.id and r.person_id = person),
    'responsibleAbove', exists (select 1 from items a where a.institution_id = inst and a.id = any (i.path) and a.id <> i.id
      and a.responsible_person_id = person and a.state <> 'draft'),
    'responsibleBelow', exists (select 1 from items b where b.institution_id = inst and b.responsible_person_id = person and b.state <> 'draft'
      and i.id = any (b.path) and b.id <> i.id),
    'openedTo', i.state = 'draft' and draft_is_opened_to(inst, i.id, person),
    'told', is_told_of(inst, i.id, person),
    'inRoute', exists (select 1 from submissions s join gate_steps g on g.institution_id = s.institution_id and g.submission_id = s.id
      where s.institution_id = inst and s.item_id = i.id and (g.person_id = person or g.decided_by = person))
      or exists (select 1 from submissions s join gate_steps g on g.institution_id = s.institution_id and g.submission_id = s.id
        and g.verdict is null and not g.expired
      join delegations d on d.institution_id = s.institution_id and d.person_id = g.person_id and d.delegate_id = person
        and d.revoked_at is null and today between d.from_day and d.to_day
      where s.institution_id = inst and s.item_id = i.id and s.state = 'pending')
      or exists (select 1 from submissions s join gate_steps g on g.institution_id = s.institution_id and g.submission_id = s.id
        and g.kind = 'professor' and g.verdict is null and not g.expired
      join discipline_professors d on d.institution_id = s.institution_id and d.person_id = g.person_id and d.delegate_id = person
        and d.discipline_id = i.discipline_id and d.from_day <= today and (d.to_day is null or d.to_day >= today)
      where s.institution_id = inst and s.item_id = i.id and s.state = 'pending'),
    'coUnitIds', coalesce((select jsonb_agg(c.unit_id) from item_co_units c where c.institution_id = inst and c.item_id = i.id), '[]'),
    'namedForCoUnit', exists (select 1 from item_co_units c where c.institution_id = inst and c.item_id = i.id and c.person_id = person),
    'openChildren', (select count(*) from items c where c.institution_id = inst and c.parent_id = i.id and c.state in ('registered', 'assigned', 'in_progress', 'suspended')),
    'pendingKinds', coalesce((select jsonb_agg(distinct s.kind) from submissions s where s.institution_id = inst and s.item_id = i.id and s.state = 'pending'), '[]')
  )
  from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
  where i.institution_id = inst and i.id = item
$$;

