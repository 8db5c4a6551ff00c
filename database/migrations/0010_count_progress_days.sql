-- What every item asks of a day, and the working days and reporting periods it is counted in.
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
  -- set by hand and signed, while it holds: stands for what the facts make of the item
  add column override_value numeric(5,2),
  -- grey, blue or teal, whatever the progress; own_why then is the whole reason
  add column settled text,
  -- reasons that do not look at progress: {due, red, orange, yellow}; null for none
  add column own_why jsonb,
  add column little_time_left boolean not null default false,
  add column own_holds_until date,
  -- the day on which the present unbroken run of yellow, orange and red began; null while it is none of them
  add column left_green_on date;
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
