-- Webhooks: addresses outside that learn of acts by ids, kind, code, light and link; what was sent to them, and how each attempt went.

create table webhooks (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  format text not null check (format in ('cloudevents', 'wecom', 'dingtalk', 'feishu')),
  -- sealed with the installation's secret: the address of a robot is itself a key
  url_sealed bytea not null,
  -- the address without what opens it
  url_shown text not null,
  -- what signs; null for robots that do not sign
  secret_sealed bytea,
  -- acts (sheet.issued) or whole families of acts (sheet)
  kinds text[] not null check (cardinality(kinds) > 0),
  language text not null default 'zh-CN' check (language in ('zh-CN', 'en')),
  -- stopped: by the product, after failing for long
  state text not null default 'active' check (state in ('active', 'paused', 'stopped')),
  failing_since timestamptz,
  delivered_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, created_by) references people
);

-- one line an event and webhook; the body is what is sent, without texts
create table webhook_deliveries (
  institution_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  -- null: a trial asked for by an administrator
  event_id uuid,
  act text not null,
  body jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  attempts integer not null default 0,
  -- how many attempts since it was last asked for
  tries integer not null default 0,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, webhook_id, event_id),
  foreign key (institution_id, webhook_id) references webhooks on delete cascade
);
create index webhook_deliveries_latest on webhook_deliveries (institution_id, webhook_id, created_at, id);

create table webhook_attempts (
  institution_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  at timestamptz not null,
  status integer,
  milliseconds integer not null,
  -- a word of the product's own; what came back is not kept
  error text,
  -- the number by which a robot says why
  answer_code integer,
  primary key (institution_id, delivery_id, number),
  foreign key (institution_id, delivery_id) references webhook_deliveries on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['webhooks', 'webhook_deliveries', 'webhook_attempts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update, delete on %I to :app_role', t);
  end loop;
end $$;
