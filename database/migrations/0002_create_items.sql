-- The linkage tree: items, their nodes and indicators, and what is derived from them.

create table items (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  -- null while a draft has not been named; fixed by registration
  code text,
  horizon text not null check (horizon in ('five_year', 'mid_term', 'annual', 'task')),
  level smallint not null,
  parent_id uuid,
  -- ids from the root down to and with the item; kept by trigger
  path uuid[] not null,
  position integer not null default 0,
  title text not null,
  title_en text,
  requirement text not null default '',
  requirement_en text,
  standard text not null default '',
  standard_en text,
  sector_id uuid,
  discipline_id uuid,
  lead_unit_id uuid not null,
  lead_share numeric(5,4) not null default 1 check (lead_share > 0 and lead_share <= 1),
  responsible_person_id uuid not null,
  -- heads a unit above the lead unit for want of a person in it
  interim boolean not null default false,
  leader_in_charge_id uuid,
  supervisor_id uuid,
  source text not null default 'plan' check (source in ('plan', 'meeting', 'instruction', 'superior_document', 'proposal')),
  priority smallint not null default 2 check (priority between 1 and 3),
  weight numeric(5,2) check (weight > 0 and weight <= 100),
  own_nodes_weight numeric(5,2) check (own_nodes_weight between 0 and 100),
  resources text,
  planned_minutes integer check (planned_minutes >= 0),
  start date not null,
  -- fixed at registration, never changed after (trigger)
  original_due date,
  approved_due date not null,
  finished_on date,
  frequency text check (frequency in ('week', 'month', 'quarter')),
  placeholder boolean not null default false,
  tags text[] not null default '{}',
  state text not null check (state in ('draft', 'registered', 'assigned', 'in_progress', 'suspended', 'closed', 'archived', 'cancelled')),
  author_id uuid,
  registered_on date,
  assigned_on date,
  -- last day on which signing is in time
  accept_by date,
  accepted_on date,
  accepted_by uuid,
  major_risk boolean not null default false,
  -- a passed request said that the delay is nobody's fault: judged by the approved due
  excused boolean not null default false,
  -- the due date that the latest such request approved; a later extension with fault does not move it
  excused_due date,
  -- once closed late, teal for ever
  ever_late boolean not null default false,
  gap_reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  -- when this row began to be true; item_versions keeps what was true before
  changed_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, parent_id) references items,
  foreign key (institution_id, sector_id) references sectors,
  foreign key (institution_id, discipline_id) references disciplines,
  foreign key (institution_id, lead_unit_id) references units,
  foreign key (institution_id, responsible_person_id) references people,
  foreign key (institution_id, leader_in_charge_id) references people,
  foreign key (institution_id, supervisor_id) references people,
  check (approved_due >= start),
  -- a draft that its author gave up never got a code
  check (state in ('draft', 'cancelled') or (code is not null and original_due is not null))
);
create unique index items_code on items (institution_id, code) where code is not null;
create index items_parent on items (institution_id, parent_id, position);
create index items_responsible on items (institution_id, responsible_person_id);
create index items_lead_unit on items (institution_id, lead_unit_id);
create index items_leader on items (institution_id, leader_in_charge_id);
create index items_supervisor on items (institution_id, supervisor_id);
create index items_discipline on items (institution_id, discipline_id);
create index items_sector on items (institution_id, sector_id);
create index items_state_due on items (institution_id, state, approved_due);

create table item_co_units (
  institution_id uuid not null,
  item_id uuid not null,
  unit_id uuid not null,
  person_id uuid,
  share numeric(5,4) not null check (share > 0 and share < 1),
  position smallint not null default 0,
  primary key (institution_id, item_id, unit_id),
  foreign key (institution_id, item_id) references items on delete cascade,
  foreign key (institution_id, unit_id) references units
);
create index item_co_units_unit on item_co_units (institution_id, unit_id);
create index item_co_units_person on item_co_units (institution_id, person_id);

-- who is or was responsible, since when; kept by trigger from registration on
create table item_responsibles (
  institution_id uuid not null,
  person_id uuid not null,
  item_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (institution_id, person_id, item_id, from_at),
  foreign key (institution_id, item_id) references items on delete cascade
);
create index item_responsibles_item on item_responsibles (institution_id, item_id);

create table item_suspensions (
  institution_id uuid not null,
  item_id uuid not null,
  from_day date not null,
  -- the first day on which time counts again; null while it lasts
  to_day date,
  submission_id uuid,
  -- the suspended ancestor that put this item to sleep
  by_item_id uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (institution_id, item_id, from_day),
  foreign key (institution_id, item_id) references items on delete cascade
);

create table nodes (
  institution_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  position smallint not null default 0,
  title text not null,
  title_en text,
  date date not null,
  original_date date not null,
  weight numeric(5,2) not null check (weight >= 0 and weight <= 100),
  state text not null default 'planned' check (state in ('planned', 'claimed', 'verified')),
  -- the day of the submission that passed
  done_on date,
  -- a condition of a verdict became this node
  condition_of uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, item_id) references items on delete cascade
);
create index nodes_item on nodes (institution_id, item_id, position);

create table indicators (
  institution_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  position smallint not null default 0,
  code text,
  name text not null,
  name_en text,
  unit text not null default '',
  base numeric(20,4),
  commit_value numeric(20,4),
  target numeric(20,4),
  challenge numeric(20,4),
  -- bands only: the range that counts as reached
  band_low numeric(20,4),
  band_high numeric(20,4),
  polarity text not null default 'up' check (polarity in ('up', 'down', 'band')),
  rule text not null default 'none' check (rule in ('sum', 'mean', 'max', 'min', 'none')),
  parent_indicator_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (institution_id, id),
  -- parent_indicator_id may name one that only the draft above holds yet: a trigger looks in both places (0060)
  foreign key (institution_id, item_id) references items on delete cascade
);
create index indicators_item on indicators (institution_id, item_id, position);
create index indicators_parent on indicators (institution_id, parent_indicator_id);

create table indicator_readings (
  institution_id uuid not null,
  id uuid not null,
  indicator_id uuid not null,
  item_id uuid not null,
  date date not null,
  value numeric(20,4) not null,
  submission_id uuid,
  verified boolean not null default false,
  verified_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, indicator_id) references indicators on delete cascade
);
create index indicator_readings_indicator on indicator_readings (institution_id, indicator_id, date);

-- The draft of an item's decomposition: own nodes, indicators and changes of standing children. New children are items in state draft.
-- body: {ownNodesWeight, nodes, indicators, changes: {childId: fields}, gapReason}
create table decomposition_drafts (
  institution_id uuid not null,
  item_id uuid not null,
  body jsonb not null,
  edited_by uuid not null,
  edited_at timestamptz not null,
  primary key (institution_id, item_id),
  foreign key (institution_id, item_id) references items on delete cascade
);

-- next free number of codes by scope (a year for roots, a parent's id for children)
create table code_counters (
  institution_id uuid not null references institutions on delete cascade,
  scope text not null,
  last integer not null,
  primary key (institution_id, scope)
);

-- What follows from acts and from the date, one row an item. Written only by the compute functions; read everywhere.
create table item_values (
  institution_id uuid not null,
  item_id uuid not null,
  parent_id uuid,
  depth smallint not null,
  verified numeric(5,2),
  reported numeric(5,2),
  -- verified with what waits at the gate in time: the A of the lights
  waiting numeric(5,2),
  planned numeric(5,2),
  -- R: share of working time left, 0..1
  time_left numeric(7,6),
  reported_children integer not null default 0,
  children integer not null default 0,
  coverage numeric(5,2),
  light text not null default 'grey',
  light_why jsonb not null default '[]',
  worst_below text,
  -- by level rank: 0 nothing, 1 accepted and reported, 2 accepted, 3 waiting to be accepted, 4 late
  steps smallint[] not null default '{}',
  self_rated text,
  gatekeeper text,
  -- the day for which it was computed, and the next day on which it can differ without any act
  computed_on date,
  holds_until date,
  primary key (institution_id, item_id),
  foreign key (institution_id, item_id) references items on delete cascade
) with (fillfactor = 70);
create index item_values_expiry on item_values (institution_id, holds_until);

-- a stay in red: its cause must be recorded before the light may leave red
create table red_spells (
  institution_id uuid not null,
  item_id uuid not null,
  since date not null,
  cause text,
  countermeasure text,
  recorded_by uuid,
  recorded_at timestamptz,
  -- first day out of red
  left_on date,
  primary key (institution_id, item_id, since),
  foreign key (institution_id, item_id) references items on delete cascade
);

create table item_support_links (
  institution_id uuid not null,
  item_id uuid not null,
  supports_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (institution_id, item_id, supports_id),
  foreign key (institution_id, item_id) references items on delete cascade,
  foreign key (institution_id, supports_id) references items on delete cascade,
  check (item_id <> supports_id)
);

-- Superseded rows, so that any past moment can be read: a row was true from changed_at until valid_to.
create table item_versions (like items including defaults, valid_to timestamptz not null, primary key (institution_id, id, changed_at));
create table node_versions (like nodes including defaults, valid_to timestamptz not null, primary key (institution_id, id, changed_at));
create index node_versions_item on node_versions (institution_id, item_id, changed_at);

-- the product's clock, passed in by the transaction; the machine's only where no one passed it
create function product_now() returns timestamptz language sql volatile set search_path = public as $$
  select coalesce(nullif(current_setting('liandong.now', true), '')::timestamptz, clock_timestamp())
$$;

create function keep_item_version() returns trigger language plpgsql set search_path = public as $$
begin
  if tg_op = 'DELETE' then
    insert into item_versions select (old).*, product_now();
    return old;
  end if;
  if new.changed_at > old.changed_at then
    insert into item_versions select (old).*, new.changed_at;
  end if;
  return new;
end $$;
create trigger items_keep_version before update or delete on items for each row execute function keep_item_version();

create function keep_node_version() returns trigger language plpgsql set search_path = public as $$
begin
  if tg_op = 'DELETE' then
    insert into node_versions select (old).*, product_now();
    return old;
  end if;
  if new.changed_at > old.changed_at then
    insert into node_versions select (old).*, new.changed_at;
  end if;
  return new;
end $$;
create trigger nodes_keep_version before update or delete on nodes for each row execute function keep_node_version();

create function horizon_rank(horizon text) returns smallint language sql immutable set search_path = public as $$
  select case horizon when 'five_year' then 4 when 'mid_term' then 3 when 'annual' then 2 else 1 end::smallint
$$;

-- The tree's invariants, held for every path into the table (screen, API, import, job).
create function hold_item_invariants() returns trigger language plpgsql set search_path = public as $$
declare
  above items%rowtype;
begin
  if tg_op = 'UPDATE' and old.original_due is not null and new.original_due is distinct from old.original_due then
    raise exception 'original_due_fixed' using errcode = 'LD422', detail = old.id::text;
  end if;
  if new.parent_id is null then
    new.path := array[new.id];
    return new;
  end if;
  select * into above from items where institution_id = new.institution_id and id = new.parent_id;
  if not found then
    raise exception 'parent_missing' using errcode = 'LD422', detail = new.parent_id::text;
  end if;
  if new.id = any (above.path) then
    raise exception 'tree_cycle' using errcode = 'LD422', detail = new.id::text;
  end if;
  if new.level < above.level or (new.level = above.level and new.lead_unit_id <> above.lead_unit_id) then
    raise exception 'level_not_below' using errcode = 'LD422', detail = coalesce(above.code, above.id::text);
  end if;
  if horizon_rank(new.horizon) > horizon_rank(above.horizon) then
    raise exception 'horizon_longer' using errcode = 'LD422', detail = coalesce(above.code, above.id::text);
  end if;
  if new.state <> 'cancelled' and (new.start < above.start or new.approved_due > above.approved_due) then
    raise exception 'dates_outside_parent' using errcode = 'LD422', detail = coalesce(above.code, above.id::text);
  end if;
  new.path := above.path || new.id;
  return new;
end $$;
create trigger items_hold_invariants before insert or update of parent_id, level, horizon, start, approved_due, original_due, lead_unit_id, state on items
  for each row execute function hold_item_invariants();

create function follow_item() returns trigger language plpgsql set search_path = public as $$
begin
  if tg_op = 'INSERT' then
    insert into item_values (institution_id, item_id, parent_id, depth)
      values (new.institution_id, new.id, new.parent_id, cardinality(new.path));
  elsif new.path <> old.path then
    update item_values set parent_id = new.parent_id, depth = cardinality(new.path)
      where institution_id = new.institution_id and item_id = new.id;
    update items set path = new.path || id, parent_id = new.id
      where institution_id = new.institution_id and parent_id = new.id;
  end if;
  if new.state <> 'draft' and (tg_op = 'INSERT' or old.state = 'draft' or new.responsible_person_id <> old.responsible_person_id) then
    update item_responsibles set to_at = new.changed_at
      where institution_id = new.institution_id and item_id = new.id and to_at is null and person_id <> new.responsible_person_id;
    insert into item_responsibles (institution_id, person_id, item_id, from_at)
      select new.institution_id, new.responsible_person_id, new.id, new.changed_at
      where not exists (select 1 from item_responsibles r where r.institution_id = new.institution_id and r.item_id = new.id
        and r.person_id = new.responsible_person_id and r.to_at is null)
      on conflict do nothing;
  end if;
  return null;
end $$;
create trigger items_follow after insert or update on items for each row execute function follow_item();

create function hold_node_inside_item() returns trigger language plpgsql set search_path = public as $$
begin
  if exists (select 1 from items i where i.institution_id = new.institution_id and i.id = new.item_id
             and (new.date < i.start or new.date > i.approved_due)) then
    raise exception 'node_outside_item' using errcode = 'LD422', detail = new.title;
  end if;
  return new;
end $$;
create trigger nodes_inside_item before insert or update of date on nodes for each row execute function hold_node_inside_item();
