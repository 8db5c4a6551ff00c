-- Negotiation: what a superior proposes and what the proposed person would rather carry, in rounds that stay on record.

create table negotiations (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  item_id uuid not null,
  -- open: the other side's answer is awaited; deciding: the limit or the rounds are over and only the superior is left
  state text not null check (state in ('open', 'deciding', 'agreed', 'decided')),
  waits_for text check (waits_for in ('receiver', 'superior')),
  -- the person proposed as responsible when it was opened
  receiver_id uuid not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  opened_on date not null,
  note text,
  -- the terms as they stood when it was opened
  proposed jsonb not null,
  -- last day of the answer that is awaited
  reply_by date,
  limit_passed_on date,
  settled_by uuid,
  settled_side text check (settled_side in ('receiver', 'superior')),
  settled_at timestamptz,
  settled_on date,
  settle_reason text,
  -- the superior went on after a limit that nobody answered
  silent boolean not null default false,
  -- the terms that hold now
  outcome jsonb,
  -- after registration: the requests by which the outcome comes before the gate
  request_ids uuid[] not null default '{}',
  primary key (institution_id, id),
  foreign key (institution_id, item_id) references items on delete cascade,
  check ((state in ('agreed', 'decided')) = (settled_at is not null)),
  check ((state in ('agreed', 'decided')) = (waits_for is null))
);
create unique index negotiations_one_at_a_time on negotiations (institution_id, item_id) where state in ('open', 'deciding');
create index negotiations_item on negotiations (institution_id, item_id, opened_at);
create index negotiations_receiver on negotiations (institution_id, receiver_id);
create index negotiations_unsettled on negotiations (institution_id, reply_by) where state in ('open', 'deciding');

create table negotiation_rounds (
  institution_id uuid not null,
  item_id uuid not null,
  -- counted along the item, over all its negotiations
  n smallint not null,
  negotiation_id uuid not null,
  by_id uuid not null,
  side text not null check (side in ('receiver', 'superior')),
  proposal jsonb not null,
  reason text,
  at timestamptz not null,
  reply_by date not null,
  primary key (institution_id, item_id, n),
  foreign key (institution_id, negotiation_id) references negotiations on delete cascade
);
create index negotiation_rounds_negotiation on negotiation_rounds (institution_id, negotiation_id, n);

do $$
declare
  t text;
begin
  foreach t in array array['negotiations', 'negotiation_rounds'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update, delete on %I to :app_role', t);
  end loop;
end $$;
