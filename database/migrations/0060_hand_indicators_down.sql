-- Indicators handed down: each carries one of the item above, standing or in the draft of its decomposition. Superseded rows
-- are kept, so that figures can be read as of a day.

create function hold_indicator_below() returns trigger language plpgsql set search_path = public as $$
begin
  -- what counts is how the row stands at the end
  if not exists (select 1 from indicators n where n.institution_id = new.institution_id and n.id = new.id
      and n.parent_indicator_id = new.parent_indicator_id) then return null; end if;
  if not exists (
    select 1 from items i join items above on above.institution_id = i.institution_id and above.id = i.parent_id
    where i.institution_id = new.institution_id and i.id = new.item_id and (
      exists (select 1 from indicators n where n.institution_id = above.institution_id and n.item_id = above.id and n.id = new.parent_indicator_id)
      or exists (select 1 from decomposition_drafts d where d.institution_id = above.institution_id and d.item_id = above.id
        and d.body -> 'indicators' @> jsonb_build_array(jsonb_build_object('id', new.parent_indicator_id))))
  ) then
    raise exception 'indicator_not_above' using errcode = 'LD422', detail = new.name;
  end if;
  return null;
end $$;
-- when the transaction ends: the draft above and what carries it are written by one act, in whatever order
create constraint trigger indicators_hold_below after insert or update of parent_indicator_id on indicators
  deferrable initially deferred for each row when (new.parent_indicator_id is not null)
  execute function hold_indicator_below();

-- What is asked from above may change while the carrier drafts its own decomposition: the draft takes it over, else it would hold it to the past.
create function tell_draft_of_target() returns trigger language plpgsql set search_path = public as $$
begin
  update decomposition_drafts d set body = jsonb_set(d.body, '{indicators}', (
      select jsonb_agg(case when one ->> 'id' = new.id::text
        then one || jsonb_build_object('target', new.target, 'polarity', new.polarity, 'parentIndicatorId', new.parent_indicator_id) else one end order by at)
      from jsonb_array_elements(d.body -> 'indicators') with ordinality as x(one, at)))
    where d.institution_id = new.institution_id and d.item_id = new.item_id
      and d.body -> 'indicators' @> jsonb_build_array(jsonb_build_object('id', new.id));
  return null;
end $$;
create trigger indicators_tell_draft after update on indicators for each row
  when (new.parent_indicator_id is not null and (new.target, new.polarity, new.parent_indicator_id) is distinct from (old.target, old.polarity, old.parent_indicator_id))
  execute function tell_draft_of_target();

create table indicator_versions (like indicators including defaults, valid_to timestamptz not null, primary key (institution_id, id, changed_at));
create index indicator_versions_item on indicator_versions (institution_id, item_id, changed_at);
create index indicator_versions_parent on indicator_versions (institution_id, parent_indicator_id);

create function keep_indicator_version() returns trigger language plpgsql set search_path = public as $$
begin
  if tg_op = 'DELETE' then
    insert into indicator_versions select (old).*, product_now() on conflict do nothing;
    return old;
  end if;
  if new.changed_at > old.changed_at then
    insert into indicator_versions select (old).*, new.changed_at;
  end if;
  return new;
end $$;
create trigger indicators_keep_version before update or delete on indicators for each row execute function keep_indicator_version();

alter table indicator_versions enable row level security;
create policy own_institution on indicator_versions using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()));
grant select, insert, update, delete on indicator_versions to :app_role;
