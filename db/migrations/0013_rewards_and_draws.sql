-- Rewards that points are exchanged for, and chance that anybody can work out again (docs/adr/019).

-- `terms` is a Reward of domain. A stock that is counted has an allotment; of a code pool it is the number of its codes.
create table reward (
  id           uuid primary key default gen_random_uuid(),
  account_id   uuid not null references account,
  kind         text not null check (kind in ('code_pool', 'till_code')),
  terms        jsonb not null,
  allotment_id uuid unique,
  created_at   timestamptz not null default now(),
  foreign key (account_id, allotment_id) references allotment (account_id, id),
  unique (account_id, id),
  constraint reward_pool_counted check (kind <> 'code_pool' or allotment_id is not null)
);

create table coupon (
  id           uuid primary key default gen_random_uuid(),
  account_id   uuid not null references account,
  reward_id    uuid not null,
  shopper_id   uuid not null,
  -- The exchange that is tried again with the same key is the same exchange.
  idempotency_key text not null check (length(idempotency_key) between 1 and 200),
  code         text not null check (length(code) between 1 and 200),
  cost_points  int not null check (cost_points > 0),
  state        text not null default 'issued' check (state in ('issued', 'used', 'cancelled')),
  -- The last Tokyo day on which it can be used.
  lapses_on    date not null,
  exchanged_at timestamptz not null default now(),
  -- When the code was first seen by anybody: from then on nobody knows whether it is still unused elsewhere.
  shown_at     timestamptz,
  used_at      timestamptz,
  used_by_staff uuid,
  cancelled_at timestamptz,
  cancelled_by_staff uuid,
  foreign key (account_id, reward_id) references reward (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, used_by_staff) references staff (account_id, id),
  foreign key (account_id, cancelled_by_staff) references staff (account_id, id),
  unique (account_id, id),
  unique (account_id, reward_id, id),
  constraint coupon_idempotency_key unique (account_id, shopper_id, idempotency_key),
  check ((state = 'used') = (used_at is not null)),
  check ((state = 'cancelled') = (cancelled_at is not null)),
  check (used_by_staff is null or state = 'used'),
  check (cancelled_by_staff is null or state = 'cancelled')
);
create index coupon_of_shopper on coupon (account_id, shopper_id, exchanged_at desc);
create index coupon_by_code on coupon (account_id, code);
create unique index coupon_code_given_once on coupon (account_id, reward_id, code) where state <> 'cancelled';

-- A coupon is what it was exchanged for; all that may happen to it is that it is shown, and that it is used or cancelled.
create function keep_coupon() returns trigger language plpgsql as $$
begin
  if (old.state <> 'issued' and new.state <> old.state)
    or (old.shown_at is not null and new.shown_at is distinct from old.shown_at)
    or (new.id, new.account_id, new.reward_id, new.shopper_id, new.idempotency_key, new.code, new.cost_points,
        new.lapses_on, new.exchanged_at)
      is distinct from (old.id, old.account_id, old.reward_id, old.shopper_id, old.idempotency_key, old.code,
        old.cost_points, old.lapses_on, old.exchanged_at)
  then
    raise exception 'coupon % is %', old.id, old.state
      using errcode = 'integrity_constraint_violation', constraint = 'coupon_kept';
  end if;
  return new;
end $$;
create trigger coupon_kept before update on coupon for each row execute function keep_coupon();
create trigger coupon_not_deleted before delete on coupon for each row execute function refuse_change();

-- A pool's codes: free, given to a coupon, or burnt, which is a given code whose coupon was cancelled after it was shown.
create table reward_code (
  id          bigint generated always as identity primary key,
  account_id  uuid not null references account,
  reward_id   uuid not null,
  code        text not null check (length(code) between 1 and 200),
  coupon_id   uuid unique,
  burnt_at    timestamptz,
  uploaded_at timestamptz not null default now(),
  foreign key (account_id, reward_id) references reward (account_id, id),
  foreign key (account_id, reward_id, coupon_id) references coupon (account_id, reward_id, id),
  constraint reward_code_once unique (account_id, reward_id, code),
  check (burnt_at is null or coupon_id is not null)
);
create index reward_code_free on reward_code (reward_id, id) where coupon_id is null;

create function keep_reward_code() returns trigger language plpgsql as $$
begin
  if old.burnt_at is not null or (new.code, new.reward_id) is distinct from (old.code, old.reward_id)
    or (new.coupon_id is not null and old.coupon_id is not null and new.coupon_id <> old.coupon_id)
  then
    raise exception 'a code of reward % belongs to somebody already', old.reward_id
      using errcode = 'integrity_constraint_violation', constraint = 'reward_code_kept';
  end if;
  return new;
end $$;
create trigger reward_code_kept before update on reward_code for each row execute function keep_reward_code();
create trigger reward_code_not_deleted before delete on reward_code for each row execute function refuse_change();

-- The secret of a campaign's chance. Its SHA-256 is public from the first publication on; the secret itself once
-- `revealed_at` stands.
create table draw_commitment (
  account_id   uuid not null references account,
  campaign_id  uuid not null,
  commitment   text not null check (commitment ~ '^[0-9a-f]{64}$'),
  secret       text not null check (secret ~ '^[0-9a-f]{64}$'),
  committed_at timestamptz not null default now(),
  revealed_at  timestamptz,
  revealed_by  uuid,
  primary key (account_id, campaign_id),
  foreign key (account_id, campaign_id) references campaign (account_id, id),
  foreign key (account_id, revealed_by) references staff (account_id, id),
  constraint draw_committed check (commitment = encode(sha256(convert_to(secret, 'UTF8')), 'hex')),
  check ((revealed_at is null) = (revealed_by is null))
);
create function keep_commitment() returns trigger language plpgsql as $$
begin
  if old.revealed_at is not null
    or (new.account_id, new.campaign_id, new.commitment, new.secret, new.committed_at)
      is distinct from (old.account_id, old.campaign_id, old.commitment, old.secret, old.committed_at)
  then
    raise exception 'campaign % has committed itself', old.campaign_id
      using errcode = 'integrity_constraint_violation', constraint = 'draw_commitment_kept';
  end if;
  return new;
end $$;
create trigger draw_commitment_kept before update on draw_commitment for each row execute function keep_commitment();
create trigger draw_commitment_not_deleted before delete on draw_commitment
  for each row execute function refuse_change();

-- The stock of an instant prize, over all versions of its campaign's rules.
create table instant_prize (
  account_id   uuid not null,
  campaign_id  uuid not null,
  prize_id     text not null,
  allotment_id uuid not null unique,
  primary key (account_id, campaign_id, prize_id),
  foreign key (account_id, campaign_id) references draw_commitment (account_id, campaign_id),
  foreign key (account_id, allotment_id) references allotment (account_id, id)
);

-- How each approved entry played, also the ones that hit nothing. `hits` is InstantHit[] of domain.
create table instant_play (
  id           bigint generated always as identity primary key,
  account_id   uuid not null,
  campaign_id  uuid not null,
  campaign_version_id uuid not null,
  entry_id     uuid not null,
  shopper_id   uuid not null,
  seal         text not null check (seal ~ '^[0-9a-f]{64}$'),
  hits         jsonb not null check (jsonb_typeof(hits) = 'array'),
  won_prize_id text,
  played_at    timestamptz not null default now(),
  foreign key (account_id, campaign_id) references draw_commitment (account_id, campaign_id),
  foreign key (account_id, campaign_version_id) references campaign_version (account_id, id),
  foreign key (account_id, entry_id) references entry (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, campaign_id, won_prize_id) references instant_prize (account_id, campaign_id, prize_id),
  constraint instant_play_of_entry unique (account_id, entry_id),
  -- A seal is a photo: one that two people sent plays once.
  constraint instant_play_of_photo unique (account_id, campaign_id, seal)
);
create index instant_win on instant_play (account_id, campaign_id, id) where won_prize_id is not null;
create index instant_play_of_shopper on instant_play (account_id, shopper_id);
create trigger instant_play_append_only before update or delete on instant_play
  for each row execute function refuse_change();

-- Whoever knows the secret could choose a photo that wins. The foreign key's lock comes first (triggers of a row fire in
-- the order of their names, and that of the key begins with a capital), so that a play and the reveal take turns.
create function refuse_revealed() returns trigger language plpgsql as $$
begin
  if exists (select from draw_commitment where account_id = new.account_id and campaign_id = new.campaign_id
             and revealed_at is not null)
  then
    raise exception 'the secret of campaign % is revealed', new.campaign_id
      using errcode = 'integrity_constraint_violation', constraint = 'draw_not_revealed';
  end if;
  return null;
end $$;
create trigger unrevealed after insert on instant_play for each row execute function refuse_revealed();

-- A draw: its tickets are fixed when the row is made, its winners when it is drawn.
create table prize_draw (
  account_id   uuid not null,
  campaign_id  uuid not null,
  draw_id      text not null,
  campaign_version_id uuid not null,
  ticket_count int not null check (ticket_count >= 0),
  tickets_sha256 text not null check (tickets_sha256 ~ '^[0-9a-f]{64}$'),
  -- Where a value will come from that nobody knows when the tickets are fixed.
  public_source text check (length(public_source) between 1 and 300),
  frozen_at    timestamptz not null default now(),
  frozen_by    uuid not null,
  public_value text check (length(public_value) between 1 and 300),
  drawn_at     timestamptz,
  drawn_by     uuid,
  primary key (account_id, campaign_id, draw_id),
  foreign key (account_id, campaign_id) references draw_commitment (account_id, campaign_id),
  foreign key (account_id, campaign_version_id) references campaign_version (account_id, id),
  foreign key (account_id, frozen_by) references staff (account_id, id),
  foreign key (account_id, drawn_by) references staff (account_id, id),
  check ((drawn_at is null) = (drawn_by is null)),
  check (case when drawn_at is null then public_value is null
              else (public_source is null) = (public_value is null) end)
);
create trigger unrevealed after insert on prize_draw for each row execute function refuse_revealed();

create table draw_ticket (
  account_id   uuid not null,
  campaign_id  uuid not null,
  draw_id      text not null,
  no           int not null check (no > 0),
  entry_id     uuid not null,
  shopper_id   uuid not null,
  seal         text not null check (seal ~ '^[0-9a-f]{64}$'),
  nth          int not null check (nth > 0),
  person       text not null,
  primary key (account_id, campaign_id, draw_id, no),
  foreign key (account_id, campaign_id, draw_id) references prize_draw (account_id, campaign_id, draw_id),
  foreign key (account_id, entry_id) references entry (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  unique (account_id, campaign_id, draw_id, seal, nth)
);
create index draw_ticket_of_shopper on draw_ticket (account_id, shopper_id);

create table draw_winner (
  account_id   uuid not null,
  campaign_id  uuid not null,
  draw_id      text not null,
  place        int not null check (place > 0),
  ticket_no    int not null,
  primary key (account_id, campaign_id, draw_id, place),
  foreign key (account_id, campaign_id, draw_id, ticket_no) references draw_ticket (account_id, campaign_id, draw_id, no),
  unique (account_id, campaign_id, draw_id, ticket_no)
);

-- Tickets come in the transaction that fixes the draw and winners in the one that draws it; now() is a transaction's
-- own instant. Neither list changes afterwards.
create function come_with_their_draw() returns trigger language plpgsql as $$
declare late text;
begin
  select d.draw_id into late
  from (select distinct account_id, campaign_id, draw_id from added) a
  join prize_draw d using (account_id, campaign_id, draw_id)
  where case tg_table_name when 'draw_ticket' then frozen_at = now() and drawn_at is null else drawn_at = now() end
    is not true limit 1;
  if late is not null then
    raise exception 'the % list of draw % is fixed', tg_table_name, late
      using errcode = 'integrity_constraint_violation', constraint = 'draw_list_fixed';
  end if;
  return null;
end $$;
create trigger draw_ticket_fixed after insert on draw_ticket
  referencing new table as added for each statement execute function come_with_their_draw();
create trigger draw_winner_fixed after insert on draw_winner
  referencing new table as added for each statement execute function come_with_their_draw();
create trigger draw_ticket_append_only before update or delete on draw_ticket
  for each row execute function refuse_change();
create trigger draw_winner_append_only before update or delete on draw_winner
  for each row execute function refuse_change();

create function keep_prize_draw() returns trigger language plpgsql as $$
begin
  if old.drawn_at is not null
    or (new.account_id, new.campaign_id, new.draw_id, new.campaign_version_id, new.ticket_count, new.tickets_sha256,
        new.public_source, new.frozen_at, new.frozen_by)
      is distinct from (old.account_id, old.campaign_id, old.draw_id, old.campaign_version_id, old.ticket_count,
        old.tickets_sha256, old.public_source, old.frozen_at, old.frozen_by)
  then
    raise exception 'draw % is fixed', old.draw_id
      using errcode = 'integrity_constraint_violation', constraint = 'draw_list_fixed';
  end if;
  return new;
end $$;
create trigger prize_draw_kept before update on prize_draw for each row execute function keep_prize_draw();
create trigger prize_draw_not_deleted before delete on prize_draw for each row execute function refuse_change();
