-- Accounts, people and their sessions. Every row of the product belongs to one account (one LINE official account);
-- foreign keys carry account_id, so that a row of one account can never point into another.

create table account (
  id          uuid primary key default gen_random_uuid(),
  slug        text not null unique,
  name        text not null,
  -- The LINE Login / MINI App channel whose ID tokens belong to this account.
  login_channel_id text not null unique,
  created_at  timestamptz not null default now()
);

create table shopper (
  id            uuid primary key default gen_random_uuid(),
  account_id    uuid not null references account,
  line_user_id  text not null check (line_user_id ~ '^U[0-9a-f]{32}$'),
  -- Null until the person lets the profile be seen: an ID token may hold the user ID only.
  display_name  text,
  picture_url   text,
  is_friend     boolean not null default false,
  -- When the person agreed to offers; null means no.
  offers_consent_at timestamptz,
  created_at    timestamptz not null default now(),
  unique (account_id, id),
  unique (account_id, line_user_id)
);

create table staff (
  id            uuid primary key default gen_random_uuid(),
  account_id    uuid not null references account,
  line_user_id  text not null check (line_user_id ~ '^U[0-9a-f]{32}$'),
  display_name  text not null,
  role          text not null check (role in ('viewer', 'reviewer', 'manager', 'owner')),
  created_at    timestamptz not null default now(),
  unique (account_id, id),
  unique (account_id, line_user_id)
);

-- A session is known by the SHA-256 of its token; the token itself is never stored.
create table session (
  token_sha256  bytea primary key,
  account_id    uuid not null references account,
  shopper_id    uuid,
  staff_id      uuid,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, staff_id) references staff (account_id, id),
  check (num_nonnulls(shopper_id, staff_id) = 1)
);
create index session_expiry on session (expires_at);

-- What staff did, to what, when: append-only.
create table audit_event (
  id          bigint generated always as identity primary key,
  account_id  uuid not null references account,
  staff_id    uuid not null,
  act         text not null,
  subject     text not null,
  before      jsonb,
  after       jsonb,
  at          timestamptz not null default now(),
  foreign key (account_id, staff_id) references staff (account_id, id)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function refuse_change();
