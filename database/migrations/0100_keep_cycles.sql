-- Cycles through time: their superseded rows, the moments at which they froze, and what every item looked like then.

-- a row was true from changed_at until valid_to
create table cycle_versions (like cycles including defaults, valid_to timestamptz not null, primary key (institution_id, id, changed_at));

create function keep_cycle_version() returns trigger language plpgsql set search_path = public as $$
begin
  -- a freeze moved by the calendar is no act: it leaves no version
  if new.changed_at > old.changed_at then insert into cycle_versions select (old).*, new.changed_at; end if;
  return new;
end $$;
create trigger cycles_keep_version before update on cycles for each row execute function keep_cycle_version();

-- working days from a period's end to its freeze
create function freeze_after(kind text, levels integer) returns integer language sql immutable parallel safe as $$
  select case kind when 'week' then 3 else greatest(5, levels - 1) end
$$;

-- One freeze of a cycle. It keeps the rules' own inputs, so that its picture can be computed again whatever the calendar says later.
create table cycle_freezings (
  institution_id uuid not null,
  cycle_id uuid not null,
  freezing smallint not null,
  -- the moment whose picture is kept, and its day
  at timestamptz not null,
  day date not null,
  settings jsonb not null,
  calendar jsonb not null,
  -- null for the schedule
  frozen_by uuid,
  primary key (institution_id, cycle_id, freezing),
  foreign key (institution_id, cycle_id) references cycles on delete cascade
);

-- An item as it stood at a freeze: never updated.
create table cycle_items (
  institution_id uuid not null,
  cycle_id uuid not null,
  freezing smallint not null,
  item_id uuid not null,
  owed boolean not null,
  outcome text not null check (outcome in ('in_time', 'late', 'missed', 'not_owed')),
  report_id uuid,
  -- of the first report that stands
  submitted_at timestamptz,
  submitted_on date,
  deadline date not null,
  path uuid[] not null,
  code text,
  title text not null,
  title_en text,
  placeholder boolean not null,
  level smallint not null,
  horizon text not null,
  state text not null,
  sector_id uuid,
  unit_id uuid not null,
  person_id uuid not null,
  verified numeric(5,2),
  reported numeric(5,2),
  planned numeric(5,2),
  coverage numeric(5,2),
  light text not null,
  why jsonb not null,
  worst_below text,
  steps smallint[] not null,
  primary key (institution_id, cycle_id, freezing, item_id),
  foreign key (institution_id, cycle_id, freezing) references cycle_freezings on delete cascade,
  foreign key (institution_id, item_id) references items on delete cascade
);
create index cycle_items_item on cycle_items (institution_id, item_id, cycle_id);

create function hold_cycle_item() returns trigger language plpgsql set search_path = public as $$
begin
  raise exception 'frozen_picture_immutable' using errcode = 'LD409', detail = old.item_id::text;
end $$;
create trigger cycle_items_hold before update on cycle_items for each row execute function hold_cycle_item();

-- Where an item stood at the end of a day: on every day on which it moved, on the last day of a week, and at a freeze.
create table item_points (
  institution_id uuid not null,
  item_id uuid not null,
  day date not null,
  verified numeric(5,2),
  reported numeric(5,2),
  planned numeric(5,2),
  light text not null,
  primary key (institution_id, item_id, day),
  foreign key (institution_id, item_id) references items on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['cycle_versions', 'cycle_freezings', 'cycle_items', 'item_points'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update, delete on %I to :app_role', t);
  end loop;
end $$;

-- The freeze of an open cycle follows calendar and levels, unless the office has set its day by reopening it.
create function move_freezes() returns trigger language plpgsql set search_path = public as $$
declare
  inst uuid := coalesce(new.institution_id, old.institution_id);
  ranks integer;
begin
  select greatest(1, count(*)) into ranks from levels l where l.institution_id = inst;
  update cycles c set freeze_on = nth_working_day_after(inst, c.to_day, freeze_after(c.kind, ranks))
    where c.institution_id = inst and c.state = 'open' and c.reopened_at is null
      and c.freeze_on <> nth_working_day_after(inst, c.to_day, freeze_after(c.kind, ranks));
  return null;
end $$;
create trigger calendar_moves_freezes after insert or update or delete on calendar_years for each row execute function move_freezes();
create trigger levels_move_freezes after insert or delete on levels for each row execute function move_freezes();
