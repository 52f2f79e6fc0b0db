-- Jobs of one person take turns with those of others: a job's turn is when it is due, or a little after the one that its
-- person already waits for. Whoever sends sixty photos at once is not before somebody who sends one a moment later.

alter table job add column person_id uuid, add column turn_at timestamptz;
update job set turn_at = run_at;
alter table job alter column turn_at set default now(), alter column turn_at set not null;

create index job_turn on job (kind, turn_at, id) where state = 'ready';
-- Those whose turn has not come although they are due: for when nobody else is there.
create index job_behind on job (kind, turn_at, id) where state = 'ready' and turn_at > run_at;
create index job_of_person on job (person_id, kind, turn_at) where person_id is not null and state in ('ready', 'leased');
