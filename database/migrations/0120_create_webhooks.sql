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
  -- when the next try is due, and since when a job carries it: in the time of the world outside, in which its receivers live
  next_at timestamptz not null,
  queued_at timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, webhook_id, event_id),
  foreign key (institution_id, webhook_id) references webhooks on delete cascade
);
create index webhook_deliveries_latest on webhook_deliveries (institution_id, webhook_id, created_at, id);

create index webhook_deliveries_due on webhook_deliveries (institution_id, next_at) where state = 'waiting' and event_id is not null;

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

-- A job that carries a delivery for a quarter of an hour is lost: it is handed on again.
create function webhook_deliveries_due(inst uuid, now_is timestamptz) returns setof webhook_deliveries language sql stable set search_path = public as $$
  select d.* from webhook_deliveries d join webhooks w on w.institution_id = d.institution_id and w.id = d.webhook_id and w.state = 'active'
  where d.institution_id = inst and d.state = 'waiting' and d.event_id is not null and d.next_at <= now_is
    and (d.queued_at is null or d.queued_at < now_is - interval '15 minutes')
$$;
create function institutions_with_due_webhooks(now_is timestamptz) returns setof uuid language sql stable security definer set search_path = public as $$
  select distinct d.institution_id from webhook_deliveries d join webhooks w on w.institution_id = d.institution_id and w.id = d.webhook_id and w.state = 'active'
  where d.state = 'waiting' and d.event_id is not null and d.next_at <= now_is
    and (d.queued_at is null or d.queued_at < now_is - interval '15 minutes')
$$;
