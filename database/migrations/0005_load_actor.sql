-- Who acts, in one look: person, posts, roles, what he heads, whose professor he is, on the institution's own day.

create function institution_day(inst uuid, at timestamptz) returns date language sql stable set search_path = public as $$
  select (at at time zone time_zone)::date from institutions where id = inst
$$;

create function units_below(inst uuid, tops uuid[]) returns setof uuid language sql stable set search_path = public as $$
  with recursive below as (
    select u.id from units u where u.institution_id = inst and u.id = any (tops)
    union
    select u.id from units u join below b on u.parent_id = b.id where u.institution_id = inst
  ) select id from below
$$;

create function load_actor(inst uuid, person uuid, today date) returns jsonb language sql stable set search_path = public as $$
  with held as (
    select p.id, p.unit_id, p.level, p.title, p.title_en, p.head, p.acting, u.name as unit_name, u.name_en as unit_name_en, u.parent_id
    from posts p join units u on u.institution_id = p.institution_id and u.id = p.unit_id
    where p.institution_id = inst and p.person_id = person and p.state = 'confirmed'
      and p.from_day <= today and (p.to_day is null or p.to_day >= today)
  )
  select jsonb_build_object(
    'institutionId', inst, 'personId', x.id, 'name', x.name, 'nameEn', x.name_en, 'account', x.account, 'email', x.email, 'language', x.language,
    'today', today,
    'posts', coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'unitId', h.unit_id, 'unitName', h.unit_name, 'unitNameEn', h.unit_name_en,
      'level', h.level, 'title', h.title, 'titleEn', h.title_en, 'head', h.head, 'acting', h.acting) order by h.level, h.id) from held h), '[]'),
    'roles', coalesce((select jsonb_agg(distinct g.role order by g.role) from role_grants g where g.institution_id = inst and g.person_id = person
      and g.state = 'confirmed' and g.from_day <= today and (g.to_day is null or g.to_day >= today)), '[]'),
    'headedUnitIds', coalesce((select jsonb_agg(b) from units_below(inst, (select array_agg(h.unit_id) from held h where h.head)) b), '[]'),
    'leadsFirstLevel', exists (select 1 from held h where (h.head and h.parent_id is null)
      or h.level in (select l.rank from levels l where l.institution_id = inst and l.kind = 'school')),
    'professorOf', coalesce((select jsonb_agg(distinct d.discipline_id) from discipline_professors d where d.institution_id = inst and d.person_id = person
      and d.from_day <= today and (d.to_day is null or d.to_day >= today)), '[]')
  ) from people x where x.institution_id = inst and x.id = person and x.active
$$;
