-- A value set by hand: asked for by the responsible person with a reason and an end, in force once the superior has signed. What it covers goes on being
-- computed and stands again when it ends. One waits or is in force at a time; earlier ones stay on record.

create table item_overrides (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  item_id uuid not null,
  value numeric(5,2) not null check (value between 0 and 100),
  reason text not null,
  -- the last day on which it holds
  until date not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  signed_by uuid,
  signed_at timestamptz,
  -- the day of the signature
  from_day date,
  ended_by uuid,
  ended_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, item_id) references items on delete cascade,
  check ((signed_at is null) = (from_day is null) and (signed_at is null) = (signed_by is null))
);
create unique index item_overrides_open on item_overrides (institution_id, item_id) where ended_at is null;
create index item_overrides_item on item_overrides (institution_id, item_id, proposed_at);

alter table item_overrides enable row level security;
create policy own_institution on item_overrides using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert, update on item_overrides to :app_role;
