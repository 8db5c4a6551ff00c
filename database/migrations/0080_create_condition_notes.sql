-- Conditions of a verdict that became no node: dated notes, to be verified before the item closes.

create table condition_notes (
  institution_id uuid not null references institutions on delete cascade,
  submission_id uuid not null,
  -- the condition's place in submissions.conditions
  n smallint not null,
  item_id uuid not null,
  title text not null,
  title_en text,
  date date not null,
  -- the gatekeeper of the step at which it was set
  set_by uuid not null,
  created_at timestamptz not null,
  verified_by uuid,
  verified_at timestamptz,
  note text,
  primary key (institution_id, submission_id, n),
  foreign key (institution_id, submission_id) references submissions on delete cascade,
  foreign key (institution_id, item_id) references items on delete cascade
);
create index condition_notes_item on condition_notes (institution_id, item_id);
create index condition_notes_open on condition_notes (institution_id, set_by, date) where verified_at is null;
alter table condition_notes enable row level security;
create policy own_institution on condition_notes
  using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert, update on condition_notes to :app_role;
