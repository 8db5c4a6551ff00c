-- What the worker looks for across institutions: jobs that wait or whose worker died, and institutions whose midnight work is behind.
create index jobs_open on jobs (institution_id, created_at) where state in ('queued', 'running');

create function institutions_with_open_jobs() returns setof uuid language sql stable security definer set search_path = public as $$
  select distinct institution_id from jobs where state in ('queued', 'running')
$$;

-- The moment at which a day's quiet hours end: work that reaches people is done then, not at midnight.
create function morning_of(inst uuid, day date, zone text) returns timestamptz language sql stable set search_path = public as $$
  select (day + coalesce((select (s.value ->> 'to')::time from settings s where s.institution_id = inst and s.key = 'quietHours'
    and s.effective_from <= day order by s.effective_from desc limit 1), time '08:00')) at time zone zone
$$;

create function institutions_behind(at timestamptz) returns setof uuid language sql stable security definer set search_path = public as $$
  select i.id from institutions i
  where i.refreshed_to is null or i.refreshed_to < (at at time zone i.time_zone)::date
    or (coalesce(i.morning_to, i.refreshed_to - 1) < i.refreshed_to and at >= morning_of(i.id, coalesce(i.morning_to + 1, i.refreshed_to), i.time_zone))
  order by i.id
$$;

-- The last moment that history speaks of, over all institutions: a product clock set before it is refused.
create function last_event_at() returns timestamptz language sql stable security definer set search_path = public as $$
  select max(last) from institutions i
  cross join lateral (select e.at as last from events e where e.institution_id = i.id order by e.at desc limit 1) e
$$;
