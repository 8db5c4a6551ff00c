-- Coloured sheets: a light asks for an answer, what is not answered climbs, an answer is judged. Nothing of it is deleted; a number once given stays visible.

create table sheets (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  item_id uuid not null,
  colour text not null check (colour in ('yellow', 'orange', 'red')),
  -- null for a notice without paper
  number text,
  -- the deciding rule of the light
  rule text not null,
  issued_on date not null,
  issued_at timestamptz not null,
  -- who must answer: the item's responsible person, also a later one; of an item not yet assigned, whoever must assign it
  person_id uuid not null,
  state text not null default 'open' check (state in ('open', 'replied', 'closed', 'lapsed', 'voided')),
  -- the limit that runs; moves with every climb
  reply_by date not null,
  -- the limit of the answer awaited, which no climb moves; null while none is
  answer_by date,
  climbs smallint not null default 0,
  climbed_to uuid,
  -- nobody is left above: it stays and shows
  at_top boolean not null default false,
  -- the item sleeps, and the sheet with it
  resting boolean not null default false,
  -- the first day of the unbroken run of lights that it belongs to
  run_on date not null,
  -- the latest answer; what was said before stands in the rounds
  cause_category text,
  cause text,
  countermeasure text,
  reply text,
  replied_at timestamptz,
  replied_by uuid,
  verdict text check (verdict in ('passed', 'returned')),
  verdict_reason text,
  judged_at timestamptz,
  judged_by uuid,
  -- how many times this item has now named this cause
  times_named smallint,
  -- the stay in red whose cause this answer recorded
  spell_since date,
  -- the facts of the day of issue, so that a printed sheet never changes
  snapshot jsonb not null,
  ended_on date,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  -- the day of its end where the light no longer was of this colour, else the first morning after it on which it was not
  left_on date,
  version integer not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, item_id) references items on delete cascade,
  check ((state in ('closed', 'lapsed', 'voided')) = (ended_at is not null)),
  check (answer_by is null or state = 'open')
);
-- one open sheet an item and colour, whoever issues it
create unique index sheets_one_open on sheets (institution_id, item_id, colour) where state in ('open', 'replied');
create index sheets_item on sheets (institution_id, item_id, issued_on);
create index sheets_person on sheets (institution_id, person_id) where state in ('open', 'replied');
create index sheets_newest on sheets (institution_id, issued_on, id);
create index sheets_not_left on sheets (institution_id, item_id, colour) where ended_at is not null and left_on is null;

-- An answer awaited: from the issue or a return until it came, or until none was asked for any more.
create table sheet_rounds (
  institution_id uuid not null,
  sheet_id uuid not null,
  n smallint not null,
  item_id uuid not null,
  opened_on date not null,
  opened_at timestamptz not null,
  answer_by date not null,
  ended_at timestamptz,
  ended_how text check (ended_how in ('replied', 'rested', 'lapsed', 'voided')),
  replied_on date,
  replied_by uuid,
  cause_category text,
  cause text,
  countermeasure text,
  reply text,
  verdict text check (verdict in ('passed', 'returned')),
  verdict_reason text,
  judged_at timestamptz,
  judged_by uuid,
  primary key (institution_id, sheet_id, n),
  foreign key (institution_id, sheet_id) references sheets on delete cascade,
  check ((ended_at is null) = (ended_how is null))
);
create index sheet_rounds_item on sheet_rounds (institution_id, item_id);

-- Who learned of it, when and why.
create table sheet_addressees (
  institution_id uuid not null,
  sheet_id uuid not null,
  person_id uuid not null,
  why text not null check (why in ('responsible', 'next_above', 'climbed', 'inherited')),
  addressed_on date not null,
  addressed_at timestamptz not null,
  primary key (institution_id, sheet_id, person_id),
  foreign key (institution_id, sheet_id) references sheets on delete cascade
);
create index sheet_addressees_person on sheet_addressees (institution_id, person_id);

-- Limits that passed without an answer: whose delay it is, and to whom the sheet went on (null at the top).
create table sheet_climbs (
  institution_id uuid not null,
  sheet_id uuid not null,
  n smallint not null,
  item_id uuid not null,
  climbed_on date not null,
  limit_passed date not null,
  person_id uuid not null,
  climbed_to uuid,
  reply_by date not null,
  primary key (institution_id, sheet_id, n),
  foreign key (institution_id, sheet_id) references sheets on delete cascade
);
create index sheet_climbs_person on sheet_climbs (institution_id, person_id, climbed_on);

-- Whoever takes an item over takes over the answers that it owes; limits that passed before stay his predecessor's.
create function hand_sheets_over() returns trigger language plpgsql set search_path = public as $$
declare
  one record;
begin
  for one in
    update sheets s set person_id = new.responsible_person_id, version = s.version + 1
    where s.institution_id = new.institution_id and s.item_id = new.id and s.state in ('open', 'replied') and s.person_id = old.responsible_person_id
    returning s.id
  loop
    insert into sheet_addressees (institution_id, sheet_id, person_id, why, addressed_on, addressed_at)
    values (new.institution_id, one.id, new.responsible_person_id, 'inherited', institution_day(new.institution_id, new.changed_at), new.changed_at)
    on conflict do nothing;
  end loop;
  return null;
end $$;
create trigger items_hand_sheets_over after update of responsible_person_id on items for each row
  when (new.responsible_person_id <> old.responsible_person_id) execute function hand_sheets_over();

-- what leaving red was explained with, and the unbroken run of lights that the stay belongs to
alter table red_spells add column cause_category text, add column run_on date;

do $$
declare
  t text;
begin
  foreach t in array array['sheets', 'sheet_rounds', 'sheet_addressees', 'sheet_climbs'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update on %I to :app_role', t);
  end loop;
end $$;
