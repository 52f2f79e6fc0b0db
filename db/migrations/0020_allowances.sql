-- What a person, or an address, may still ask for now. One moment tells it: when the allowance will be whole again, each
-- request moving it on. Forgotten with a crash, which harms nobody.
create unlogged table allowance (
  account_id  uuid not null references account,
  name        text not null,
  whose       text not null,
  whole_at    timestamptz not null,
  primary key (account_id, name, whose)
);
create index allowance_whole on allowance (whole_at);

-- One person keeps a few sessions, the newest.
create index session_of_shopper on session (shopper_id, expires_at) where shopper_id is not null;
create index session_of_staff on session (staff_id, expires_at) where staff_id is not null;
