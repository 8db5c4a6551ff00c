-- Next year's plan, drafted while this year's runs: one act makes many drafts, and each remembers what it came from.

create table plan_batches (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('carried', 'copied', 'template')),
  -- the year for which it was drafted
  year smallint not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (institution_id, id)
);
create index plan_batches_maker on plan_batches (institution_id, made_by, year, made_at);

-- one row for each item that such an act drafted; it stays when the draft is registered, and goes with a draft that is dropped
create table item_origins (
  institution_id uuid not null,
  item_id uuid not null,
  batch_id uuid not null,
  kind text not null check (kind in ('carried', 'copied', 'template')),
  -- the predecessor of what was carried over, the model of a copy
  from_item_id uuid,
  template_id uuid,
  primary key (institution_id, item_id),
  foreign key (institution_id, item_id) references items on delete cascade,
  foreign key (institution_id, batch_id) references plan_batches on delete cascade
);
create index item_origins_from on item_origins (institution_id, from_item_id, kind);
create index item_origins_batch on item_origins (institution_id, batch_id);

do $$
declare
  t text;
begin
  foreach t in array array['plan_batches', 'item_origins'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update, delete on %I to :app_role', t);
  end loop;
end $$;

-- a year's plan is what starts in it
create index items_start on items (institution_id, start);
