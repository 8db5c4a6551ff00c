-- Dependencies that were taken away, so that a drawing of a past day shows what then held.

create table past_dependencies (
  institution_id uuid not null,
  item_id uuid not null,
  depends_on_id uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz not null,
  primary key (institution_id, item_id, depends_on_id, created_at)
);
create index past_dependencies_reverse on past_dependencies (institution_id, depends_on_id);

create function keep_past_dependency() returns trigger language plpgsql set search_path = public as $$
begin
  insert into past_dependencies select (old).institution_id, (old).item_id, (old).depends_on_id, (old).created_at, product_now()
    on conflict do nothing;
  return old;
end $$;
create trigger item_dependencies_keep_past after delete on item_dependencies for each row execute function keep_past_dependency();

alter table past_dependencies enable row level security;
create policy own_institution on past_dependencies using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert on past_dependencies to :app_role;
