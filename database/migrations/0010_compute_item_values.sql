-- The values of items, computed where the facts are: one round trip locks a chain, computes it from the leaf up and saves it.
-- The rules in the progress capability are its measure; a property holds the two equal.

-- What every item asks of a day: settings in force, and the reporting periods by kind and level. Filled by the midnight job;
-- where the row is missing the same function computes it on the fly.
create table progress_days (
  institution_id uuid not null references institutions on delete cascade,
  day date not null,
  levels smallint not null,
  carry_to_rank smallint not null,
  gap_yellow numeric not null,
  gap_red numeric not null,
  time_left_yellow smallint not null,
  time_left_orange smallint not null,
  node_days_yellow smallint not null,
  node_days_orange smallint not null,
  -- working days before the day, on the calendar's own scale
  elapsed integer not null,
  -- the day before this quarter began
  quarter_ended date not null,
  -- by kind (week, month, quarter): the end of the period that holds the day, and of the one before
  period_to date[] not null,
  ended_to date[] not null,
  -- by (kind - 1) * 8 + rank: the latest period whose deadline has passed, that deadline, and the one that comes next
  passed_to date[] not null,
  deadline date[] not null,
  next_deadline date[] not null,
  primary key (institution_id, day)
);
alter table progress_days enable row level security;
create policy own_institution on progress_days using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert, update, delete on progress_days to :app_role;

-- What an item brings to its own values, kept beside them, so that an ancestor follows from its row and its children's rows alone.
alter table item_values
  add column weight numeric(5,2),
  add column active boolean not null default false,
  add column level smallint not null default 1,
  -- W where nodes weigh, and the parts of the item itself: of its nodes where it has children, of the leaf where it has none
  add column own_percent numeric(5,2) not null default 0,
  add column own_verified numeric(5,2),
  add column own_reported numeric(5,2),
  add column own_waiting numeric(5,2),
  add column own_planned numeric(5,2),
  -- a suspended parent's plan stands still, whatever its children's does
  add column planned_stands boolean not null default false,
  add column own_covered boolean not null default false,
  add column own_step smallint not null default 0,
  -- grey, blue or teal, whatever the progress; own_why then is the whole reason
  add column settled text,
  -- reasons that do not look at progress: {due, red, orange, yellow}; null for none
  add column own_why jsonb,
  add column little_time_left boolean not null default false,
  add column own_holds_until date;
-- a row never computed counts as expired, so that no path into the table can leave it empty
alter table item_values alter column holds_until set default '0001-01-01';
create index item_values_parent on item_values (institution_id, parent_id);

-- days ----------------------------------------------------------------------------------------------------------------------

create function weekdays_before(day date) returns integer language sql immutable parallel safe as $$
  select floor((day - date '1970-01-05') / 7.0)::integer * 5
       + least((((day - date '1970-01-05') % 7) + 7) % 7, 5)
$$;

-- Working days before a day; ordinals[d] counts those of the year before its d-th day, the last entry the whole year.
-- Outside the stored years every weekday is a working day.
create function working_days_before(inst uuid, day date) returns integer language plpgsql stable parallel safe as $$
declare
  y record;
  this_year integer := extract(year from day);
begin
  select c.year, c.base, c.ordinals[extract(doy from day)::integer] as ordinal, c.ordinals[cardinality(c.ordinals)] as total into y
    from calendar_years c where c.institution_id = inst and c.year <= this_year order by c.year desc limit 1;
  if not found then return weekdays_before(day); end if;
  if y.year = this_year then return y.base + y.ordinal; end if;
  return y.base + y.total + weekdays_before(day) - weekdays_before(make_date(y.year + 1, 1, 1));
end $$;

-- The day that brings the count of working days to `wanted`, looked for from a day before it.
create function day_of_count(inst uuid, wanted integer, from_day date) returns date language plpgsql stable parallel safe as $$
declare
  found_day date;
  missing integer;
begin
  select make_date(c.year, 1, 1) + width_bucket((wanted - c.base - 1)::smallint, c.ordinals) - 1 into found_day from calendar_years c
    where c.institution_id = inst and c.year >= extract(year from from_day)::integer and c.base < wanted and c.base + c.ordinals[cardinality(c.ordinals)] >= wanted
    order by c.year limit 1;
  if found then return found_day; end if;
  found_day := from_day;
  loop
    missing := wanted - working_days_before(inst, found_day + 1);
    -- a day holds at most one working day, so a jump by what is missing never goes too far
    if missing <= 0 then return found_day; end if;
    found_day := found_day + missing;
  end loop;
end $$;

-- The n-th working day after a day, which itself is day 0.
create function nth_working_day_after(inst uuid, day date, n integer) returns date language plpgsql stable parallel safe as $$
begin
  if n <= 0 then return day; end if;
  return day_of_count(inst, working_days_before(inst, day + 1) + n, day + 1);
end $$;

create function period_start(kind text, day date) returns date language sql immutable parallel safe as $$
  select date_trunc(kind, day::timestamp)::date
$$;
create function period_end(kind text, day date) returns date language sql immutable parallel safe as $$
  select (date_trunc(kind, day::timestamp) + case kind when 'week' then interval '7 days' when 'month' then interval '1 month' else interval '3 months' end)::date - 1
$$;

-- working days from a period's end to the deadline of a level: the lowest level first
create function deadline_after(kind text, rank integer, levels integer) returns integer language sql immutable parallel safe as $$
  select case when kind <> 'week' then greatest(1, greatest(5, levels - 1) - greatest(0, rank - 2))
    when rank <= 2 then 3 when rank >= levels then 1 else 2 end
$$;

-- the end of the latest period whose deadline for a level has passed on a day
create function passed_period(inst uuid, kind text, rank integer, levels integer, day date) returns date language plpgsql stable parallel safe as $$
declare
  n integer := deadline_after(kind, rank, levels);
  elapsed integer := working_days_before(inst, day);
  ended date := period_start(kind, day) - 1;
begin
  while elapsed - working_days_before(inst, ended + 1) < n loop
    ended := period_start(kind, ended) - 1;
  end loop;
  return ended;
end $$;

create function compute_progress_day(inst uuid, today date) returns progress_days language plpgsql stable as $$
declare
  d progress_days;
  kinds constant text[] := array['week', 'month', 'quarter'];
  ranks constant text[] := array['school', 'leader', 'department', 'college', 'professor', 'team', 'person'];
  carry text;
  lights jsonb;
  at integer;
  n integer;
begin
  select coalesce((select s.value #>> '{}' from settings s where s.institution_id = inst and s.key = 'carryTo' and s.effective_from <= today
    order by s.effective_from desc limit 1), 'college') into carry;
  select coalesce((select s.value from settings s where s.institution_id = inst and s.key = 'lights' and s.effective_from <= today
    order by s.effective_from desc limit 1), '{}') into lights;
  select coalesce(max(l.rank), 6), coalesce(min(l.rank) filter (where array_position(ranks, l.kind) >= array_position(ranks, carry)), max(l.rank), 4)
    into d.levels, d.carry_to_rank from levels l where l.institution_id = inst;
  d.institution_id := inst;
  d.day := today;
  d.gap_yellow := coalesce((lights ->> 'gapYellow')::numeric, 10);
  d.gap_red := coalesce((lights ->> 'gapRed')::numeric, 30);
  d.time_left_yellow := coalesce((lights ->> 'timeLeftYellow')::smallint, 30);
  d.time_left_orange := coalesce((lights ->> 'timeLeftOrange')::smallint, 15);
  d.node_days_yellow := coalesce((lights ->> 'nodeDaysYellow')::smallint, 7);
  d.node_days_orange := coalesce((lights ->> 'nodeDaysOrange')::smallint, 15);
  d.elapsed := working_days_before(inst, today);
  d.quarter_ended := period_start('quarter', today) - 1;
  for k in 1..3 loop
    d.period_to[k] := period_end(kinds[k], today);
    d.ended_to[k] := period_start(kinds[k], today) - 1;
    for r in 1..d.levels loop
      at := (k - 1) * 8 + r;
      n := deadline_after(kinds[k], r, d.levels);
      d.passed_to[at] := passed_period(inst, kinds[k], r, d.levels, today);
      d.deadline[at] := nth_working_day_after(inst, d.passed_to[at], n);
      d.next_deadline[at] := nth_working_day_after(inst, period_end(kinds[k], d.passed_to[at] + 1), n);
    end loop;
  end loop;
  return d;
end $$;

create function progress_day(inst uuid, today date) returns progress_days language plpgsql stable as $$
declare
  d progress_days;
begin
  select * into d from progress_days p where p.institution_id = inst and p.day = today;
  if not found then d := compute_progress_day(inst, today); end if;
  return d;
end $$;

-- Stores the row of a day, so that the acts of that day find it; old ones go.
create function prepare_progress_day(inst uuid, today date) returns void language plpgsql set search_path = public as $$
begin
  delete from progress_days p where p.institution_id = inst and p.day < today - 7;
  insert into progress_days select (compute_progress_day(inst, today)).* on conflict (institution_id, day) do nothing;
end $$;

-- A change of settings, levels or calendar makes stored days untrue.
create function forget_progress_days() returns trigger language plpgsql set search_path = public as $$
begin
  delete from progress_days p where p.institution_id = coalesce(new.institution_id, old.institution_id);
  return null;
end $$;
create trigger settings_forget_days after insert or update or delete on settings for each row execute function forget_progress_days();
create trigger levels_forget_days after insert or update or delete on levels for each row execute function forget_progress_days();
create trigger calendar_forget_days after insert or update or delete on calendar_years for each row execute function forget_progress_days();

-- one item ------------------------------------------------------------------------------------------------------------------

-- working days in [from_day, to_day) that ended suspensions took out of an item's time
create function suspended_days(inst uuid, item uuid, from_day date, to_day date) returns integer language sql stable as $$
  select coalesce(sum(greatest(0, working_days_before(inst, least(s.to_day, $4)) - working_days_before(inst, greatest(s.from_day, $3)))), 0)::integer
  from item_suspensions s where s.institution_id = inst and s.item_id = item and s.to_day is not null
    and s.from_day < $4 and s.to_day > $3
$$;

-- whether an item's horizon and openness ask for reports
create function owes_reports(horizon text, placeholder boolean) returns boolean language sql immutable parallel safe as $$
  select horizon in ('annual', 'task') and not placeholder
$$;

-- T: working days in [start, due] that count, at least 1
create function total_days(inst uuid, item uuid, start date, due date) returns integer language sql stable as $$
  select greatest(1, working_days_before(inst, due + 1) - working_days_before(inst, start) - suspended_days(inst, item, start, due + 1))
$$;

-- working days in [start, day) that count; all of T once the due has passed
create function elapsed_days(inst uuid, item uuid, start date, due date, day date, total integer) returns integer language sql stable as $$
  select case when day > due then total when day <= start then 0
    else least(total, greatest(0, working_days_before(inst, day) - working_days_before(inst, start) - suspended_days(inst, item, start, day))) end
$$;

-- P of any item on a day by walking down its tree: only below suspended items, whose time stands still
create function planned_on(inst uuid, item uuid, today date) returns numeric language plpgsql stable as $$
declare
  i record;
  c record;
  at date := today;
  n record;
  d progress_days;
  until date;
  total integer;
begin
  select x.id, x.state, x.level, x.horizon, x.placeholder, x.start, x.approved_due, coalesce(x.frequency, 'month') as frequency, x.own_nodes_weight
    into i from items x where x.institution_id = inst and x.id = item;
  if i.state = 'suspended' then
    select coalesce(min(least(today, s.from_day)), today) into at from item_suspensions s
      where s.institution_id = inst and s.item_id = item and s.to_day is null;
  end if;
  select count(*) as nodes, coalesce(bool_or(x.weight > 0), false) as weighs, round(least(coalesce(sum(x.weight) filter (where x.date < at), 0), 100), 2) as planned
    into n from nodes x where x.institution_id = inst and x.item_id = item;
  select count(*) as children, coalesce(sum(w.weight), 0) as total, coalesce(sum(w.weight * w.planned), 0) as sum, coalesce(sum(w.planned), 0) as plain into c
    from (select coalesce(x.weight, 0) as weight, planned_on(inst, x.id, at) as planned from items x
          where x.institution_id = inst and x.parent_id = item and x.state not in ('draft', 'cancelled')) w;
  if c.children > 0 then
    if c.total = 0 then c.total := c.children; c.sum := c.plain; end if;
    return blend_values(c.sum, c.total, case when n.weighs then coalesce(i.own_nodes_weight, 0) else 0 end, n.planned);
  end if;
  if n.weighs then return n.planned; end if;
  if is_past_due(inst, item, i.approved_due, at) then return 100; end if;
  if owes_reports(i.horizon, i.placeholder) then
    select levels into d.levels from progress_day(inst, today);
    until := passed_period(inst, i.frequency, i.level, d.levels, at);
  else
    until := period_start('quarter', at) - 1;
  end if;
  total := total_days(inst, item, i.start, i.approved_due);
  return round(100.0 * elapsed_days(inst, item, i.start, i.approved_due, until + 1, total) / total, 2);
end $$;

-- (1 - W/100) x mean + W/100 x own: one division, one rounding
create function blend_values(sum numeric, total numeric, own_percent numeric, own numeric) returns numeric language sql immutable parallel safe as $$
  select round((sum * (100 - own_percent) + total * own_percent * own) / (total * 100), 2)
$$;

-- past its approved due, unless a close-out was sent in time and waits
create function is_past_due(inst uuid, item uuid, due date, today date) returns boolean language sql stable as $$
  select today > due and not exists (select 1 from submissions s where s.institution_id = inst and s.item_id = item
    and s.kind = 'close_out' and s.state = 'pending' and s.submitted_on <= due)
$$;

-- the day, where it is still to come
create function if_later(day date, today date) returns date language sql immutable parallel safe as $$
  select case when day > today then day end
$$;

-- The parts of an item that follow from its own facts, in its row.
create function own_item_parts(inst uuid, v item_values, has_children boolean, d progress_days) returns item_values language plpgsql as $$
declare
  kinds constant text[] := array['week', 'month', 'quarter'];
  today constant date := d.day;
  at date := today;
  i record;
  r record;
  nodes_weigh boolean := false;
  next_node date;
  next_yellow date;
  next_orange date;
  next_red date;
  nodes_overdue boolean := false;
  kind_at integer;
  slot integer;
  until date;
  total integer;
  start_before integer;
  elapsed integer;
  missing integer;
  past_due boolean;
  owes boolean;
  finished boolean;
  due_why jsonb := '[]';
  red_why jsonb := '[]';
  orange_why jsonb := '[]';
  yellow_why jsonb := '[]';
  hold date;
begin
  select x.parent_id, x.state, x.level, x.weight, coalesce(x.own_nodes_weight, 0) as own_weight, x.start, x.finished_on, coalesce(x.frequency, 'month') as frequency,
      x.approved_due as due, case when x.excused then x.approved_due else coalesce(x.original_due, x.approved_due) end as judged_due,
      x.accept_by, x.major_risk, x.ever_late, x.horizon in ('annual', 'task') and not x.placeholder as owes,
      x.state in ('in_progress', 'suspended', 'closed', 'archived') and x.accepted_by is not distinct from x.responsible_person_id as accepted,
      exists (select 1 from nodes y where y.institution_id = inst and y.item_id = v.item_id) as has_nodes,
      (select min(y.since) from red_spells y where y.institution_id = inst and y.item_id = v.item_id and y.left_on is null and y.recorded_at is null) as red_since,
      (select min(y.from_day) from item_suspensions y where y.institution_id = inst and y.item_id = v.item_id and y.to_day is null) as asleep_since,
      exists (select 1 from item_suspensions y where y.institution_id = inst and y.item_id = v.item_id and y.to_day is not null) as rested
    into i from items x where x.institution_id = inst and x.id = v.item_id;
  v.parent_id := i.parent_id;
  v.weight := i.weight;
  v.level := i.level;
  v.active := i.state not in ('draft', 'cancelled');
  finished := i.state in ('closed', 'archived');
  owes := i.owes;
  if i.state = 'suspended' then at := least(today, coalesce(i.asleep_since, today)); end if;
  kind_at := array_position(kinds, i.frequency);
  slot := (kind_at - 1) * 8 + i.level;

  if i.has_nodes then
    select coalesce(bool_or(x.weight > 0), false),
        round(least(coalesce(sum(x.weight) filter (where x.state = 'verified'), 0), 100), 2),
        round(least(coalesce(sum(x.weight) filter (where x.state = 'verified' or y.claim is not null), 0), 100), 2),
        round(least(coalesce(sum(x.weight) filter (where x.state = 'verified' or y.claim <= x.date), 0), 100), 2),
        round(least(coalesce(sum(x.weight) filter (where x.date < at), 0), 100), 2),
        min(x.date) filter (where x.date >= today),
        min(x.date) filter (where x.state <> 'verified' and x.date >= today),
        min(x.date) filter (where x.state <> 'verified' and x.date + d.node_days_yellow >= today),
        min(x.date) filter (where x.state <> 'verified' and x.date + d.node_days_orange >= today),
        coalesce(bool_or(x.state <> 'verified' and x.date < today and (y.claim is null or y.claim > x.date)), false)
      into nodes_weigh, v.own_verified, v.own_reported, v.own_waiting, v.own_planned, next_node, next_yellow, next_orange, next_red, nodes_overdue
      from nodes x
      left join lateral (select min(z.claimed_on) as claim from node_claims z
        where z.institution_id = inst and z.node_id = x.id and z.verdict is null and x.state <> 'verified') y on true
      where x.institution_id = inst and x.item_id = v.item_id;
  end if;
  -- what follows from nodes that weigh stands; a verdict's conditions alone measure nothing
  if nodes_weigh then null;
  elsif has_children then
    v.own_verified := 0; v.own_reported := 0; v.own_waiting := 0; v.own_planned := 0;
  elsif finished then
    v.own_verified := 100; v.own_reported := 100; v.own_waiting := 100;
  else
    -- latest cycle, then latest submission
    select (select x.percentage from reports x join submissions s on s.institution_id = x.institution_id and s.id = x.id
          where x.institution_id = inst and x.item_id = v.item_id and x.percentage is not null and s.state in ('passed', 'passed_with_conditions')
          order by x.period_to desc, x.created_at desc, x.id desc limit 1),
        (select x.percentage from reports x join submissions s on s.institution_id = x.institution_id and s.id = x.id
          where x.institution_id = inst and x.item_id = v.item_id and x.percentage is not null and s.state in ('passed', 'passed_with_conditions', 'pending')
          order by x.period_to desc, x.created_at desc, x.id desc limit 1)
      into v.own_verified, v.own_reported;
    v.own_waiting := v.own_reported;
  end if;
  v.own_percent := case when nodes_weigh then i.own_weight else 0 end;
  v.own_covered := i.accepted and (has_children or i.level >= d.carry_to_rank);

  -- working time
  start_before := working_days_before(inst, i.start);
  total := working_days_before(inst, i.due + 1) - start_before;
  if i.rested then total := total - suspended_days(inst, v.item_id, i.start, i.due + 1); end if;
  total := greatest(1, total);
  if at > i.due then elapsed := total;
  elsif at <= i.start then elapsed := 0;
  else
    elapsed := case when at = today then d.elapsed else working_days_before(inst, at) end - start_before;
    if i.rested then elapsed := elapsed - suspended_days(inst, v.item_id, i.start, at); end if;
    elapsed := least(total, greatest(0, elapsed));
  end if;
  v.time_left := round((total - elapsed)::numeric / total, 6);
  v.little_time_left := (total - elapsed) * 100 <= total * d.time_left_orange;
  past_due := at > i.due and not exists (select 1 from submissions s where s.institution_id = inst and s.item_id = v.item_id
    and s.kind = 'close_out' and s.state = 'pending' and s.submitted_on <= i.due);

  -- planned progress of a leaf without nodes, or of a suspended parent
  v.planned_stands := has_children and i.state = 'suspended';
  if v.planned_stands then v.own_planned := planned_on(inst, v.item_id, today);
  elsif not has_children and not nodes_weigh then
    if not v.active then v.own_planned := null;
    elsif past_due then v.own_planned := 100;
    else
      if at <> today then
        until := case when owes then passed_period(inst, i.frequency, i.level, d.levels, at) else period_start('quarter', at) - 1 end;
      else
        until := case when owes then d.passed_to[slot] else d.quarter_ended end;
      end if;
      if until >= i.due then missing := total;
      elsif until < i.start then missing := 0;
      else
        missing := working_days_before(inst, until + 1) - start_before;
        if i.rested then missing := missing - suspended_days(inst, v.item_id, i.start, until + 1); end if;
        missing := least(total, greatest(0, missing));
      end if;
      v.own_planned := round(100.0 * missing / total, 2);
    end if;
  end if;

  -- the report owed last, and the one still open
  if i.state = 'in_progress' and owes then
    select d.passed_to[slot] >= i.start as owed,
        coalesce(bool_or(s.state in ('passed', 'passed_with_conditions')) filter (where x.period_to = d.passed_to[slot]), false)
          or coalesce((array_agg(s.state order by x.created_at desc, x.id desc) filter (where x.period_to = d.passed_to[slot]))[1] in ('pending', 'superseded'), false) as reported,
        coalesce(bool_or(s.submitted_on <= d.deadline[slot] and s.state not in ('returned', 'withdrawn')) filter (where x.period_to = d.passed_to[slot]), false) as in_time,
        coalesce(bool_or(s.state in ('passed', 'passed_with_conditions')) filter (where x.period_to = d.ended_to[kind_at]), false)
          or coalesce((array_agg(s.state order by x.created_at desc, x.id desc) filter (where x.period_to = d.ended_to[kind_at]))[1] in ('pending', 'superseded'), false) as open_reported
      into r from reports x join submissions s on s.institution_id = x.institution_id and s.id = x.id
      where x.institution_id = inst and x.item_id = v.item_id and x.period_to in (d.passed_to[slot], d.ended_to[kind_at]) and x.period_kind = i.frequency;
  end if;

  -- reasons that do not look at progress
  v.settled := null;
  v.own_why := null;
  if finished then
    v.settled := case when i.ever_late or coalesce(i.finished_on > i.judged_due, false) then 'teal' else 'blue' end;
    v.own_why := jsonb_build_array(jsonb_build_object('rule', case v.settled when 'teal' then 'closed_late' else 'closed_in_time' end,
      'inputs', jsonb_build_object('finishedOn', i.finished_on, 'due', i.judged_due), 'light', v.settled));
  elsif i.state in ('draft', 'suspended', 'cancelled') then
    v.settled := 'grey';
    v.own_why := jsonb_build_array(jsonb_build_object('rule', i.state, 'inputs', jsonb_build_object(), 'light', 'grey'));
  elsif today < i.start and (i.state <> 'assigned' or i.accept_by is null or today <= i.accept_by) then
    v.settled := 'grey';
    v.own_why := jsonb_build_array(jsonb_build_object('rule', 'before_start', 'inputs', jsonb_build_object('start', i.start), 'light', 'grey'));
  else
    if past_due then due_why := jsonb_build_array(jsonb_build_object('rule', 'due_passed', 'inputs', jsonb_build_object('due', i.due), 'light', 'red')); end if;
    if nodes_overdue then
      red_why := overdue_node(inst, v.item_id, today, 'red', d.node_days_orange + 1, null);
      orange_why := overdue_node(inst, v.item_id, today, 'orange', d.node_days_yellow + 1, d.node_days_orange);
    end if;
    if i.major_risk then red_why := red_why || jsonb_build_object('rule', 'major_risk', 'inputs', jsonb_build_object(), 'light', 'red'); end if;
    if i.red_since <= today then red_why := red_why || jsonb_build_object('rule', 'cause_missing', 'inputs', jsonb_build_object('since', i.red_since), 'light', 'red'); end if;
    if i.state = 'in_progress' and owes and (total - elapsed) * 100 <= total * d.time_left_yellow then
      if r.owed and not r.reported then
        yellow_why := jsonb_build_array(jsonb_build_object('rule', 'report_missed', 'inputs', jsonb_build_object('kind', i.frequency,
          'from', period_start(i.frequency, d.passed_to[slot]), 'to', d.passed_to[slot], 'deadline', d.deadline[slot]), 'light', 'yellow'));
      end if;
    end if;
    if nodes_overdue then yellow_why := yellow_why || overdue_node(inst, v.item_id, today, 'yellow', 1, d.node_days_yellow); end if;
    if i.state = 'assigned' and today > i.accept_by then
      yellow_why := yellow_why || jsonb_build_object('rule', 'not_accepted', 'inputs', jsonb_build_object('acceptBy', i.accept_by), 'light', 'yellow');
    end if;
    if i.state = 'registered' and today > i.start then
      yellow_why := yellow_why || jsonb_build_object('rule', 'not_assigned', 'inputs', jsonb_build_object('start', i.start), 'light', 'yellow');
    end if;
    if past_due or red_why <> '[]' or orange_why <> '[]' or yellow_why <> '[]' then
      v.own_why := jsonb_build_object('due', due_why, 'red', red_why, 'orange', orange_why, 'yellow', yellow_why);
    end if;
  end if;

  -- what the item itself did
  if not v.active then v.own_step := 0;
  elsif finished then v.own_step := case when v.settled = 'teal' then 4 else 1 end;
  elsif i.state = 'suspended' then v.own_step := 2;
  elsif past_due then v.own_step := 4;
  elsif i.state = 'registered' then v.own_step := case when today > i.start then 4 else 3 end;
  elsif i.state = 'assigned' then v.own_step := case when today > i.accept_by then 4 else 3 end;
  elsif not owes then v.own_step := 1;
  elsif r.owed and not (r.reported and r.in_time) then v.own_step := 4;
  elsif d.ended_to[kind_at] >= i.start and not r.open_reported then v.own_step := 2;
  else v.own_step := 1;
  end if;

  -- the next day on which any of this can differ without an act
  if i.state = 'suspended' then
    if i.asleep_since is null or i.asleep_since > today then hold := today + 1; end if;
  elsif v.active then
    if i.has_nodes and (not has_children or v.own_percent > 0) then hold := next_node + 1; end if;
    if today < i.start then hold := least(hold, i.start);
    else
      hold := least(hold, if_later(i.due + 1, today));
      if not has_children and not nodes_weigh and not past_due and until < i.due then
        hold := least(hold, case when owes then d.next_deadline[slot] + 1 else d.period_to[3] + 1 end);
      end if;
    end if;
    if not finished then
      hold := least(hold, if_later(i.start, today), if_later(i.due + 1, today), if_later(i.red_since, today),
        case when i.state = 'registered' then if_later(i.start + 1, today) when i.state = 'assigned' then if_later(i.accept_by + 1, today) end,
        next_yellow + 1, next_orange + d.node_days_yellow + 1, next_red + d.node_days_orange + 1);
      if today >= i.start then
        if today <= i.due then
          missing := ceil(total * (100 - d.time_left_yellow) / 100.0) - elapsed;
          if missing <= 0 then missing := ceil(total * (100 - d.time_left_orange) / 100.0) - elapsed; end if;
          if missing > 0 then hold := least(hold, day_of_count(inst, d.elapsed + missing, today) + 1); end if;
        end if;
        if i.state = 'in_progress' and owes then
          hold := least(hold, d.period_to[kind_at] + 1, d.next_deadline[slot] + 1);
        end if;
      end if;
    end if;
  end if;
  v.own_holds_until := hold;
  return v;
end $$;

-- The reasons for a light: those of the item itself with what its progress adds, the deciding one first.
create function light_reasons(v item_values, d progress_days) returns jsonb language plpgsql immutable as $$
declare
  gap numeric := coalesce(v.planned, 0) - coalesce(v.waiting, 0);
  inputs jsonb;
  red jsonb := '[]';
  orange jsonb := '[]';
  yellow jsonb := '[]';
begin
  inputs := jsonb_build_object('planned', v.planned, 'actual', v.waiting, 'gap', gap, 'waitingAtGate', coalesce(v.waiting, 0) <> coalesce(v.verified, 0));
  if v.own_why is null and gap < d.gap_yellow and not (v.little_time_left and gap > 0) then
    return jsonb_build_array(jsonb_build_object('rule', 'on_track', 'inputs', inputs, 'light', 'green'));
  end if;
  if gap > d.gap_red then red := jsonb_build_array(jsonb_build_object('rule', 'gap', 'inputs', inputs, 'light', 'red'));
  elsif gap >= d.gap_yellow then yellow := jsonb_build_array(jsonb_build_object('rule', 'gap', 'inputs', inputs, 'light', 'yellow'));
  end if;
  if v.little_time_left and gap > 0 then
    orange := jsonb_build_array(jsonb_build_object('rule', 'little_time_left',
      'inputs', jsonb_build_object('due', (select i.approved_due from items i where i.institution_id = v.institution_id and i.id = v.item_id)) || inputs, 'light', 'orange'));
  end if;
  if v.own_why is null then return red || orange || yellow; end if;
  red := (v.own_why -> 'due') || red || (v.own_why -> 'red') || orange || (v.own_why -> 'orange') || yellow || (v.own_why -> 'yellow');
  if red = '[]' then return jsonb_build_array(jsonb_build_object('rule', 'on_track', 'inputs', inputs, 'light', 'green')); end if;
  return red;
end $$;

-- Locks one item's row, computes it from its own parts and its children's rows, and saves it. The own parts are taken from its
-- facts where `anew` asks, where a day has passed that they depend on, or where it has just become a leaf or a parent; else from
-- the row. Gives the parent where the parent's values can differ now. Children come first.
create function compute_item_value(inst uuid, item uuid, d progress_days, anew boolean) returns uuid language plpgsql as $$
declare
  heats constant text[] := array['green', 'yellow', 'orange', 'red'];
  old item_values;
  v item_values;
  c record;
  whole numeric;
begin
  select * into old from item_values x where x.institution_id = inst and x.item_id = item for update;
  if not found then return null; end if;
  select count(*)::integer as children, count(x.verified)::integer as verified_children, count(x.reported)::integer as reported_children, count(x.waiting)::integer as waiting_children,
      sum(x.weight) as total, sum(x.weight * x.verified) as verified, sum(x.weight * x.reported) as reported, sum(x.weight * x.waiting) as waiting,
      sum(x.weight * x.planned) as planned, sum(x.weight * x.coverage) as coverage,
      max(greatest(array_position(heats, x.light), array_position(heats, x.worst_below))) as worst, min(x.holds_until) as holds_until,
      array[max(x.steps[1]), max(x.steps[2]), max(x.steps[3]), max(x.steps[4]), max(x.steps[5]), max(x.steps[6]), max(x.steps[7]), max(x.steps[8])] as steps
    into c from item_values x where x.institution_id = inst and x.parent_id = item and x.active;
  if c.children > 0 and c.total is null then
    -- no weight given: all count the same
    select c.children as children, c.verified_children as verified_children, c.reported_children as reported_children, c.waiting_children as waiting_children,
        c.children::numeric as total, sum(x.verified) as verified, sum(x.reported) as reported, sum(x.waiting) as waiting,
        sum(x.planned) as planned, sum(x.coverage) as coverage, c.worst as worst, c.holds_until as holds_until, c.steps as steps
      into c from item_values x where x.institution_id = inst and x.parent_id = item and x.active;
  end if;
  v := old;
  if anew or old.computed_on is null or old.computed_on > d.day or old.own_holds_until <= d.day or (old.children = 0) <> (c.children = 0) or old.children = 0 then
    v := own_item_parts(inst, v, c.children > 0, d);
  end if;

  if c.children = 0 then
    v.verified := v.own_verified; v.reported := v.own_reported; v.waiting := v.own_waiting; v.planned := case when v.active then v.own_planned end;
    v.coverage := case when v.own_covered then 100 else 0 end;
    v.worst_below := null;
  else
    -- (1 - W/100) x mean + W/100 x own: one division, one rounding
    whole := 100 * c.total;
    v.verified := case when v.own_percent > 0 or c.verified_children > 0 then round(((100 - v.own_percent) * coalesce(c.verified, 0) + c.total * v.own_percent * v.own_verified) / whole, 2) end;
    v.reported := case when v.own_percent > 0 or c.reported_children > 0 then round(((100 - v.own_percent) * coalesce(c.reported, 0) + c.total * v.own_percent * v.own_reported) / whole, 2) end;
    v.waiting := case when v.own_percent > 0 or c.waiting_children > 0 then round(((100 - v.own_percent) * coalesce(c.waiting, 0) + c.total * v.own_percent * v.own_waiting) / whole, 2) end;
    v.planned := case when not v.active then null when v.planned_stands then v.own_planned
      else round(((100 - v.own_percent) * coalesce(c.planned, 0) + c.total * v.own_percent * v.own_planned) / whole, 2) end;
    v.coverage := round(((100 - v.own_percent) * coalesce(c.coverage, 0) + c.total * v.own_percent * case when v.own_covered then 100 else 0 end) / whole, 2);
    v.worst_below := heats[c.worst];
  end if;
  v.children := c.children;
  v.reported_children := c.verified_children;
  v.light_why := case when v.settled is null then light_reasons(v, d) else v.own_why end;
  v.light := v.light_why -> 0 ->> 'light';
  v.holds_until := least(v.own_holds_until, c.holds_until);
  -- the strip: by level the worst of the item's own step and its children's strips; greatest passes over what is missing
  v.steps := (array[greatest(c.steps[1], 0, case v.level when 1 then v.own_step end), greatest(c.steps[2], 0, case v.level when 2 then v.own_step end),
    greatest(c.steps[3], 0, case v.level when 3 then v.own_step end), greatest(c.steps[4], 0, case v.level when 4 then v.own_step end),
    greatest(c.steps[5], 0, case v.level when 5 then v.own_step end), greatest(c.steps[6], 0, case v.level when 6 then v.own_step end),
    greatest(c.steps[7], 0, case v.level when 7 then v.own_step end), greatest(c.steps[8], 0, case v.level when 8 then v.own_step end)])[1:d.levels];
  if v is not distinct from old then return case when anew then v.parent_id end; end if;
  v.computed_on := d.day;
  update item_values x set parent_id = v.parent_id, verified = v.verified, reported = v.reported, waiting = v.waiting, planned = v.planned, time_left = v.time_left,
      reported_children = v.reported_children, children = v.children, coverage = v.coverage, light = v.light, light_why = v.light_why, worst_below = v.worst_below,
      steps = v.steps, computed_on = v.computed_on, holds_until = v.holds_until, weight = v.weight, active = v.active, level = v.level, own_percent = v.own_percent,
      own_verified = v.own_verified, own_reported = v.own_reported, own_waiting = v.own_waiting, own_planned = v.own_planned, planned_stands = v.planned_stands,
      own_covered = v.own_covered, own_step = v.own_step, settled = v.settled, own_why = v.own_why, little_time_left = v.little_time_left, own_holds_until = v.own_holds_until
    where x.institution_id = inst and x.item_id = item;
  return v.parent_id;
end $$;

-- The node overdue longest among those overdue by so many calendar days, as a list of at most one reason.
create function overdue_node(inst uuid, item uuid, today date, light text, from_days integer, to_days integer) returns jsonb language sql stable as $$
  select coalesce((select jsonb_build_array(jsonb_build_object('rule', 'node_overdue', 'inputs', jsonb_build_object('nodeId', x.id, 'date', x.date), 'light', $4))
    from nodes x
    where x.institution_id = inst and x.item_id = item and x.state <> 'verified'
      and today - x.date >= from_days and today - x.date <= coalesce(to_days, today - x.date) and today > x.date
      and not exists (select 1 from node_claims y where y.institution_id = inst and y.node_id = x.id and y.verdict is null and y.claimed_on <= x.date)
    order by x.date, x.id limit 1), '[]')
$$;

-- many items ----------------------------------------------------------------------------------------------------------------

-- Locks the rows of these items and of all their ancestors, deepest level first, then by id, each in a statement of its own:
-- whoever waited then computes from what the other has committed. Gives the ids in that order.
create function lock_item_chain(inst uuid, ids uuid[]) returns uuid[] language plpgsql set search_path = public as $$
declare
  chain uuid[];
  wanted uuid[];
  one uuid;
begin
  loop
    select coalesce(array_agg(x.item_id order by x.depth desc, x.item_id), '{}') into wanted from item_values x
      where x.institution_id = inst and x.item_id in (select unnest(i.path) from items i where i.institution_id = inst and i.id = any (ids));
    -- a move that was committed while this waited brings other ancestors
    if chain @> wanted then return wanted; end if;
    foreach one in array wanted loop
      perform 1 from item_values x where x.institution_id = inst and x.item_id = one for update;
    end loop;
    chain := wanted;
  end loop;
end $$;

-- Computes these items anew and whatever of their ancestors follows from them, in one round trip: level by level from the
-- deepest, then by id, each row locked in a statement of its own just before it is computed. The parent is read from the locked
-- row, so that a move in between is followed. It works with the rights of the tables' owner, since row-level security would cost
-- more than the work itself; the institution is checked here instead.
create function refresh_item_values(inst uuid, ids uuid[], today date) returns void language plpgsql security definer
    set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  d progress_days;
  start_ids uuid[];
  depths smallint[];
  level_now smallint;
  current_ids uuid[];
  above uuid[] := '{}';
  parent uuid;
  one uuid;
  whole boolean;
begin
  if inst is distinct from current_institution() then raise exception 'another institution' using errcode = 'insufficient_privilege'; end if;
  select array_agg(x.item_id), array_agg(x.depth), max(x.depth), bool_or(exists (select 1 from item_values y where y.institution_id = inst and y.item_id = any (i.path) and y.planned_stands))
    into start_ids, depths, level_now, whole
    from item_values x join items i on i.institution_id = inst and i.id = x.item_id where x.institution_id = inst and x.item_id = any (ids);
  if start_ids is null then return; end if;
  d := progress_day(inst, today);
  -- a move that another act committed meanwhile may have made the way up longer
  while level_now > 0 or cardinality(above) > 0 loop
    if cardinality(start_ids) = 1 then
      current_ids := case when depths[1] = level_now then start_ids else above end;
    else
      current_ids := array(select u.id from unnest(start_ids, depths) as u (id, depth) where u.depth = level_now union select unnest(above) order by 1);
    end if;
    above := '{}';
    foreach one in array current_ids loop
      parent := compute_item_value(inst, one, d, one = any (ids) or whole);
      if parent is not null and parent <> all (above) then above := above || parent; end if;
    end loop;
    level_now := level_now - 1;
  end loop;
end $$;

-- Computes what the date has made untrue, deepest first, at most so many at a time; how many were done. 0: nothing is left.
create function refresh_expired_item_values(inst uuid, today date, most integer) returns integer language plpgsql set search_path = public as $$
declare
  expired uuid[];
begin
  perform prepare_progress_day(inst, today);
  select coalesce(array_agg(x.item_id), '{}') into expired from (
    select v.item_id from item_values v where v.institution_id = inst and v.holds_until <= today order by v.depth desc, v.item_id limit most) x;
  if cardinality(expired) > 0 then perform refresh_item_values(inst, expired, today); end if;
  return cardinality(expired);
end $$;

-- Computes a whole institution level by level from the deepest: after imports and loads.
create function refresh_all_item_values(inst uuid, today date) returns integer language plpgsql security definer
    set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  d progress_days;
  one uuid;
  done integer := 0;
begin
  if inst is distinct from current_institution() then raise exception 'another institution' using errcode = 'insufficient_privilege'; end if;
  perform prepare_progress_day(inst, today);
  d := progress_day(inst, today);
  for one in select x.item_id from item_values x where x.institution_id = inst order by x.depth desc, x.item_id loop
    perform compute_item_value(inst, one, d, true);
    done := done + 1;
  end loop;
  return done;
end $$;

-- Marks everything as no longer true: after changes of calendar, settings or levels.
create function expire_item_values(inst uuid, today date) returns void language sql volatile set search_path = public as $$
  update item_values x set holds_until = today, own_holds_until = today where x.institution_id = inst
$$;

-- children as they stood at a past moment
create index item_versions_parent on item_versions (institution_id, parent_id);
