-- Dependencies between items: no cycles, whichever path they come by. Support links (0002) carry no numbers and may form any graph.

create table item_dependencies (
  institution_id uuid not null,
  item_id uuid not null,
  depends_on_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (institution_id, item_id, depends_on_id),
  foreign key (institution_id, item_id) references items on delete cascade,
  foreign key (institution_id, depends_on_id) references items on delete cascade,
  check (item_id <> depends_on_id)
);
create index item_dependencies_reverse on item_dependencies (institution_id, depends_on_id);
create index item_support_links_reverse on item_support_links (institution_id, supports_id);

-- An item waits with everything above and below it, so a circle may close through the tree (dependency.rules says the same).
create function refuse_dependency_cycle() returns trigger language plpgsql set search_path = public as $$
begin
  -- two opposite links written at once would each miss the other
  perform pg_advisory_xact_lock(hashtext('dependencies ' || new.institution_id::text));
  if exists (
    select 1 from items a join items b on b.institution_id = a.institution_id and b.id = new.depends_on_id
    where a.institution_id = new.institution_id and a.id = new.item_id and (a.id = any (b.path) or b.id = any (a.path))
  ) then
    raise exception 'dependency_in_line' using errcode = 'LD422', detail = new.depends_on_id::text;
  end if;
  if exists (
    with recursive waits as materialized (
      select w.id as item_id, w.path, d.depends_on_id from item_dependencies d
      join items w on w.institution_id = d.institution_id and w.id = d.item_id where d.institution_id = new.institution_id
    ),
    onward as (
      select i.id, i.path from items i where i.institution_id = new.institution_id and i.id = new.depends_on_id
      union
      select t.id, t.path from onward o
        join waits w on w.item_id = any (o.path) or o.id = any (w.path)
        join items t on t.institution_id = new.institution_id and t.id = w.depends_on_id
    ) select 1 from onward o join items n on n.institution_id = new.institution_id and n.id = new.item_id
      where o.id = any (n.path) or n.id = any (o.path)
  ) then
    raise exception 'dependency_cycle' using errcode = 'LD422', detail = new.depends_on_id::text;
  end if;
  return new;
end $$;
create trigger item_dependencies_no_cycle before insert or update on item_dependencies for each row execute function refuse_dependency_cycle();

alter table item_dependencies enable row level security;
create policy own_institution on item_dependencies using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert, update, delete on item_dependencies to :app_role;
