-- Calendar feeds: secret addresses that a calendar program reads without signing in; only the SHA-256 of the key is kept.

create table calendar_feeds (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  person_id uuid not null,
  key_hash bytea not null,
  what text not null check (what in ('mine', 'unit', 'seen')),
  unit_id uuid,
  kinds text[] not null check (cardinality(kinds) > 0),
  created_at timestamptz not null,
  read_at timestamptz,
  revoked_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, key_hash),
  foreign key (institution_id, person_id) references people,
  foreign key (institution_id, unit_id) references units,
  check ((what = 'unit') = (unit_id is not null))
);
create index calendar_feeds_person on calendar_feeds (institution_id, person_id);

alter table calendar_feeds enable row level security;
create policy own_institution on calendar_feeds using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert, update, delete on calendar_feeds to :app_role;
