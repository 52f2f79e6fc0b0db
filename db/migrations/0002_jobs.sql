-- The queue. A job is written in the same transaction as what it is about, leased with "for update skip locked",
-- woken by notify, retried with backoff and buried with its reason.

create table job (
  id           bigint generated always as identity primary key,
  account_id   uuid not null references account,
  kind         text not null,
  payload      jsonb not null,
  -- Makes enqueuing twice the same as once; null where a job may stand many times.
  natural_key  text,
  state        text not null default 'ready' check (state in ('ready', 'leased', 'done', 'buried')),
  run_at       timestamptz not null default now(),
  attempts     int not null default 0,
  max_attempts int not null default 8 check (max_attempts > 0),
  lease_until  timestamptz,
  leased_by    text,
  last_error   text,
  created_at   timestamptz not null default now(),
  done_at      timestamptz,
  check ((state = 'leased') = (lease_until is not null)),
  check (state <> 'buried' or last_error is not null),
  constraint job_once unique (account_id, kind, natural_key)
);
create index job_due on job (kind, run_at, id) where state = 'ready';
create index job_lease on job (lease_until) where state = 'leased';

-- The channel carries the kind, so that a process wakes only for what it can do.
create function announce_job() returns trigger language plpgsql as $$
begin
  if new.state = 'ready' then perform pg_notify('job', new.kind); end if;
  return null;
end $$;
create trigger job_announced after insert or update of state, run_at on job
  for each row execute function announce_job();
