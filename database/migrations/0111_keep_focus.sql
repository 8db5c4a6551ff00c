-- The focus list of a cycle: what leaders pinned, what was decided, and the list as it stood when the cycle froze.

create table focus_pins (
  institution_id uuid not null,
  cycle_id uuid not null,
  item_id uuid not null,
  person_id uuid not null,
  reason text not null check (reason <> ''),
  pinned_at timestamptz not null,
  primary key (institution_id, cycle_id, item_id, person_id),
  foreign key (institution_id, cycle_id) references cycles on delete cascade,
  foreign key (institution_id, item_id) references items on delete cascade
);

create table focus_decisions (
  institution_id uuid not null,
  id uuid not null,
  cycle_id uuid not null,
  item_id uuid not null,
  -- empty on a placeholder, which stores no text
  text text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, cycle_id) references cycles on delete cascade,
  foreign key (institution_id, item_id) references items on delete cascade
);
create index focus_decisions_item on focus_decisions (institution_id, item_id, decided_at);

-- Written at the freeze and then read as it stands; a second freeze of a reopened cycle replaces the list.
create table focus_entries (
  institution_id uuid not null,
  cycle_id uuid not null,
  item_id uuid not null,
  -- the place on the whole list
  position smallint not null,
  -- null: pinned without being yellow, orange or red
  score numeric(5,2),
  -- {name, input, weight, points, facts} in the order of the formula
  parts jsonb not null,
  by_score boolean not null,
  pins jsonb not null,
  runs smallint not null,
  decided boolean not null,
  -- the item's row as it stood
  shown jsonb not null,
  primary key (institution_id, cycle_id, item_id),
  foreign key (institution_id, cycle_id) references cycles on delete cascade,
  foreign key (institution_id, item_id) references items on delete cascade
);
create index focus_entries_item on focus_entries (institution_id, item_id, cycle_id);

do $$
declare
  t text;
begin
  foreach t in array array['focus_pins', 'focus_decisions', 'focus_entries'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update, delete on %I to :app_role', t);
  end loop;
end $$;
