-- The figures of gates ask for verdicts and lost steps by the day, whoever gave or lost them.

create index gate_steps_decided on gate_steps (institution_id, decided_at) where verdict is not null;
create index gate_steps_lost on gate_steps (institution_id, expired_on) where expired;
create index submissions_superseded on submissions (institution_id, ended_at) where state = 'superseded';
