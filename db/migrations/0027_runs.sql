-- Runs: what staff ask for and what takes longer than a request may. A run is written in one transaction with its job
-- and polled until it has ended; what it came to is kept for a while.

create table run (
  id           uuid primary key default gen_random_uuid(),
  account_id   uuid not null references account,
  -- Who asked first.
  staff_id     uuid not null,
  kind         text not null check (kind in ('simulate_campaign', 'freeze_draw', 'replay_alias')),
  -- What it is about, as the audit log names it: "campaign:ID", "draw:CAMPAIGN:DRAW", "alias:ID".
  subject      text not null,
  -- All that it is worked out from, beside what is stored.
  input        jsonb not null,
  -- Of the input as it was sent: tells whether the same is asked for twice.
  input_sha256 text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
  state        text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  pieces_done  int not null default 0 check (pieces_done >= 0),
  -- 0: nobody knows yet.
  pieces_total int not null default 0 check (pieces_total >= 0),
  result       jsonb,
  -- A kind of the catalogue (domain/src/problem.ts) and a note for engineers.
  problem      jsonb,
  asked_at     timestamptz not null,
  ended_at     timestamptz,
  foreign key (account_id, staff_id) references staff (account_id, id),
  check ((state = 'done') = (result is not null)),
  check ((state = 'failed') = (problem is not null)),
  check ((state in ('done', 'failed')) = (ended_at is not null))
);
-- Asked twice, it is one run.
create unique index run_under_way on run (account_id, kind, subject, input_sha256) where ended_at is null;
create index run_of_staff on run (account_id, staff_id, kind, subject, asked_at desc);
create index run_ended on run (ended_at) where ended_at is not null;

-- A run ends once.
create function keep_run() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null then
    raise exception 'run % has ended', old.id
      using errcode = 'integrity_constraint_violation', constraint = 'run_ended_once';
  end if;
  return new;
end $$;
create trigger run_kept before update on run for each row execute function keep_run();
