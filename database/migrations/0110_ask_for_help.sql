-- Help asked of a superior or another unit, with a limit that binds whoever is asked; who was asked when, and who let it pass.

create table help_requests (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  -- null: help with no item of its own
  item_id uuid,
  asker_id uuid not null,
  -- the unit from which it was asked, and the one that was asked, if a unit was: help on no item, or asked of a unit, climbs by units
  asker_unit_id uuid,
  unit_id uuid,
  -- empty on a placeholder, which stores no text
  asks text not null,
  wanted text,
  needed_by date,
  -- the report in which the need was written first
  from_report_id uuid,
  state text not null default 'open' check (state in ('open', 'answered', 'declined', 'withdrawn')),
  answer text,
  answered_by uuid,
  ended_at timestamptz,
  ended_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  created_on date not null,
  primary key (institution_id, id),
  foreign key (institution_id, item_id) references items on delete cascade,
  foreign key (institution_id, asker_id) references people,
  foreign key (institution_id, asker_unit_id) references units,
  foreign key (institution_id, unit_id) references units,
  check ((state = 'open') = (ended_on is null))
);
create index help_requests_item on help_requests (institution_id, item_id, created_at);
create index help_requests_asker on help_requests (institution_id, asker_id, created_at);
create unique index help_requests_report on help_requests (institution_id, from_report_id) where from_report_id is not null and state <> 'withdrawn';

-- One row for everybody who was asked, in order; the last one's limit is running while the request is open.
create table help_addressees (
  institution_id uuid not null,
  request_id uuid not null,
  position smallint not null,
  person_id uuid not null,
  why text not null check (why in ('named', 'unit_head', 'next_above', 'climbed')),
  from_day date not null,
  reply_by date not null,
  -- the day at whose 00:00 it went on to somebody else; null while it rests here, also at the top past its limit
  passed_on date,
  primary key (institution_id, request_id, position),
  foreign key (institution_id, request_id) references help_requests on delete cascade,
  foreign key (institution_id, person_id) references people
);
create unique index help_addressees_person on help_addressees (institution_id, person_id, request_id);
create index help_addressees_running on help_addressees (institution_id, reply_by) where passed_on is null;

do $$
declare
  t text;
begin
  foreach t in array array['help_requests', 'help_addressees'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update on %I to :app_role', t);
  end loop;
end $$;
