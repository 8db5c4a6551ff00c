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

create function refuse_dependency_cycle() returns trigger language plpgsql set search_path = public as $$
begin
  -- two opposite links written at once would each miss the other
  perform pg_advisory_xact_lock(hashtext('dependencies ' || new.institution_id::text));
  if exists (
    with recursive onward as (
      select new.depends_on_id as id
      union
      select d.depends_on_id from item_dependencies d join onward o on d.item_id = o.id where d.institution_id = new.institution_id
    ) select 1 from onward where id = new.item_id
  ) then
    raise exception 'dependency_cycle' using errcode = 'LD422', detail = new.depends_on_id::text;
  end if;
  return new;
end $$;
create trigger item_dependencies_no_cycle before insert or update on item_dependencies for each row execute function refuse_dependency_cycle();

alter table item_dependencies enable row level security;
create policy own_institution on item_dependencies using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert, update, delete on item_dependencies to :app_role;
