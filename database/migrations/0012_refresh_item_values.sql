-- The values of items: one round trip locks a chain, computes it from the leaf up and saves it.

-- Locks one item's row, computes it from its own parts and its children's rows, and saves it. The own parts are taken from its
-- facts where `anew` asks, where a day has passed that they depend on, or where it has just become a leaf or a parent; else from
-- the row. Gives the parent where the parent's values can differ now. Children come first.
create function compute_item_value(inst uuid, item uuid, d progress_days, anew boolean) returns uuid language plpgsql as $$
declare
  heats constant text[] := array['green', 'yellow', 'orange', 'red'];
  old item_values;
  v item_values;
  c record;
  whole numeric;
begin
  select * into old from item_values x where x.institution_id = inst and x.item_id = item for update;
  if not found then return null; end if;
  select count(*)::integer as children, count(x.verified)::integer as verified_children, count(x.reported)::integer as reported_children, count(x.waiting)::integer as waiting_children,
      sum(x.weight) as total, sum(x.weight * x.verified) as verified, sum(x.weight * x.reported) as reported, sum(x.weight * x.waiting) as waiting,
      sum(x.weight * x.planned) as planned, sum(x.weight * x.coverage) as coverage,
      max(greatest(array_position(heats, x.light), array_position(heats, x.worst_below))) as worst, min(x.holds_until) as holds_until,
      array[percentile_disc(0.75) within group (order by nullif(x.steps[1], 0)), percentile_disc(0.75) within group (order by nullif(x.steps[2], 0)),
        percentile_disc(0.75) within group (order by nullif(x.steps[3], 0)), percentile_disc(0.75) within group (order by nullif(x.steps[4], 0)),
        percentile_disc(0.75) within group (order by nullif(x.steps[5], 0)), percentile_disc(0.75) within group (order by nullif(x.steps[6], 0)),
        percentile_disc(0.75) within group (order by nullif(x.steps[7], 0)), percentile_disc(0.75) within group (order by nullif(x.steps[8], 0))] as steps
    into c from item_values x where x.institution_id = inst and x.parent_id = item and x.active;
  if c.children > 0 and c.total is null then
    -- no weight given: all count the same
    select c.children as children, c.verified_children as verified_children, c.reported_children as reported_children, c.waiting_children as waiting_children,
        c.children::numeric as total, sum(x.verified) as verified, sum(x.reported) as reported, sum(x.waiting) as waiting,
        sum(x.planned) as planned, sum(x.coverage) as coverage, c.worst as worst, c.holds_until as holds_until, c.steps as steps
      into c from item_values x where x.institution_id = inst and x.parent_id = item and x.active;
  end if;
  v := old;
  if anew or old.computed_on is null or old.computed_on > d.day or old.own_holds_until <= d.day or (old.children = 0) <> (c.children = 0) or old.children = 0 then
    v := own_item_parts(inst, v, c.children > 0, d);
  end if;

  if c.children = 0 then
    v.verified := v.own_verified; v.reported := v.own_reported; v.waiting := v.own_waiting; v.planned := case when v.active then v.own_planned end;
    v.coverage := case when v.own_covered then 100 else 0 end;
    v.worst_below := null;
  else
    -- (1 - W/100) x mean + W/100 x own: one division, one rounding
    whole := 100 * c.total;
    v.verified := case when v.own_percent > 0 or c.verified_children > 0 then round(((100 - v.own_percent) * coalesce(c.verified, 0) + c.total * v.own_percent * v.own_verified) / whole, 2) end;
    v.reported := case when v.own_percent > 0 or c.reported_children > 0 then round(((100 - v.own_percent) * coalesce(c.reported, 0) + c.total * v.own_percent * v.own_reported) / whole, 2) end;
    v.waiting := case when v.own_percent > 0 or c.waiting_children > 0 then round(((100 - v.own_percent) * coalesce(c.waiting, 0) + c.total * v.own_percent * v.own_waiting) / whole, 2) end;
    v.planned := case when not v.active then null when v.planned_stands then v.own_planned
      else round(((100 - v.own_percent) * coalesce(c.planned, 0) + c.total * v.own_percent * v.own_planned) / whole, 2) end;
    v.coverage := round(((100 - v.own_percent) * coalesce(c.coverage, 0) + c.total * v.own_percent * case when v.own_covered then 100 else 0 end) / whole, 2);
    v.worst_below := heats[c.worst];
  end if;
  if v.override_value is not null then
    v.verified := v.override_value; v.reported := v.override_value; v.waiting := v.override_value;
  end if;
  v.children := c.children;
  v.reported_children := c.verified_children;
  v.light_why := case when v.settled is null then light_reasons(v, d) else v.own_why end;
  v.light := v.light_why -> 0 ->> 'light';
  -- the first day of the unbroken run of yellow, orange and red
  v.left_green_on := case when v.light in ('yellow', 'orange', 'red') then coalesce(case when old.light in ('yellow', 'orange', 'red') then old.left_green_on end, d.day) end;
  v.holds_until := least(v.own_holds_until, c.holds_until);
  -- the strip: by level the item's own step, else what more than a quarter of its branches have come to; greatest passes over what is missing
  v.steps := (array[greatest(c.steps[1], 0, case v.level when 1 then v.own_step end), greatest(c.steps[2], 0, case v.level when 2 then v.own_step end),
    greatest(c.steps[3], 0, case v.level when 3 then v.own_step end), greatest(c.steps[4], 0, case v.level when 4 then v.own_step end),
    greatest(c.steps[5], 0, case v.level when 5 then v.own_step end), greatest(c.steps[6], 0, case v.level when 6 then v.own_step end),
    greatest(c.steps[7], 0, case v.level when 7 then v.own_step end), greatest(c.steps[8], 0, case v.level when 8 then v.own_step end)])[1:d.levels];
  if v is not distinct from old then return case when anew then v.parent_id end; end if;
  v.computed_on := d.day;
  update item_values x set parent_id = v.parent_id, verified = v.verified, reported = v.reported, waiting = v.waiting, planned = v.planned, time_left = v.time_left,
      reported_children = v.reported_children, children = v.children, coverage = v.coverage, light = v.light, light_why = v.light_why, worst_below = v.worst_below,
      steps = v.steps, computed_on = v.computed_on, holds_until = v.holds_until, weight = v.weight, active = v.active, level = v.level, own_percent = v.own_percent,
      own_verified = v.own_verified, own_reported = v.own_reported, own_waiting = v.own_waiting, own_planned = v.own_planned, planned_stands = v.planned_stands,
      own_covered = v.own_covered, own_step = v.own_step, override_value = v.override_value, settled = v.settled, own_why = v.own_why, little_time_left = v.little_time_left, own_holds_until = v.own_holds_until, left_green_on = v.left_green_on
    where x.institution_id = inst and x.item_id = item;
  return v.parent_id;
end $$;

-- The node overdue longest among those overdue by so many calendar days, as a list of at most one reason.
create function overdue_node(inst uuid, item uuid, today date, light text, from_days integer, to_days integer) returns jsonb language sql stable as $$
  select coalesce((select jsonb_build_array(jsonb_build_object('rule', 'node_overdue', 'inputs', jsonb_build_object('nodeId', x.id, 'date', x.date), 'light', $4))
    from nodes x
    where x.institution_id = inst and x.item_id = item and x.state <> 'verified'
      and today - x.date >= from_days and today - x.date <= coalesce(to_days, today - x.date) and today > x.date
      and not exists (select 1 from node_claims y where y.institution_id = inst and y.node_id = x.id and y.verdict is null and y.claimed_on <= x.date)
    order by x.date, x.id limit 1), '[]')
$$;

-- many items ----------------------------------------------------------------------------------------------------------------

-- Locks the rows of these items and of all their ancestors, deepest level first, then by id, each in a statement of its own:
-- whoever waited then computes from what the other has committed. Gives the ids in that order.
create function lock_item_chain(inst uuid, ids uuid[]) returns uuid[] language plpgsql set search_path = public as $$
declare
  chain uuid[];
  wanted uuid[];
  one uuid;
begin
  loop
    select coalesce(array_agg(x.item_id order by x.depth desc, x.item_id), '{}') into wanted from item_values x
      where x.institution_id = inst and x.item_id in (select unnest(i.path) from items i where i.institution_id = inst and i.id = any (ids));
    -- a move that was committed while this waited brings other ancestors
    if chain @> wanted then return wanted; end if;
    foreach one in array wanted loop
      perform 1 from item_values x where x.institution_id = inst and x.item_id = one for update;
    end loop;
    chain := wanted;
  end loop;
end $$;

-- Computes these items anew and whatever of their ancestors follows from them, in one round trip: level by level from the
-- deepest, then by id, each row locked in a statement of its own just before it is computed. The parent is read from the locked
-- row, so that a move in between is followed. It works with the rights of the tables' owner, since row-level security would cost
-- more than the work itself; the institution is checked here instead.
create function refresh_item_values(inst uuid, ids uuid[], today date) returns void language plpgsql security definer
    set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  d progress_days;
  start_ids uuid[];
  depths smallint[];
  level_now smallint;
  current_ids uuid[];
  above uuid[] := '{}';
  parent uuid;
  one uuid;
  whole boolean;
begin
  if inst is distinct from current_institution() then raise exception 'another institution' using errcode = 'insufficient_privilege'; end if;
  select array_agg(x.item_id), array_agg(x.depth), max(x.depth), bool_or(exists (select 1 from item_values y where y.institution_id = inst and y.item_id = any (i.path) and y.planned_stands))
    into start_ids, depths, level_now, whole
    from item_values x join items i on i.institution_id = inst and i.id = x.item_id where x.institution_id = inst and x.item_id = any (ids);
  if start_ids is null then return; end if;
  d := progress_day(inst, today);
  -- a move that another act committed meanwhile may have made the way up longer
  while level_now > 0 or cardinality(above) > 0 loop
    if cardinality(start_ids) = 1 then
      current_ids := case when depths[1] = level_now then start_ids else above end;
    else
      current_ids := array(select u.id from unnest(start_ids, depths) as u (id, depth) where u.depth = level_now union select unnest(above) order by 1);
    end if;
    above := '{}';
    foreach one in array current_ids loop
      parent := compute_item_value(inst, one, d, one = any (ids) or whole);
      if parent is not null and parent <> all (above) then above := above || parent; end if;
    end loop;
    level_now := level_now - 1;
  end loop;
end $$;

-- Computes what the date has made untrue, deepest first, at most so many at a time; how many were done. 0: nothing is left.
create function refresh_expired_item_values(inst uuid, today date, most integer) returns integer language plpgsql set search_path = public as $$
declare
  expired uuid[];
begin
  perform prepare_progress_day(inst, today);
  select coalesce(array_agg(x.item_id), '{}') into expired from (
    select v.item_id from item_values v where v.institution_id = inst and v.holds_until <= today order by v.depth desc, v.item_id limit most) x;
  if cardinality(expired) > 0 then perform refresh_item_values(inst, expired, today); end if;
  return cardinality(expired);
end $$;

-- Computes a whole institution level by level from the deepest: after imports and loads.
create function refresh_all_item_values(inst uuid, today date) returns integer language plpgsql security definer
    set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  d progress_days;
  one uuid;
  done integer := 0;
begin
  if inst is distinct from current_institution() then raise exception 'another institution' using errcode = 'insufficient_privilege'; end if;
  perform prepare_progress_day(inst, today);
  d := progress_day(inst, today);
  for one in select x.item_id from item_values x where x.institution_id = inst order by x.depth desc, x.item_id loop
    perform compute_item_value(inst, one, d, true);
    done := done + 1;
  end loop;
  return done;
end $$;

-- Marks everything as no longer true: after changes of calendar, settings or levels.
create function expire_item_values(inst uuid, today date) returns void language sql volatile set search_path = public as $$
  update item_values x set holds_until = today, own_holds_until = today where x.institution_id = inst
$$;

-- children as they stood at a past moment
create index item_versions_parent on item_versions (institution_id, parent_id);
