-- What is put before a gate, who decides in which order, the reports and the evidence.

create table cycles (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('week', 'month', 'quarter')),
  from_day date not null,
  to_day date not null,
  -- the day whose end freezes it: follows from the calendar while the cycle was never reopened
  freeze_on date not null,
  state text not null default 'open' check (state in ('open', 'frozen', 'reviewed', 'closed')),
  -- how often it has been frozen; each time leaves a picture of its own
  freezings smallint not null default 0,
  -- the latest reopening
  reopened_at timestamptz,
  reopened_by uuid,
  reopen_reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  -- who did what was done last, null for the schedule
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (institution_id, id),
  unique (institution_id, kind, from_day)
);

create table submissions (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  kind text not null,
  item_id uuid,
  state text not null check (state in ('pending', 'passed', 'passed_with_conditions', 'returned', 'withdrawn', 'superseded')),
  snapshot jsonb not null,
  reason text,
  submitted_by uuid not null,
  on_behalf_of uuid,
  -- the responsible person of that moment: a doer for ever
  responsible_person_id uuid,
  submitted_at timestamptz not null,
  submitted_on date not null,
  -- decided, withdrawn or superseded
  ended_at timestamptz,
  -- set when nobody independent was left to decide
  no_independent_gate boolean not null default false,
  conditions jsonb not null default '[]',
  version integer not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, item_id) references items on delete cascade,
  foreign key (institution_id, submitted_by) references people
);
create index submissions_item on submissions (institution_id, item_id, submitted_at);
create index submissions_pending on submissions (institution_id, item_id, kind) where state = 'pending';

-- the snapshot is what was put before the gate: it never changes
create function hold_snapshot() returns trigger language plpgsql set search_path = public as $$
begin
  if new.snapshot is distinct from old.snapshot or new.kind <> old.kind or new.submitted_at <> old.submitted_at or new.submitted_by <> old.submitted_by then
    raise exception 'snapshot_immutable' using errcode = 'LD409', detail = old.id::text;
  end if;
  return new;
end $$;
create trigger submissions_hold_snapshot before update on submissions for each row execute function hold_snapshot();

-- The route: steps in order; the open one is the first without a verdict that has not expired.
create table gate_steps (
  institution_id uuid not null,
  submission_id uuid not null,
  position smallint not null,
  -- null while everybody who could decide is a doer
  person_id uuid,
  kind text not null check (kind in ('look', 'professor', 'next_above', 'college_head', 'supervisor', 'leader', 'office')),
  opened_on date,
  due date,
  verdict text check (verdict in ('passed', 'passed_with_conditions', 'returned')),
  -- the delegate who decided in the person's place
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  light text check (light in ('green', 'yellow', 'orange', 'red')),
  -- the limit passed: this person lost the step, the next row goes on
  expired boolean not null default false,
  expired_on date,
  -- the person gave the step up, for the reason in `reason`: also `expired`, since the next row goes on, but no limit passed
  recused_at timestamptz,
  primary key (institution_id, submission_id, position),
  foreign key (institution_id, submission_id) references submissions on delete cascade,
  foreign key (institution_id, person_id) references people
);
create index gate_steps_person on gate_steps (institution_id, person_id, verdict);
create index gate_steps_open on gate_steps (institution_id, due) where verdict is null and not expired;

create table reports (
  institution_id uuid not null,
  -- the submission's id
  id uuid not null,
  item_id uuid not null,
  cycle_id uuid not null,
  period_kind text not null,
  period_from date not null,
  period_to date not null,
  percentage numeric(5,2) check (percentage between 0 and 100),
  self_rated_light text not null check (self_rated_light in ('green', 'yellow', 'orange', 'red')),
  done text not null default '',
  problem text,
  help text,
  next text not null default '',
  major_risk boolean,
  cause text,
  countermeasure text,
  corrects uuid,
  -- after the deadline of the item's level
  late boolean not null,
  -- how often its cycle had been frozen when it was sent: tells before from after even within one instant
  freezing smallint not null default 0,
  created_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, id) references submissions on delete cascade,
  foreign key (institution_id, item_id) references items on delete cascade,
  foreign key (institution_id, cycle_id) references cycles
);
create index reports_item on reports (institution_id, item_id, period_to, created_at);
create index reports_cycle on reports (institution_id, cycle_id, item_id);

-- nodes that a report or a node submission claims; verdict null while pending
create table node_claims (
  institution_id uuid not null,
  submission_id uuid not null,
  node_id uuid not null,
  item_id uuid not null,
  claimed_on date not null,
  claimed_at timestamptz not null,
  verdict text check (verdict in ('verified', 'returned', 'dropped')),
  decided_at timestamptz,
  primary key (institution_id, submission_id, node_id),
  foreign key (institution_id, submission_id) references submissions on delete cascade,
  foreign key (institution_id, node_id) references nodes on delete cascade
);
create index node_claims_item on node_claims (institution_id, item_id);
create index node_claims_node on node_claims (institution_id, node_id);

create table evidence (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('file', 'link', 'record')),
  sha256 text,
  name text not null,
  media_type text,
  size bigint,
  url text,
  record jsonb,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  verified_by uuid,
  verified_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, uploaded_by) references people
);
create index evidence_uploader on evidence (institution_id, uploaded_by);

create table evidence_links (
  institution_id uuid not null,
  evidence_id uuid not null,
  item_id uuid not null,
  submission_id uuid not null,
  node_id uuid,
  primary key (institution_id, submission_id, evidence_id),
  foreign key (institution_id, evidence_id) references evidence,
  foreign key (institution_id, item_id) references items on delete cascade
);
create index evidence_links_item on evidence_links (institution_id, item_id);
create index evidence_links_evidence on evidence_links (institution_id, evidence_id);

create table guidance (
  institution_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  submission_id uuid,
  author_id uuid not null,
  text text not null,
  created_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, item_id) references items on delete cascade
);
create index guidance_item on guidance (institution_id, item_id, created_at);
