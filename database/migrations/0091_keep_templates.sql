-- Templates of work: milestones, indicators and parts with relative dates. The built-in one is code, not a row.

create table item_templates (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  name_en text,
  -- what it holds, by the schema of the contract
  body jsonb not null,
  -- the office's are everybody's; others are their maker's
  shared boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (institution_id, id)
);
create index item_templates_maker on item_templates (institution_id, created_by);

alter table item_templates enable row level security;
create policy own_institution on item_templates using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert, update, delete on item_templates to :app_role;
