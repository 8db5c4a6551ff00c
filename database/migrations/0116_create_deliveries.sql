-- What leaves the house: one row an e-mail. The row is the truth about it; the queue only carries it out.

create table deliveries (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  channel text not null check (channel in ('email')),
  notification_id uuid not null,
  person_id uuid not null,
  kind text not null,
  -- waiting: for its time; queued: handed to the queue; failed: given up, for somebody to look at; dropped: nobody left to write to
  state text not null check (state in ('waiting', 'queued', 'sent', 'failed', 'dropped')),
  not_before timestamptz not null,
  -- the job that carries it out now; an older one finds itself superseded
  job_id uuid,
  attempts integer not null default 0,
  failure text,
  created_at timestamptz not null,
  tried_at timestamptz,
  sent_at timestamptz,
  version integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, notification_id, channel),
  foreign key (institution_id, notification_id) references notifications on delete cascade,
  foreign key (institution_id, person_id) references people
);
create index deliveries_waiting on deliveries (institution_id, not_before) where state = 'waiting';
create index deliveries_queued on deliveries (institution_id, job_id) where state = 'queued';
create index deliveries_log on deliveries (institution_id, created_at desc, id desc);

alter table deliveries enable row level security;
create policy own_institution on deliveries
  using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert, update, delete on deliveries to :app_role;

create function institutions_with_due_deliveries(now_is timestamptz) returns setof uuid language sql stable security definer set search_path = public as $$
  select distinct institution_id from deliveries where state = 'waiting' and not_before <= now_is
$$;
create function institutions_with_queued_deliveries() returns setof uuid language sql stable security definer set search_path = public as $$
  select distinct institution_id from deliveries where state = 'queued'
$$;
-- For the operator's gauges: counts over all institutions, without a word of any.
create function count_deliveries(now_is timestamptz) returns table (waiting bigint, failed bigint, oldest_seconds double precision)
language sql stable security definer set search_path = public as $$
  select count(*) filter (where state in ('waiting', 'queued') and not_before <= now_is),
    count(*) filter (where state = 'failed'),
    coalesce(extract(epoch from now_is - min(not_before) filter (where state in ('waiting', 'queued') and not_before <= now_is)), 0)
  from deliveries where state in ('waiting', 'queued', 'failed')
$$;
create index deliveries_open on deliveries (institution_id, state, not_before) where state in ('waiting', 'queued', 'failed');
