-- The second half of the ledger: pending points, spending, reversal, claw-back and debt; counted stocks without a hot row.

-- Accounts of a person: shopper (can be spent), pending (waits for its release), debt (clawed back after it was spent,
-- below zero). Accounts of the house: issued (per campaign), redeemed, expired.
alter table ledger_account
  drop constraint ledger_account_kind_check,
  drop constraint ledger_account_check,
  add constraint ledger_account_kind_check
    check (kind in ('shopper', 'pending', 'debt', 'issued', 'redeemed', 'expired')),
  add constraint ledger_account_of_a_person
    check ((kind in ('shopper', 'pending', 'debt')) = (shopper_id is not null)),
  -- Whose it is, never null: what an index can find it by.
  add column owner_id uuid not null generated always as (coalesce(shopper_id, campaign_id, account_id)) stored,
  drop constraint ledger_account_once,
  add constraint ledger_account_once unique (account_id, kind, owner_id);
create trigger ledger_account_append_only before update or delete on ledger_account
  for each row execute function refuse_change();

-- A reversal is a journal of its own that names the one it undoes; a journal is undone at most once.
alter table journal
  drop constraint journal_reason_check,
  add constraint journal_reason_check check (reason in
    ('entry_credit', 'stamp_goal', 'prize', 'opening', 'release', 'exchange', 'exchange_cancelled', 'claw_back', 'expiry')),
  add column reverses bigint,
  add constraint journal_reverses_fkey foreign key (account_id, reverses) references journal (account_id, id),
  add constraint journal_reverses_with_reason
    check ((reason in ('exchange_cancelled', 'claw_back')) = (reverses is not null));
create unique index journal_reversed_once on journal (reverses) where reverses is not null;

-- A lot is known by the journal that opened it. Where `release_on` is set its points are pending: they wait for that
-- day (Tokyo), then a release uses the lot up and opens one that can be spent. `used` is the sum of the lot's uses, kept
-- by the database alone, so that open lots are found without adding up all that ever was.
drop trigger lot_append_only on lot;
drop trigger lot_use_append_only on lot_use;
drop trigger lot_not_overdrawn on lot_use;
drop function check_lot_use();
alter table lot_use add column opened_by bigint;
update lot_use set opened_by = lot.journal_id from lot where lot.id = lot_use.lot_id;
alter table lot_use drop column lot_id;
alter table lot_use rename column opened_by to lot_id;
alter table lot drop column id;
alter table lot
  drop constraint lot_journal_id_key,
  drop constraint lot_account_id_fkey,
  drop constraint lot_account_id_shopper_id_fkey,
  drop constraint lot_account_id_journal_id_fkey,
  add primary key (journal_id),
  add column release_on date,
  add column used int not null default 0;
alter table lot_use
  drop constraint lot_use_account_id_fkey,
  drop constraint lot_use_points_check,
  add constraint lot_use_points_check check (points <> 0),
  add primary key (lot_id, journal_id),
  add foreign key (lot_id) references lot (journal_id);
update lot set used = u.points
  from (select lot_id, sum(points) as points from lot_use group by lot_id) u where u.lot_id = lot.journal_id;
alter table lot add constraint lot_not_overdrawn check (used between 0 and points);

drop index lot_by_expiry;
create index lot_of_shopper on lot (account_id, shopper_id, expires_on, journal_id) where used < points;
create index lot_by_expiry on lot (expires_on, journal_id) where used < points and release_on is null;
create index lot_by_release on lot (release_on, journal_id) where used < points and release_on is not null;
create index lot_use_of_journal on lot_use (journal_id);

-- What a use takes off a lot, or a refund (below zero) puts back. The row lock makes two uses of one lot wait for one
-- another; only through here, one trigger deep, does a lot change.
create function use_lot() returns trigger language plpgsql as $$
begin
  update lot set used = used + new.points where journal_id = new.lot_id;
  return null;
end $$;
create trigger lot_used after insert on lot_use for each row execute function use_lot();
create trigger lot_append_only before update or delete on lot
  for each row when (pg_trigger_depth() = 0) execute function refuse_change();
create trigger lot_use_append_only before update or delete on lot_use for each row execute function refuse_change();

-- The ledger is written through one door, write_journal: what is inserted past it is refused. The door looks at a journal
-- as a whole, and so asks in one pass what keys and triggers would ask of each row, on rows that all credits of a
-- campaign share:
--   journal_balanced   at least two postings, which add up to zero
--   journal_held       what moves on a person's accounts is what moves in that person's lots; so a balance is the sum of
--                      what is left in lots, and can no more fall below zero than they can
--   debt_not_positive  nobody pays back more than they owe
-- That a journal is balanced is checked behind the door once more, whoever writes: each statement that inserts postings
-- brings all of their journal, from line 0 on, so that nothing can be added to it later.
drop trigger posting_balanced on posting;
drop trigger journal_balanced on journal;
drop function check_journal_of_posting(), check_journal_itself(), check_journal(bigint);
alter table journal drop constraint journal_account_id_fkey;
alter table posting
  drop constraint posting_account_id_fkey,
  drop constraint posting_account_id_journal_id_fkey,
  drop constraint posting_account_id_ledger_account_id_fkey;

create function refuse_past_the_door() returns trigger language plpgsql as $$
begin
  raise exception '% is written by write_journal alone', tg_table_name
    using errcode = 'integrity_constraint_violation', constraint = 'journal_door';
end $$;
create trigger journal_door before insert on journal for each statement
  when (current_setting('tamaru.journal_door', true) is distinct from 'open') execute function refuse_past_the_door();
create trigger journal_door before insert on posting for each statement
  when (current_setting('tamaru.journal_door', true) is distinct from 'open') execute function refuse_past_the_door();
create trigger journal_door before insert on lot for each statement
  when (current_setting('tamaru.journal_door', true) is distinct from 'open') execute function refuse_past_the_door();
create trigger journal_door before insert on lot_use for each statement
  when (current_setting('tamaru.journal_door', true) is distinct from 'open') execute function refuse_past_the_door();

create function check_postings() returns trigger language plpgsql as $$
declare unbalanced bigint;
begin
  select journal_id into unbalanced from new_postings
  group by journal_id having count(*) < 2 or min(line) <> 0 or sum(points) <> 0 limit 1;
  if found then
    raise exception 'journal % does not balance, or is written already', unbalanced
      using errcode = 'integrity_constraint_violation', constraint = 'journal_balanced';
  end if;
  return null;
end $$;
create trigger posting_balanced after insert on posting
  referencing new table as new_postings for each statement execute function check_postings();

-- What a person owes, as a number above zero; the person is held until the transaction ends.
create function lock_debt(of_account uuid, of_shopper uuid) returns int language plpgsql as $$
begin
  perform 1 from shopper where account_id = of_account and id = of_shopper for no key update;
  return (select -coalesce(sum(p.points), 0) from ledger_account a join posting p on p.ledger_account_id = a.id
          where a.account_id = of_account and a.kind = 'debt' and a.owner_id = of_shopper);
end $$;

-- Writes a Journal (domain/src/ledger/journal.ts) in one round trip. `posted` is false where its natural key stands already.
-- Where the journal depends on what the person owes, `expected_debt` says how much that was taken to be; where it is
-- another figure nothing is written, and `debt` tells it.
create function write_journal(
  of_account uuid, told jsonb, happened_at timestamptz, expected_debt int, out posted boolean, out debt int
) language plpgsql set tamaru.journal_door = 'open' as $$
declare
  of_shopper uuid := told ->> 'shopperId';
  written bigint;
  side jsonb;
  on_accounts bigint[];
  amounts int[];
  -- What the postings move on the person's accounts, less what is shown to move in the person's lots.
  on_card bigint := 0;
  waiting bigint := 0;
  own_lots boolean := true;
begin
  posted := false;
  debt := expected_debt;
  if expected_debt is not null then
    debt := lock_debt(of_account, of_shopper);
    if debt <> expected_debt then return; end if;
  end if;

  if jsonb_array_length(told -> 'postings') < 2 then
    raise exception 'journal % has not two postings', told ->> 'naturalKey'
      using errcode = 'integrity_constraint_violation', constraint = 'journal_balanced';
  end if;
  insert into journal (account_id, natural_key, reason, entry_id, reverses, created_at)
  values (of_account, told ->> 'naturalKey', told ->> 'reason', (told ->> 'entryId')::uuid,
          (told ->> 'reverses')::bigint, coalesce(happened_at, now()))
  on conflict on constraint journal_once do nothing returning id into written;
  if written is null then return; end if;

  for line in 0 .. jsonb_array_length(told -> 'postings') - 1 loop
    side := told -> 'postings' -> line;
    on_accounts := on_accounts || ledger_account_of(of_account, of_shopper, side -> 'account');
    amounts := amounts || (side -> 'points')::int;
    case side -> 'account' ->> 'kind'
      when 'shopper' then on_card := on_card + amounts[line + 1];
      when 'pending' then waiting := waiting + amounts[line + 1];
      when 'debt' then
        if amounts[line + 1] > lock_debt(of_account, of_shopper) then
          raise exception 'shopper % pays back more than is owed', of_shopper
            using errcode = 'integrity_constraint_violation', constraint = 'debt_not_positive';
        end if;
      else null;
    end case;
  end loop;

  if jsonb_typeof(told -> 'lot') = 'object' then
    insert into lot (account_id, shopper_id, journal_id, points, expires_on, release_on)
    values (of_account, of_shopper, written, (told -> 'lot' -> 'points')::int,
            (told -> 'lot' ->> 'expiresOn')::date, (told -> 'lot' ->> 'releaseOn')::date);
    if told -> 'lot' ->> 'releaseOn' is null then on_card := on_card - (told -> 'lot' -> 'points')::int;
    else waiting := waiting - (told -> 'lot' -> 'points')::int;
    end if;
  end if;
  if jsonb_array_length(told -> 'lotUses') > 0 then
    insert into lot_use (account_id, lot_id, journal_id, points)
    select of_account, (u ->> 'lotId')::bigint, written, (u -> 'points')::int
    from jsonb_array_elements(told -> 'lotUses') u;
    select on_card + coalesce(sum(u.points) filter (where l.release_on is null), 0),
           waiting + coalesce(sum(u.points) filter (where l.release_on is not null), 0),
           bool_and(l.account_id = of_account and l.shopper_id = of_shopper)
      into on_card, waiting, own_lots from lot_use u join lot l on l.journal_id = u.lot_id where u.journal_id = written;
  end if;
  if on_card <> 0 or waiting <> 0 or not own_lots then
    raise exception 'journal % moves other points than its lots', told ->> 'naturalKey'
      using errcode = 'integrity_constraint_violation', constraint = 'journal_held';
  end if;

  insert into posting (journal_id, line, account_id, ledger_account_id, points)
  select written, i - 1, of_account, on_accounts[i], amounts[i] from generate_subscripts(amounts, 1) i;
  posted := true;
end $$;

-- The ledger account of {kind, shopperId?, campaignId?}, opened where it is new. A person's is that of the journal's one.
create function ledger_account_of(of_account uuid, of_shopper uuid, told jsonb) returns bigint language plpgsql as $$
declare
  known bigint;
  of_kind text := told ->> 'kind';
  of_owner uuid := coalesce(told ->> 'shopperId', told ->> 'campaignId', of_account::text);
begin
  select id into known from ledger_account
    where account_id = of_account and kind = of_kind and owner_id = of_owner;
  if known is null then
    insert into ledger_account (account_id, kind, shopper_id, campaign_id)
    values (of_account, of_kind, (told ->> 'shopperId')::uuid, (told ->> 'campaignId')::uuid)
    on conflict on constraint ledger_account_once do nothing;
    select id into strict known from ledger_account
      where account_id = of_account and kind = of_kind and owner_id = of_owner;
  end if;
  if of_shopper <> (told ->> 'shopperId')::uuid then
    raise exception 'a journal moves the points of one person'
      using errcode = 'integrity_constraint_violation', constraint = 'journal_held';
  end if;
  return known;
end $$;

-- A counted stock that can never be exceeded: a campaign's budget in points, prizes, rewards. It lies in slices, so that
-- many can take of it at once: each takes from a slice that nobody else holds.
create table allotment (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  total       int not null check (total >= 0),
  created_at  timestamptz not null default now(),
  unique (account_id, id)
);
create table allotment_slice (
  account_id   uuid not null,
  allotment_id uuid not null,
  slice        int not null check (slice >= 0),
  size         int not null check (size >= 0),
  used         int not null default 0,
  constraint allotment_not_exceeded check (used between 0 and size),
  primary key (allotment_id, slice),
  foreign key (account_id, allotment_id) references allotment (account_id, id)
) with (fillfactor = 25); -- Room for the versions that each claim leaves behind: they stay on their page.

-- The slices together are the whole, at the end of each transaction that cuts them anew. Claims do not cut.
create function check_slices() returns trigger language plpgsql as $$
declare
  whole int;
  checked uuid := to_jsonb(new) ->> tg_argv[0];
begin
  select total into whole from allotment where id = checked;
  if whole <> (select coalesce(sum(size), 0) from allotment_slice where allotment_id = checked) then
    raise exception 'the slices of allotment % are not its total', checked
      using errcode = 'integrity_constraint_violation', constraint = 'allotment_sliced';
  end if;
  return null;
end $$;
create constraint trigger allotment_sliced after insert or update of total on allotment
  deferrable initially deferred for each row execute function check_slices('id');
create constraint trigger allotment_slice_sliced after insert or update of size on allotment_slice
  deferrable initially deferred for each row execute function check_slices('allotment_id');

alter table campaign
  add column budget_allotment_id uuid unique,
  add foreign key (account_id, budget_allotment_id) references allotment (account_id, id);

-- Takes `wanted` off an allotment and returns what it got: all of it, or nothing; with `partly`, what there is.
--
-- A row that was looked at and did not do may stay locked. So each try is a block that is undone when it was in vain: who
-- then waits for several rows, in their order, holds none of them, and no two wait for one another.
create function claim_allotment(of_account uuid, of_allotment uuid, wanted int, partly boolean) returns int
language plpgsql as $$
declare
  free bigint;
  mine int := pg_backend_pid() % 16;
begin
  begin
    -- Nearly always: this connection's own slice, which nobody else is at.
    if pg_try_advisory_xact_lock(hashtext(of_allotment::text), mine) then
      update allotment_slice set used = used + wanted
      where allotment_id = of_allotment and slice = mine and account_id = of_account and size - used >= wanted;
      if found then return wanted; end if;
    end if;
    -- Else one that nobody holds. (As a value, which is asked for once: joined, it could be asked again for each row, and
    -- take several.)
    update allotment_slice set used = used + wanted
    where allotment_id = of_allotment and slice = (
      select slice from allotment_slice
      where allotment_id = of_allotment and account_id = of_account and size - used >= wanted
      order by (slice + mine) % 16 limit 1 for no key update skip locked);
    if found then return wanted; end if;
    raise exception using errcode = 'TM001';
  exception when sqlstate 'TM001' then null;
  end;

  -- Claims on the way can only lessen what is free, so too little now is too little: an empty stock costs no lock.
  select sum(size - used) into free from allotment_slice where allotment_id = of_allotment and account_id = of_account;
  if free is null then raise exception 'there is no allotment %', of_allotment using errcode = 'no_data_found'; end if;
  if free = 0 or (free < wanted and not partly) then return 0; end if;

  begin
    -- Somebody is at all that hold enough: wait for one.
    update allotment_slice set used = used + wanted
    where allotment_id = of_allotment and size - used >= wanted and slice = (
      select slice from allotment_slice where allotment_id = of_allotment and size - used >= wanted
      order by (slice + mine) % 16 limit 1);
    if found then return wanted; end if;
    raise exception using errcode = 'TM001';
  exception when sqlstate 'TM001' then null;
  end;

  -- The end is near: whoever holds all slices, taken in their order, knows exactly what is left.
  perform 1 from allotment_slice where allotment_id = of_allotment order by slice for no key update;
  select sum(size - used) into free from allotment_slice where allotment_id = of_allotment;
  if free < wanted and not partly then return 0; end if;
  update allotment_slice s set used = s.used + t.taken
  from (select slice, least(size - used, greatest(0, wanted - before))::int as taken
        from (select slice, size, used, sum(size - used) over (order by slice) - (size - used) as before
              from allotment_slice where allotment_id = of_allotment) o) t
  where s.allotment_id = of_allotment and s.slice = t.slice and t.taken > 0;
  return least(free, wanted);
end $$;

-- Puts `returned` back. More than was taken is refused.
create function give_back_allotment(of_account uuid, of_allotment uuid, returned int) returns void
language plpgsql as $$
begin
  begin
    update allotment_slice set used = used - returned
    where allotment_id = of_allotment and slice = (
      select slice from allotment_slice
      where allotment_id = of_allotment and account_id = of_account and used >= returned
      order by (slice + pg_backend_pid()) % 16 limit 1 for no key update skip locked);
    if found then return; end if;
    raise exception using errcode = 'TM001';
  exception when sqlstate 'TM001' then null;
  end;

  perform 1 from allotment_slice where allotment_id = of_allotment and account_id = of_account
  order by slice for no key update;
  if returned > (select coalesce(sum(used), 0) from allotment_slice where allotment_id = of_allotment) then
    raise exception 'allotment % has not given out %', of_allotment, returned
      using errcode = 'integrity_constraint_violation', constraint = 'allotment_not_exceeded';
  end if;
  update allotment_slice s set used = s.used - t.taken
  from (select slice, least(used, greatest(0, returned - before))::int as taken
        from (select slice, used, sum(used) over (order by slice) - used as before
              from allotment_slice where allotment_id = of_allotment) o) t
  where s.allotment_id = of_allotment and s.slice = t.slice and t.taken > 0;
end $$;

-- Takes points of a campaign's budget, as many as there are; all of them where it has none. Whoever gives a campaign a
-- budget holds its key alone and so waits for those who asked here, and they for it: none is issued past it.
create function claim_budget(of_account uuid, of_campaign uuid, wanted int) returns int language plpgsql as $$
declare budget uuid;
begin
  if not pg_try_advisory_xact_lock_shared(budget_key(of_campaign)) then
    perform pg_advisory_xact_lock_shared(budget_key(of_campaign));
  end if;
  select budget_allotment_id into budget from campaign where account_id = of_account and id = of_campaign;
  if budget is null then return wanted; end if;
  return claim_allotment(of_account, budget, wanted, true);
end $$;
create function budget_key(of_campaign uuid) returns bigint language sql immutable
  return hashtextextended(of_campaign::text, 8);
