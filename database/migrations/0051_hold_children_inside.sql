-- A parent cannot leave its children or nodes outside: the other side of the invariants that each child and node is held to.
-- Checked when the transaction ends, so that one act may move a whole subtree in any order.
create function hold_children_inside() returns trigger language plpgsql set search_path = public as $$
declare
  now_above items%rowtype;
  child items%rowtype;
begin
  -- what counts is how the row stands at the end, not how each statement left it
  select * into now_above from items where institution_id = new.institution_id and id = new.id;
  if not found or now_above.state = 'cancelled' then return null; end if;
  select * into child from items c where c.institution_id = new.institution_id and c.parent_id = new.id and c.state not in ('draft', 'cancelled')
    and (c.start < now_above.start or c.approved_due > now_above.approved_due or horizon_rank(c.horizon) > horizon_rank(now_above.horizon)
      or c.level < now_above.level or (c.level = now_above.level and c.lead_unit_id <> now_above.lead_unit_id)) limit 1;
  if found then
    raise exception '%', case when child.start < now_above.start or child.approved_due > now_above.approved_due then 'dates_outside_parent'
      when horizon_rank(child.horizon) > horizon_rank(now_above.horizon) then 'horizon_longer' else 'level_not_below' end
      using errcode = 'LD422', detail = coalesce(now_above.code, now_above.id::text);
  end if;
  if exists (select 1 from nodes n where n.institution_id = new.institution_id and n.item_id = new.id
      and (n.date < now_above.start or n.date > now_above.approved_due)) then
    raise exception 'node_outside_item' using errcode = 'LD422', detail = coalesce(now_above.code, now_above.id::text);
  end if;
  return null;
end $$;
create constraint trigger items_hold_children_inside after update of start, approved_due, level, horizon, lead_unit_id on items
  deferrable initially deferred for each row
  when (new.start > old.start or new.approved_due < old.approved_due or new.level > old.level or new.horizon <> old.horizon or new.lead_unit_id <> old.lead_unit_id)
  execute function hold_children_inside();
