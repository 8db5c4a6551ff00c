-- Closed days are changed like everything else: under the version that was read.
alter table closed_days add column version integer not null default 1;
