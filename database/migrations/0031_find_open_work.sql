-- What the worker looks for across institutions: jobs that wait or whose worker died, and institutions whose midnight work is behind.
create index jobs_open on jobs (institution_id, created_at) where state in ('queued', 'running');

create function institutions_with_open_jobs() returns setof uuid language sql stable security definer set search_path = public as $$
  select distinct institution_id from jobs where state in ('queued', 'running')
$$;

create function institutions_behind(at timestamptz) returns setof uuid language sql stable security definer set search_path = public as $$
  select id from institutions where refreshed_to is null or refreshed_to < (at at time zone time_zone)::date order by id
$$;

-- The last moment that history speaks of, over all institutions: a product clock set before it is refused.
create function last_event_at() returns timestamptz language sql stable security definer set search_path = public as $$
  select max(last) from institutions i
  cross join lateral (select e.at as last from events e where e.institution_id = i.id order by e.at desc limit 1) e
$$;
