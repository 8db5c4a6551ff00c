-- Institutions, the people in them, and how they sign in. Every table starts with institution_id, so that the schema distributes by institution.

create extension if not exists pg_trgm;

create table institutions (
  id uuid primary key,
  name text not null check (name <> ''),
  name_en text,
  host text unique,
  template text not null check (template in ('A', 'B', 'custom')),
  time_zone text not null default 'Asia/Shanghai',
  holidays text not null default 'china' check (holidays in ('china', 'none')),
  -- the day whose midnight work is done: values and lights of that day are whole
  refreshed_to date,
  -- the day whose morning work is done: sheets, digests
  morning_to date,
  created_at timestamptz not null
);

create table settings (
  institution_id uuid not null references institutions on delete cascade,
  key text not null,
  effective_from date not null,
  value jsonb not null,
  primary key (institution_id, key, effective_from)
);

create table levels (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  rank smallint not null check (rank between 1 and 8),
  kind text not null check (kind in ('school', 'leader', 'department', 'college', 'professor', 'team', 'person')),
  name text not null,
  name_en text not null,
  version integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, rank) deferrable initially immediate
);

create table people (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  name text not null,
  name_en text,
  account text not null,
  email text,
  language text not null default 'zh-CN' check (language in ('zh-CN', 'en')),
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (institution_id, id)
);
create unique index people_account on people (institution_id, lower(account));
create index people_name on people (institution_id, name);

create table credentials (
  institution_id uuid not null,
  person_id uuid not null,
  password_hash text not null,
  must_change boolean not null default false,
  changed_at timestamptz not null,
  primary key (institution_id, person_id),
  foreign key (institution_id, person_id) references people on delete cascade
);

create table sessions (
  institution_id uuid not null,
  token_hash bytea not null,
  person_id uuid not null,
  csrf_token text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text,
  agent text,
  primary key (institution_id, token_hash),
  foreign key (institution_id, person_id) references people on delete cascade
);
create index sessions_person on sessions (institution_id, person_id);

create table api_tokens (
  institution_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  person_id uuid not null,
  name text not null,
  scopes text[] not null default '{}',
  created_at timestamptz not null,
  used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, token_hash),
  foreign key (institution_id, person_id) references people on delete cascade
);

create table sign_in_failures (
  institution_id uuid not null references institutions on delete cascade,
  account text not null,
  address text not null,
  at timestamptz not null,
  id bigint generated always as identity,
  primary key (institution_id, account, address, id)
);

create table units (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  code text not null,
  name text not null,
  name_en text,
  kind text not null check (kind in ('leadership', 'office', 'department', 'college', 'discipline', 'team')),
  parent_id uuid,
  leader_in_charge_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (institution_id, id),
  unique (institution_id, code),
  foreign key (institution_id, parent_id) references units,
  foreign key (institution_id, leader_in_charge_id) references people,
  check (parent_id <> id)
);
create index units_parent on units (institution_id, parent_id);
create unique index units_one_top on units (institution_id) where parent_id is null;

create table posts (
  institution_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  level smallint not null,
  title text not null,
  title_en text,
  head boolean not null default false,
  acting boolean not null default false,
  from_day date not null,
  -- the last day of the post
  to_day date,
  successor_id uuid,
  state text not null default 'confirmed' check (state in ('proposed', 'confirmed', 'refused')),
  proposed_by uuid,
  confirmed_by uuid,
  -- set by the midnight work once the open items of an ended post have found their next person
  handed_over_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, person_id) references people,
  foreign key (institution_id, unit_id) references units,
  foreign key (institution_id, successor_id) references people,
  check (to_day is null or to_day >= from_day)
);
create index posts_person on posts (institution_id, person_id);
create index posts_unit on posts (institution_id, unit_id);
-- one head and at most one acting head a unit at a time: checked by trigger, since spans must not overlap
create function refuse_second_head() returns trigger language plpgsql set search_path = public as $$
begin
  if new.head and new.state = 'confirmed' then
    -- serialise by unit, else two transactions could each see no head
    perform 1 from units where institution_id = new.institution_id and id = new.unit_id for no key update;
    if exists (
      select 1 from posts p
      where p.institution_id = new.institution_id and p.unit_id = new.unit_id and p.head and p.state = 'confirmed'
        and p.acting = new.acting and p.id <> new.id
        and p.from_day <= coalesce(new.to_day, 'infinity'::date) and coalesce(p.to_day, 'infinity'::date) >= new.from_day
    ) then
      raise exception 'second_head' using errcode = 'LD409';
    end if;
  end if;
  return new;
end $$;
create trigger posts_one_head before insert or update on posts for each row execute function refuse_second_head();

create table role_grants (
  institution_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('office', 'supervisor', 'auditor', 'administrator')),
  from_day date not null,
  to_day date,
  state text not null check (state in ('proposed', 'confirmed', 'refused')),
  granted_by uuid,
  confirmed_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, person_id) references people,
  check (to_day is null or to_day >= from_day)
);
create index role_grants_person on role_grants (institution_id, person_id);

create table sectors (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  code text not null,
  name text not null,
  name_en text,
  leader_id uuid,
  lead_unit_id uuid,
  version integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, code),
  foreign key (institution_id, leader_id) references people,
  foreign key (institution_id, lead_unit_id) references units
);

create table disciplines (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  code text not null,
  name text not null,
  name_en text,
  version integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, code)
);

create table discipline_professors (
  institution_id uuid not null,
  discipline_id uuid not null,
  person_id uuid not null,
  from_day date not null,
  to_day date,
  delegate_id uuid,
  position smallint not null default 0,
  primary key (institution_id, discipline_id, person_id, from_day),
  foreign key (institution_id, discipline_id) references disciplines on delete cascade,
  foreign key (institution_id, person_id) references people
);
create index discipline_professors_person on discipline_professors (institution_id, person_id);

-- a gatekeeper lets another decide for a span of days; one step only
create table delegations (
  institution_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  delegate_id uuid not null,
  from_day date not null,
  to_day date not null,
  reason text,
  revoked_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, person_id) references people,
  foreign key (institution_id, delegate_id) references people,
  check (delegate_id <> person_id),
  check (to_day >= from_day)
);
create index delegations_person on delegations (institution_id, person_id);
create index delegations_delegate on delegations (institution_id, delegate_id);

create table closed_days (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  day date not null,
  name text not null,
  name_en text,
  primary key (institution_id, id),
  unique (institution_id, day)
);

-- teaching weeks: shown beside dates, used by no rule
create table terms (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  name text not null,
  name_en text,
  first_monday date not null,
  weeks smallint not null check (weeks between 1 and 30),
  primary key (institution_id, id)
);

-- Working days as the rules count them, one row a year: base = working days before 1 January since the first stored year,
-- ordinals[d] = working days of the year before its d-th day, the last entry all of them. Written from the same pure calendar that the rules use.
create table calendar_years (
  institution_id uuid not null references institutions on delete cascade,
  year smallint not null,
  base integer not null,
  ordinals smallint[] not null,
  primary key (institution_id, year)
);
