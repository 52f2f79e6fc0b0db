-- What left the house of people: to whom, on what ground, which fields, by whom and when. Never changed.
create table outflow (
  id         uuid primary key,
  account_id uuid not null references account,
  kind       text not null check (kind in ('line_audience', 'customer_file')),
  recipient  text not null check (recipient <> ''),
  basis      text not null check (basis in ('own', 'entrusted', 'joint', 'third_party')),
  fields     text[] not null check (cardinality(fields) > 0),
  -- Of which segment, list or rule.
  subject    text not null,
  staff_id   uuid not null,
  at         timestamptz not null,
  unique (account_id, id),
  foreign key (account_id, staff_id) references staff (account_id, id)
);
create index outflow_of_account on outflow (account_id, at desc, id desc);
create trigger outflow_append_only before update or delete on outflow for each row execute function refuse_change();

create table outflow_person (
  account_id uuid not null,
  outflow_id uuid not null,
  shopper_id uuid not null,
  primary key (account_id, outflow_id, shopper_id),
  foreign key (account_id, outflow_id) references outflow (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
create index outflow_person_of_person on outflow_person (account_id, shopper_id);
create trigger outflow_person_append_only before update or delete on outflow_person
  for each row execute function refuse_change();

-- An audience at LINE, made of the user IDs of an outflow, and how far it is.
create table line_audience (
  id         uuid primary key,
  account_id uuid not null,
  name       text not null check (name <> ''),
  -- LINE's number of it; null: not made yet.
  group_id   bigint,
  -- How many of its people LINE has taken.
  uploaded   int not null,
  state      text not null check (state in ('asked', 'in_progress', 'ready', 'failed', 'expired', 'deleting', 'deleted')),
  -- LINE's word on why it failed.
  why        text,
  state_at   timestamptz not null,
  foreign key (account_id, id) references outflow (account_id, id)
);
