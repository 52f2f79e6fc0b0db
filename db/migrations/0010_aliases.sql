-- What tills call the products: a printed line that staff named a product for, and the machine did not, may become an
-- alias of the product. It counts only after it was replayed over all that came before.

-- What staff made of a printed line in an entry that they approved. Null: they left it uncounted.
create table alias_sighting (
  account_id  uuid not null references account,
  entry_id    uuid not null,
  campaign_id uuid not null,
  -- As names are compared (normaliseName in domain), and as it was printed.
  name        text not null check (length(name) > 0),
  printed     text not null,
  product_id  text,
  staff_id    uuid not null,
  seen_at     timestamptz not null default clock_timestamp(),
  primary key (account_id, entry_id, name),
  foreign key (account_id, entry_id) references entry (account_id, id),
  foreign key (account_id, campaign_id) references campaign (account_id, id),
  foreign key (account_id, staff_id) references staff (account_id, id)
);
create index alias_sighting_of_name on alias_sighting (account_id, campaign_id, name);

create table alias_candidate (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  campaign_id uuid not null,
  name        text not null,
  product_id  text not null,
  state       text not null default 'open' check (state in ('open', 'accepted', 'dismissed')),
  decided_by  uuid,
  decided_at  timestamptz,
  -- Why it counts although staff once decided otherwise, or why it was dismissed.
  reason      text check (length(reason) > 0),
  -- The version that it became part of.
  campaign_version_id uuid,
  created_at  timestamptz not null default now(),
  foreign key (account_id, campaign_id) references campaign (account_id, id),
  foreign key (account_id, decided_by) references staff (account_id, id),
  foreign key (account_id, campaign_version_id) references campaign_version (account_id, id),
  unique (account_id, id),
  unique (account_id, campaign_id, name, product_id),
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'open') = (decided_by is null)),
  check ((state = 'accepted') = (campaign_version_id is not null))
);

-- What the alias would have changed (AliasReplay in domain), by the version that was the newest then.
create table alias_replay (
  id           bigint generated always as identity primary key,
  account_id   uuid not null references account,
  candidate_id uuid not null,
  campaign_version_id uuid not null,
  result       jsonb not null,
  staff_id     uuid not null,
  replayed_at  timestamptz not null default clock_timestamp(),
  foreign key (account_id, candidate_id) references alias_candidate (account_id, id),
  foreign key (account_id, campaign_version_id) references campaign_version (account_id, id),
  foreign key (account_id, staff_id) references staff (account_id, id)
);
create index alias_replay_of_candidate on alias_replay (account_id, candidate_id, id desc);
create trigger alias_replay_append_only before update or delete on alias_replay
  for each row execute function refuse_change();
