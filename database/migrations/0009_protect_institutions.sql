-- The second fence: row-level security by institution on every table, and the product's role owns nothing.
-- The few look-ups that must cross institutions are functions with the owner's rights, each as narrow as its name.

create function current_institution() returns uuid language sql stable parallel safe set search_path = public as $$
  select nullif(current_setting('liandong.institution_id', true), '')::uuid
$$;

do $$
declare
  t record;
begin
  for t in
    select c.table_name from information_schema.columns c
    join information_schema.tables x on x.table_schema = c.table_schema and x.table_name = c.table_name and x.table_type = 'BASE TABLE'
    where c.table_schema = 'public' and c.column_name = 'institution_id'
  loop
    execute format('alter table %I enable row level security', t.table_name);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t.table_name);
    execute format('grant select, insert, update, delete on %I to :app_role', t.table_name);
  end loop;
end $$;

alter table institutions enable row level security;
create policy own_institution on institutions using (id = (select current_institution())) with check (id = (select current_institution()));
grant select, insert, update on institutions to :app_role;
grant select, insert, update on system_marks to :app_role;
grant usage on all sequences in schema public to :app_role;

create function find_institution(wanted_host text) returns uuid language sql stable security definer set search_path = public as $$
  select id from institutions where host = wanted_host
  union all
  select id from institutions where not exists (select 1 from institutions where host = wanted_host)
    and (select count(*) from institutions) = 1
  limit 1
$$;
create function find_institution_by_name(wanted text) returns uuid language sql stable security definer set search_path = public as $$
  select id from institutions where lower(name) = lower(wanted) or lower(name_en) = lower(wanted) or id::text = lower(wanted) or host = lower(wanted)
  order by created_at limit 1
$$;
create function list_institution_ids() returns setof uuid language sql stable security definer set search_path = public as $$
  select id from institutions order by id
$$;
create function institutions_with_unsealed_events() returns setof uuid language sql stable security definer set search_path = public as $$
  with recursive next as (
    (select institution_id from unsealed_events order by institution_id limit 1)
    union all
    select (select u.institution_id from unsealed_events u where u.institution_id > next.institution_id order by u.institution_id limit 1)
    from next where next.institution_id is not null
  ) select institution_id from next where institution_id is not null
$$;
