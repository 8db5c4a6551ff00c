-- What a node needs before its day, and what was answered when it was asked for. Answers are added, never changed, so that any past day can be read.

create table node_needs (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  node_id uuid not null,
  item_id uuid not null,
  kind text not null check (kind in ('prerequisite', 'resource', 'approval')),
  -- empty: nobody named anything of this kind beforehand, and the kind itself was asked for
  text text not null default '',
  text_en text,
  position smallint not null default 0,
  created_by uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, item_id) references items on delete cascade
);
create index node_needs_item on node_needs (institution_id, item_id, node_id);

create table node_need_answers (
  institution_id uuid not null,
  need_id uuid not null,
  answered_at timestamptz not null,
  answer text not null check (answer in ('met', 'unmet', 'not_needed')),
  note text,
  answered_by uuid not null,
  primary key (institution_id, need_id, answered_at),
  foreign key (institution_id, need_id) references node_needs on delete cascade
);

-- nodes whose day comes near, and whoever answers for them
create index nodes_still_planned on nodes (institution_id, date, item_id) where state = 'planned';

do $$
declare
  t text;
begin
  foreach t in array array['node_needs', 'node_need_answers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update, delete on %I to :app_role', t);
  end loop;
end $$;
