create table survey_invitation (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  shopper_id  uuid not null,
  entry_id    uuid not null,
  invited_at  timestamptz not null default now(),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, entry_id) references entry (account_id, id),
  unique (account_id, id, shopper_id),
  unique (account_id, entry_id)
);
create index survey_invitation_of_shopper on survey_invitation (account_id, shopper_id, invited_at desc);

create table survey_answer (
  account_id    uuid not null references account,
  invitation_id uuid not null,
  shopper_id    uuid not null,
  score         int not null check (score between 0 and 10),
  reason        text check (length(reason) <= 1000),
  answered_at   timestamptz not null default now(),
  primary key (invitation_id),
  -- Whoever was invited answers.
  foreign key (account_id, invitation_id, shopper_id) references survey_invitation (account_id, id, shopper_id)
);

create table offer_rule (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  rule        jsonb not null,
  enabled     boolean not null default true,
  created_at  timestamptz not null default now(),
  unique (account_id, id)
);

-- An offer reaches a person once per rule, whatever they buy afterwards.
create table offer_made (
  account_id  uuid not null references account,
  rule_id     uuid not null,
  shopper_id  uuid not null,
  entry_id    uuid not null,
  outbox_message_id uuid not null,
  made_at     timestamptz not null default now(),
  primary key (account_id, rule_id, shopper_id),
  foreign key (account_id, rule_id) references offer_rule (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, entry_id) references entry (account_id, id),
  foreign key (account_id, outbox_message_id) references outbox_message (account_id, id)
);
