-- Serial numbers of documents: gap-free by organ code, kind and year. The counter's row is locked by the transaction that issues, and by nothing else.

create table document_counters (
  institution_id uuid not null references institutions on delete cascade,
  organ_code text not null,
  kind text not null,
  year smallint not null,
  last integer not null,
  primary key (institution_id, organ_code, kind, year)
);

-- Every number ever given; a voided one stays.
create table document_numbers (
  institution_id uuid not null,
  organ_code text not null,
  kind text not null,
  year smallint not null,
  serial integer not null check (serial > 0),
  number text not null,
  object_id uuid not null,
  given_at timestamptz not null,
  voided_at timestamptz,
  primary key (institution_id, organ_code, kind, year, serial),
  foreign key (institution_id, organ_code, kind, year) references document_counters on delete cascade
);
create unique index document_numbers_object on document_numbers (institution_id, object_id);

do $$
declare
  t text;
begin
  foreach t in array array['document_counters', 'document_numbers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update on %I to :app_role', t);
  end loop;
end $$;
