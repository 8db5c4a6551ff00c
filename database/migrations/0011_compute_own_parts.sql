-- What an item brings to its own values: its progress, its plan, its reasons for a light. One row, computed where the facts are.

-- working days in [from_day, to_day) that ended suspensions took out of an item's time
create function suspended_days(inst uuid, item uuid, from_day date, to_day date) returns integer language sql stable as $$
  select coalesce(sum(greatest(0, working_days_before(inst, least(s.to_day, $4)) - working_days_before(inst, greatest(s.from_day, $3)))), 0)::integer
  from item_suspensions s where s.institution_id = inst and s.item_id = item and s.to_day is not null
    and s.from_day < $4 and s.to_day > $3
$$;

-- whether an item's horizon and openness ask for reports
create function owes_reports(horizon text, placeholder boolean) returns boolean language sql immutable parallel safe as $$
  select horizon in ('annual', 'task') and not placeholder
$$;

-- T: working days in [start, due] that count, at least 1
create function total_days(inst uuid, item uuid, start date, due date) returns integer language sql stable as $$
  select greatest(1, working_days_before(inst, due + 1) - working_days_before(inst, start) - suspended_days(inst, item, start, due + 1))
$$;

-- working days in [start, day) that count; all of T once the due has passed
create function elapsed_days(inst uuid, item uuid, start date, due date, day date, total integer) returns integer language sql stable as $$
  select case when day > due then total when day <= start then 0
    else least(total, greatest(0, working_days_before(inst, day) - working_days_before(inst, start) - suspended_days(inst, item, start, day))) end
$$;

-- P of any item on a day by walking down its tree: only below suspended items, whose time stands still
create function planned_on(inst uuid, item uuid, today date) returns numeric language plpgsql stable as $$
declare
  i record;
  c record;
  at date := today;
  n record;
  d progress_days;
  until date;
  total integer;
begin
  select x.id, x.state, x.level, x.horizon, x.placeholder, x.start, x.approved_due, coalesce(x.frequency, 'month') as frequency, x.own_nodes_weight
    into i from items x where x.institution_id = inst and x.id = item;
  if i.state = 'suspended' then
    select coalesce(min(least(today, s.from_day)), today) into at from item_suspensions s
      where s.institution_id = inst and s.item_id = item and s.to_day is null;
  end if;
  select count(*) as nodes, coalesce(bool_or(x.weight > 0), false) as weighs, round(least(coalesce(sum(x.weight) filter (where x.date < at), 0), 100), 2) as planned
    into n from nodes x where x.institution_id = inst and x.item_id = item;
  select count(*) as children, coalesce(sum(w.weight), 0) as total, coalesce(sum(w.weight * w.planned), 0) as sum, coalesce(sum(w.planned), 0) as plain into c
    from (select coalesce(x.weight, 0) as weight, planned_on(inst, x.id, at) as planned from items x
          where x.institution_id = inst and x.parent_id = item and x.state not in ('draft', 'cancelled')) w;
  if c.children > 0 then
    if c.total = 0 then c.total := c.children; c.sum := c.plain; end if;
    return blend_values(c.sum, c.total, case when n.weighs then coalesce(i.own_nodes_weight, 0) else 0 end, n.planned);
  end if;
  if n.weighs then return n.planned; end if;
  if is_past_due(inst, item, i.approved_due, at) then return 100; end if;
  if owes_reports(i.horizon, i.placeholder) then
    select levels into d.levels from progress_day(inst, today);
    until := passed_period(inst, i.frequency, i.level, d.levels, at);
  else
    until := period_start('quarter', at) - 1;
  end if;
  total := total_days(inst, item, i.start, i.approved_due);
  return round(100.0 * elapsed_days(inst, item, i.start, i.approved_due, until + 1, total) / total, 2);
end $$;

-- (1 - W/100) x mean + W/100 x own: one division, one rounding
create function blend_values(sum numeric, total numeric, own_percent numeric, own numeric) returns numeric language sql immutable parallel safe as $$
  select round((sum * (100 - own_percent) + total * own_percent * own) / (total * 100), 2)
$$;

-- past its approved due, unless a close-out was sent in time and waits
create function is_past_due(inst uuid, item uuid, due date, today date) returns boolean language sql stable as $$
  select today > due and not exists (select 1 from submissions s where s.institution_id = inst and s.item_id = item
    and s.kind = 'close_out' and s.state = 'pending' and s.submitted_on <= due)
$$;

-- the day, where it is still to come
create function if_later(day date, today date) returns date language sql immutable parallel safe as $$
  select case when day > today then day end
$$;

-- The parts of an item that follow from its own facts, in its row.
create function own_item_parts(inst uuid, v item_values, has_children boolean, d progress_days) returns item_values language plpgsql as $$
declare
  kinds constant text[] := array['week', 'month', 'quarter'];
  today constant date := d.day;
  at date := today;
  i record;
  r record;
  o record;
  nodes_weigh boolean := false;
  next_node date;
  next_yellow date;
  next_orange date;
  next_red date;
  nodes_overdue boolean := false;
  kind_at integer;
  slot integer;
  until date;
  total integer;
  start_before integer;
  elapsed integer;
  missing integer;
  past_due boolean;
  owes boolean;
  finished boolean;
  due_why jsonb := '[]';
  red_why jsonb := '[]';
  orange_why jsonb := '[]';
  yellow_why jsonb := '[]';
  hold date;
  notice date;
begin
  select x.parent_id, x.state, x.level, x.weight, coalesce(x.own_nodes_weight, 0) as own_weight, x.start, x.finished_on, coalesce(x.frequency, 'month') as frequency,
      x.approved_due as due, case when x.excused then coalesce(x.excused_due, x.approved_due) else coalesce(x.original_due, x.approved_due) end as judged_due,
      x.accept_by, x.major_risk, x.ever_late, x.horizon in ('annual', 'task') and not x.placeholder as owes,
      x.state in ('in_progress', 'suspended', 'closed', 'archived') and x.accepted_by is not distinct from x.responsible_person_id as accepted,
      exists (select 1 from nodes y where y.institution_id = inst and y.item_id = v.item_id) as has_nodes,
      (select min(y.since) from red_spells y where y.institution_id = inst and y.item_id = v.item_id and y.left_on is null and y.recorded_at is null) as red_since,
      (select min(y.from_day) from item_suspensions y where y.institution_id = inst and y.item_id = v.item_id and y.to_day is null) as asleep_since,
      exists (select 1 from item_suspensions y where y.institution_id = inst and y.item_id = v.item_id and y.to_day is not null) as rested
    into i from items x where x.institution_id = inst and x.id = v.item_id;
  v.parent_id := i.parent_id;
  v.weight := i.weight;
  v.level := i.level;
  v.active := i.state not in ('draft', 'cancelled');
  finished := i.state in ('closed', 'archived');
  owes := i.owes;
  if i.state = 'suspended' then at := least(today, coalesce(i.asleep_since, today)); end if;
  kind_at := array_position(kinds, i.frequency);
  slot := (kind_at - 1) * 8 + i.level;

  if i.has_nodes then
    select coalesce(bool_or(x.weight > 0), false),
        round(least(coalesce(sum(x.weight) filter (where x.state = 'verified'), 0), 100), 2),
        round(least(coalesce(sum(x.weight) filter (where x.state = 'verified' or y.claim is not null), 0), 100), 2),
        round(least(coalesce(sum(x.weight) filter (where x.state = 'verified' or y.claim <= x.date), 0), 100), 2),
        round(least(coalesce(sum(x.weight) filter (where x.date < at), 0), 100), 2),
        min(x.date) filter (where x.date >= today),
        min(x.date) filter (where x.state <> 'verified' and x.date >= today),
        min(x.date) filter (where x.state <> 'verified' and x.date + d.node_days_yellow >= today),
        min(x.date) filter (where x.state <> 'verified' and x.date + d.node_days_orange >= today),
        coalesce(bool_or(x.state <> 'verified' and x.date < today and (y.claim is null or y.claim > x.date)), false)
      into nodes_weigh, v.own_verified, v.own_reported, v.own_waiting, v.own_planned, next_node, next_yellow, next_orange, next_red, nodes_overdue
      from nodes x
      left join lateral (select min(z.claimed_on) as claim from node_claims z
        where z.institution_id = inst and z.node_id = x.id and z.verdict is null and x.state <> 'verified') y on true
      where x.institution_id = inst and x.item_id = v.item_id;
  end if;
  -- what follows from nodes that weigh stands; a verdict's conditions alone measure nothing
  if nodes_weigh then null;
  elsif has_children then
    v.own_verified := 0; v.own_reported := 0; v.own_waiting := 0; v.own_planned := 0;
  elsif finished then
    v.own_verified := 100; v.own_reported := 100; v.own_waiting := 100;
  else
    -- latest cycle, then latest submission
    select (select x.percentage from reports x join submissions s on s.institution_id = x.institution_id and s.id = x.id
          where x.institution_id = inst and x.item_id = v.item_id and x.percentage is not null and s.state in ('passed', 'passed_with_conditions')
          order by x.period_to desc, x.created_at desc, x.id desc limit 1),
        (select x.percentage from reports x join submissions s on s.institution_id = x.institution_id and s.id = x.id
          where x.institution_id = inst and x.item_id = v.item_id and x.percentage is not null and s.state in ('passed', 'passed_with_conditions', 'pending')
          order by x.period_to desc, x.created_at desc, x.id desc limit 1)
      into v.own_verified, v.own_reported;
    v.own_waiting := v.own_reported;
  end if;
  v.own_percent := case when nodes_weigh then i.own_weight else 0 end;
  v.own_covered := i.accepted and (has_children or i.level >= d.carry_to_rank);

  -- set by hand: from the day of the signature up to and with its last
  select y.value, y.from_day, y.until into o from item_overrides y
    where y.institution_id = inst and y.item_id = v.item_id and y.signed_at is not null and y.ended_at is null;
  v.override_value := case when v.active and not finished and today between o.from_day and o.until then o.value end;

  -- working time
  start_before := working_days_before(inst, i.start);
  total := working_days_before(inst, i.due + 1) - start_before;
  if i.rested then total := total - suspended_days(inst, v.item_id, i.start, i.due + 1); end if;
  total := greatest(1, total);
  if at > i.due then elapsed := total;
  elsif at <= i.start then elapsed := 0;
  else
    elapsed := case when at = today then d.elapsed else working_days_before(inst, at) end - start_before;
    if i.rested then elapsed := elapsed - suspended_days(inst, v.item_id, i.start, at); end if;
    elapsed := least(total, greatest(0, elapsed));
  end if;
  v.time_left := round((total - elapsed)::numeric / total, 6);
  v.little_time_left := (total - elapsed) * 100 <= total * d.time_left_orange;
  past_due := at > i.due and not exists (select 1 from submissions s where s.institution_id = inst and s.item_id = v.item_id
    and s.kind = 'close_out' and s.state = 'pending' and s.submitted_on <= i.due);

  -- planned progress of a leaf without nodes, or of a suspended parent
  v.planned_stands := has_children and i.state = 'suspended';
  if v.planned_stands then v.own_planned := planned_on(inst, v.item_id, today);
  elsif not has_children and not nodes_weigh then
    if not v.active then v.own_planned := null;
    elsif past_due then v.own_planned := 100;
    else
      if at <> today then
        until := case when owes then passed_period(inst, i.frequency, i.level, d.levels, at) else period_start('quarter', at) - 1 end;
      else
        until := case when owes then d.passed_to[slot] else d.quarter_ended end;
      end if;
      if until >= i.due then missing := total;
      elsif until < i.start then missing := 0;
      else
        missing := working_days_before(inst, until + 1) - start_before;
        if i.rested then missing := missing - suspended_days(inst, v.item_id, i.start, until + 1); end if;
        missing := least(total, greatest(0, missing));
      end if;
      v.own_planned := round(100.0 * missing / total, 2);
    end if;
  end if;

  -- the report owed last, and the one still open
  if i.state = 'in_progress' and owes then
    select d.passed_to[slot] >= i.start as owed,
        coalesce(bool_or(s.state in ('passed', 'passed_with_conditions')) filter (where x.period_to = d.passed_to[slot]), false)
          or coalesce((array_agg(s.state order by x.created_at desc, x.id desc) filter (where x.period_to = d.passed_to[slot]))[1] in ('pending', 'superseded'), false) as reported,
        coalesce(bool_or(s.submitted_on <= d.deadline[slot] and s.state not in ('returned', 'withdrawn')) filter (where x.period_to = d.passed_to[slot]), false) as in_time,
        coalesce(bool_or(s.state in ('passed', 'passed_with_conditions')) filter (where x.period_to = d.ended_to[kind_at]), false)
          or coalesce((array_agg(s.state order by x.created_at desc, x.id desc) filter (where x.period_to = d.ended_to[kind_at]))[1] in ('pending', 'superseded'), false) as open_reported
      into r from reports x join submissions s on s.institution_id = x.institution_id and s.id = x.id
      where x.institution_id = inst and x.item_id = v.item_id and x.period_to in (d.passed_to[slot], d.ended_to[kind_at]) and x.period_kind = i.frequency;
  end if;

  -- the limit of a yellow notice that still waits for its first answer
  select min(y.answer_by) into notice from sheets y where y.institution_id = inst and y.item_id = v.item_id and y.colour = 'yellow' and y.answer_by is not null;

  -- reasons that do not look at progress
  v.settled := null;
  v.own_why := null;
  if finished then
    v.settled := case when i.ever_late or coalesce(i.finished_on > i.judged_due, false) then 'teal' else 'blue' end;
    v.own_why := jsonb_build_array(jsonb_build_object('rule', case v.settled when 'teal' then 'closed_late' else 'closed_in_time' end,
      'inputs', jsonb_build_object('finishedOn', i.finished_on, 'due', i.judged_due), 'light', v.settled));
  elsif i.state in ('draft', 'suspended', 'cancelled') then
    v.settled := 'grey';
    v.own_why := jsonb_build_array(jsonb_build_object('rule', i.state, 'inputs', jsonb_build_object(), 'light', 'grey'));
  elsif today < i.start and (i.state <> 'assigned' or i.accept_by is null or today <= i.accept_by) then
    v.settled := 'grey';
    v.own_why := jsonb_build_array(jsonb_build_object('rule', 'before_start', 'inputs', jsonb_build_object('start', i.start), 'light', 'grey'));
  else
    if past_due then due_why := jsonb_build_array(jsonb_build_object('rule', 'due_passed', 'inputs', jsonb_build_object('due', i.due), 'light', 'red')); end if;
    if nodes_overdue then
      red_why := overdue_node(inst, v.item_id, today, 'red', d.node_days_orange + 1, null);
      orange_why := overdue_node(inst, v.item_id, today, 'orange', d.node_days_yellow + 1, d.node_days_orange);
    end if;
    if notice < today then orange_why := orange_why || jsonb_build_object('rule', 'notice_unanswered', 'inputs', jsonb_build_object('replyBy', notice), 'light', 'orange'); end if;
    if i.major_risk then red_why := red_why || jsonb_build_object('rule', 'major_risk', 'inputs', jsonb_build_object(), 'light', 'red'); end if;
    if i.red_since <= today then red_why := red_why || jsonb_build_object('rule', 'cause_missing', 'inputs', jsonb_build_object('since', i.red_since), 'light', 'red'); end if;
    if i.state = 'in_progress' and owes and (total - elapsed) * 100 <= total * d.time_left_yellow then
      if r.owed and not r.reported then
        yellow_why := jsonb_build_array(jsonb_build_object('rule', 'report_missed', 'inputs', jsonb_build_object('kind', i.frequency,
          'from', period_start(i.frequency, d.passed_to[slot]), 'to', d.passed_to[slot], 'deadline', d.deadline[slot]), 'light', 'yellow'));
      end if;
    end if;
    if nodes_overdue then yellow_why := yellow_why || overdue_node(inst, v.item_id, today, 'yellow', 1, d.node_days_yellow); end if;
    if i.state = 'assigned' and today > i.accept_by then
      yellow_why := yellow_why || jsonb_build_object('rule', 'not_accepted', 'inputs', jsonb_build_object('acceptBy', i.accept_by), 'light', 'yellow');
    end if;
    if i.state = 'registered' and today > i.start then
      yellow_why := yellow_why || jsonb_build_object('rule', 'not_assigned', 'inputs', jsonb_build_object('start', i.start), 'light', 'yellow');
    end if;
    if past_due or red_why <> '[]' or orange_why <> '[]' or yellow_why <> '[]' then
      v.own_why := jsonb_build_object('due', due_why, 'red', red_why, 'orange', orange_why, 'yellow', yellow_why);
    end if;
  end if;

  -- what the item itself did
  if not v.active then v.own_step := 0;
  elsif finished then v.own_step := case when v.settled = 'teal' then 4 else 1 end;
  elsif i.state = 'suspended' then v.own_step := 2;
  elsif past_due then v.own_step := 4;
  elsif i.state = 'registered' then v.own_step := case when today > i.start then 4 else 3 end;
  elsif i.state = 'assigned' then v.own_step := case when today > i.accept_by then 4 else 3 end;
  elsif not owes then v.own_step := 1;
  elsif r.owed and not (r.reported and r.in_time) then v.own_step := 4;
  elsif d.ended_to[kind_at] >= i.start and not r.open_reported then v.own_step := 2;
  else v.own_step := 1;
  end if;

  -- the next day on which any of this can differ without an act
  if i.state = 'suspended' then
    if i.asleep_since is null or i.asleep_since > today then hold := today + 1; end if;
  elsif v.active then
    if i.has_nodes and (not has_children or v.own_percent > 0) then hold := next_node + 1; end if;
    if today < i.start then hold := least(hold, i.start);
    else
      hold := least(hold, if_later(i.due + 1, today));
      if not has_children and not nodes_weigh and not past_due and until < i.due then
        hold := least(hold, case when owes then d.next_deadline[slot] + 1 else d.period_to[3] + 1 end);
      end if;
    end if;
    if not finished then
      hold := least(hold, if_later(i.start, today), if_later(i.due + 1, today), if_later(i.red_since, today), if_later(notice + 1, today),
        case when i.state = 'registered' then if_later(i.start + 1, today) when i.state = 'assigned' then if_later(i.accept_by + 1, today) end,
        next_yellow + 1, next_orange + d.node_days_yellow + 1, next_red + d.node_days_orange + 1);
      if today >= i.start then
        if today <= i.due then
          missing := ceil(total * (100 - d.time_left_yellow) / 100.0) - elapsed;
          if missing <= 0 then missing := ceil(total * (100 - d.time_left_orange) / 100.0) - elapsed; end if;
          if missing > 0 then hold := least(hold, day_of_count(inst, d.elapsed + missing, today) + 1); end if;
        end if;
        if i.state = 'in_progress' and owes then
          hold := least(hold, d.period_to[kind_at] + 1, d.next_deadline[slot] + 1);
        end if;
      end if;
    end if;
  end if;
  if v.active and not finished then hold := least(hold, if_later(o.from_day, today), if_later(o.until + 1, today)); end if;
  v.own_holds_until := hold;
  return v;
end $$;

-- The reasons for a light: those of the item itself with what its progress adds, the deciding one first.
create function light_reasons(v item_values, d progress_days) returns jsonb language plpgsql immutable as $$
declare
  gap numeric := coalesce(v.planned, 0) - coalesce(v.waiting, 0);
  inputs jsonb;
  red jsonb := '[]';
  orange jsonb := '[]';
  yellow jsonb := '[]';
begin
  inputs := jsonb_build_object('planned', v.planned, 'actual', v.waiting, 'gap', gap, 'waitingAtGate', coalesce(v.waiting, 0) <> coalesce(v.verified, 0))
    || case when v.override_value is null then '{}' else '{"overridden": true}'::jsonb end;
  if v.own_why is null and gap < d.gap_yellow and not (v.little_time_left and gap > 0) then
    return jsonb_build_array(jsonb_build_object('rule', 'on_track', 'inputs', inputs, 'light', 'green'));
  end if;
  if gap > d.gap_red then red := jsonb_build_array(jsonb_build_object('rule', 'gap', 'inputs', inputs, 'light', 'red'));
  elsif gap >= d.gap_yellow then yellow := jsonb_build_array(jsonb_build_object('rule', 'gap', 'inputs', inputs, 'light', 'yellow'));
  end if;
  if v.little_time_left and gap > 0 then
    orange := jsonb_build_array(jsonb_build_object('rule', 'little_time_left',
      'inputs', jsonb_build_object('due', (select i.approved_due from items i where i.institution_id = v.institution_id and i.id = v.item_id)) || inputs, 'light', 'orange'));
  end if;
  if v.own_why is null then return red || orange || yellow; end if;
  red := (v.own_why -> 'due') || red || (v.own_why -> 'red') || orange || (v.own_why -> 'orange') || yellow || (v.own_why -> 'yellow');
  if red = '[]' then return jsonb_build_array(jsonb_build_object('rule', 'on_track', 'inputs', inputs, 'light', 'green')); end if;
  return red;
end $$;
