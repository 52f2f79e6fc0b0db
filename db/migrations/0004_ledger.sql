-- Points, in double entry. A journal holds postings that add up to zero; nothing is ever changed or deleted.

create table ledger_account (
  id          bigint generated always as identity primary key,
  account_id  uuid not null references account,
  kind        text not null check (kind in ('shopper', 'issued', 'expired')),
  shopper_id  uuid,
  campaign_id uuid,
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, campaign_id) references campaign (account_id, id),
  unique (account_id, id),
  constraint ledger_account_once unique nulls not distinct (account_id, kind, shopper_id, campaign_id),
  check ((kind = 'shopper') = (shopper_id is not null)),
  check (kind = 'issued' or campaign_id is null)
);

create table journal (
  id          bigint generated always as identity primary key,
  account_id  uuid not null references account,
  -- e.g. "entry:ID:credit": writing the same thing twice is impossible.
  natural_key text not null,
  reason      text not null check (reason in ('entry_credit', 'expiry', 'opening')),
  entry_id    uuid,
  created_at  timestamptz not null default now(),
  foreign key (account_id, entry_id) references entry (account_id, id),
  unique (account_id, id),
  constraint journal_once unique (account_id, natural_key)
);

create table posting (
  journal_id  bigint not null,
  line        int not null,
  account_id  uuid not null references account,
  ledger_account_id bigint not null,
  points      int not null check (points <> 0),
  primary key (journal_id, line),
  foreign key (account_id, journal_id) references journal (account_id, id),
  foreign key (account_id, ledger_account_id) references ledger_account (account_id, id)
);
create index posting_of_account on posting (ledger_account_id, journal_id);

-- Points credited together lapse together. What is left of a lot is its points less its uses.
create table lot (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  shopper_id  uuid not null,
  journal_id  bigint not null unique,
  points      int not null check (points > 0),
  expires_on  date not null,
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, journal_id) references journal (account_id, id),
  unique (account_id, id)
);
create index lot_of_shopper on lot (account_id, shopper_id, expires_on, id);
create index lot_by_expiry on lot (expires_on);

create table lot_use (
  account_id  uuid not null references account,
  lot_id      uuid not null,
  journal_id  bigint not null,
  points      int not null check (points > 0),
  primary key (lot_id, journal_id),
  foreign key (account_id, lot_id) references lot (account_id, id),
  foreign key (account_id, journal_id) references journal (account_id, id)
);

create trigger journal_append_only before update or delete on journal for each row execute function refuse_change();
create trigger posting_append_only before update or delete on posting for each row execute function refuse_change();
create trigger lot_append_only before update or delete on lot for each row execute function refuse_change();
create trigger lot_use_append_only before update or delete on lot_use for each row execute function refuse_change();

-- Balanced by the database itself, checked when the transaction commits: from the posting's side for what is posted
-- (also later, by whoever), from the journal's side for a journal without any posting.
create function check_journal(checked_id bigint) returns void language plpgsql as $$
declare n int; total bigint;
begin
  select count(*), coalesce(sum(points), 0) into n, total from posting where journal_id = checked_id;
  if n < 2 or total <> 0 then
    raise exception 'journal % has % postings that add up to %', checked_id, n, total
      using errcode = 'integrity_constraint_violation', constraint = 'journal_balanced';
  end if;
end $$;
create function check_journal_of_posting() returns trigger language plpgsql as $$
begin
  perform check_journal(new.journal_id);
  return null;
end $$;
create function check_journal_itself() returns trigger language plpgsql as $$
begin
  perform check_journal(new.id);
  return null;
end $$;
create constraint trigger posting_balanced after insert on posting
  deferrable initially deferred for each row execute function check_journal_of_posting();
create constraint trigger journal_balanced after insert on journal
  deferrable initially deferred for each row execute function check_journal_itself();

-- A lot is never used up twice. The row lock makes two uses of one lot wait for one another; "for update" would deadlock
-- with the share that both hold on the lot already, through the foreign key.
create function check_lot_use() returns trigger language plpgsql as $$
declare earned int; used bigint;
begin
  select points into earned from lot where id = new.lot_id for no key update;
  select coalesce(sum(points), 0) into used from lot_use where lot_id = new.lot_id;
  if used > earned then
    raise exception 'lot % holds % points, % would be used', new.lot_id, earned, used
      using errcode = 'integrity_constraint_violation', constraint = 'lot_not_overdrawn';
  end if;
  return null;
end $$;
create trigger lot_not_overdrawn after insert on lot_use for each row execute function check_lot_use();
