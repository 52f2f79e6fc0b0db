-- A journal's points move by transfers: a row says from which ledger account to which. What leaves one account arrives at
-- another in the same row, so nothing that can be inserted is out of balance, and no sums have to be checked. The two
-- sides of each transfer are the postings; they are read as such through a view.
create domain transferred_points as int check (value > 0);
create table transfer (
  journal_id bigint not null,
  line       int not null,
  account_id uuid not null,
  from_id    bigint not null,
  to_id      bigint not null,
  points     transferred_points not null,
  primary key (journal_id, line)
);

-- Nearly all transfers come from a few accounts, `issued`. Without a word the planner takes that for the lot of every
-- account, and reads the whole table to find a person's ten.
alter table transfer
  alter column from_id set (n_distinct = -0.1),
  alter column to_id set (n_distinct = -0.1);

-- The postings until now: in each journal what leaves is laid beside what arrives, and cut where either ends.
insert into transfer
with side as (
  select journal_id, account_id, ledger_account_id, points > 0 as arrives,
         sum(abs(points)) over (partition by journal_id, points > 0 order by line) as upto, abs(points) as points
  from posting
)
select o.journal_id, row_number() over (partition by o.journal_id order by least(o.upto, i.upto)) - 1, o.account_id,
       o.ledger_account_id, i.ledger_account_id,
       least(o.upto, i.upto) - greatest(o.upto - o.points, i.upto - i.points)
from side o join side i on i.journal_id = o.journal_id and i.arrives and not o.arrives
 and i.upto - i.points < o.upto and o.upto - o.points < i.upto;

drop table posting;
drop function check_postings;
-- Both halves give the very same types: only then does a query of one account find its postings by the indexes.
create view posting as
  select journal_id, line * 2 as line, account_id, from_id as ledger_account_id, -points::int as points from transfer
  union all
  select journal_id, line * 2 + 1, account_id, to_id, points::int from transfer;
create index transfer_from on transfer (from_id, journal_id);
create index transfer_to on transfer (to_id, journal_id);
create trigger transfer_append_only before update or delete on transfer
  for each row execute function refuse_change();

-- What each credit pays for, it pays for millions of times: a domain, a function's own check and a key by the id alone are
-- cheaper than a check of the table, a trigger's condition and a second index.
create domain journal_reason as text check (value in
  ('entry_credit', 'prize', 'opening', 'release', 'exchange', 'exchange_cancelled', 'claw_back', 'expiry'));
alter table lot_use
  drop constraint lot_use_account_id_journal_id_fkey,
  add foreign key (journal_id) references journal (id);
alter table journal
  drop constraint journal_account_id_entry_id_fkey,
  drop constraint journal_reverses_fkey,
  drop constraint journal_reverses_with_reason,
  drop constraint journal_reason_check,
  drop constraint journal_account_id_id_key,
  alter column reason type journal_reason,
  add constraint journal_reverses_fkey foreign key (reverses) references journal (id);
alter table lot
  drop constraint lot_points_check,
  drop constraint lot_not_overdrawn,
  add constraint lot_not_overdrawn check (points > 0 and used >= 0 and used <= points);
alter table ledger_account drop constraint ledger_account_account_id_id_key;

drop trigger journal_door on journal;
drop trigger journal_door on lot;
drop trigger journal_door on lot_use;
create or replace function refuse_past_the_door() returns trigger language plpgsql as $$
begin
  if current_setting('tamaru.journal_door', true) is distinct from 'open' then
    raise exception '% is written by write_journal and write_credit alone', tg_table_name
      using errcode = 'integrity_constraint_violation', constraint = 'journal_door';
  end if;
  return null;
end $$;
create trigger journal_door before insert on journal for each statement execute function refuse_past_the_door();
create trigger journal_door before insert on transfer for each statement execute function refuse_past_the_door();
create trigger journal_door before insert on lot for each statement execute function refuse_past_the_door();
create trigger journal_door before insert on lot_use for each statement execute function refuse_past_the_door();

-- The door looks an entry up instead of holding it; so an entry that is in the books stays.
create function refuse_loss_of_credited() returns trigger language plpgsql as $$
begin
  if exists (select from journal where entry_id = old.id) then
    raise exception 'entry % is in the books', old.id
      using errcode = 'foreign_key_violation', constraint = 'journal_of_entry';
  end if;
  return old;
end $$;
create trigger entry_in_the_books before delete on entry for each row execute function refuse_loss_of_credited();

-- Writes a Journal (domain/src/ledger/journal.ts). False where its natural key stands already. Its transfers are `amounts`, each
-- from the account of one kind to that of another: the person's, the campaign's (`issued`; the house's own without a
-- campaign) or the house's. What it takes from which lots, or puts back, is `used_points`.
--
-- The door looks at a journal as a whole:
--   journal_held       what moves on a person's accounts is what moves in that person's lots; so a balance is the sum of
--                      what is left in lots, and can no more fall below zero than they can
--   debt_not_positive  nobody pays back more than they owe
drop function write_journal(uuid, jsonb, timestamptz, int);
drop function ledger_account_of;
create function write_journal(
  of_account uuid, of_shopper uuid, of_campaign uuid, of_entry uuid,
  key text, why journal_reason, undone bigint, happened_at timestamptz,
  from_kinds text[], to_kinds text[], amounts int[],
  lot_points int, lot_expires_on date, lot_release_on date, used_lots bigint[], used_points int[]
) returns boolean language plpgsql set tamaru.journal_door = 'open' as $$
declare
  written bigint;
  known_entry uuid;
  known_undone bigint;
  -- What the transfers move on the person's accounts, less what is shown to move in the person's lots.
  on_card bigint := 0;
  waiting bigint := 0;
  own_lots boolean := true;
begin
  insert into journal (account_id, natural_key, reason, entry_id, reverses, created_at)
  values (of_account, key, why, (select id from entry where account_id = of_account and id = of_entry),
          (select id from journal where account_id = of_account and id = undone), coalesce(happened_at, now()))
  on conflict on constraint journal_once do nothing returning id, entry_id, reverses into written, known_entry, known_undone;
  if written is null then return false; end if;
  if known_undone is distinct from undone then
    raise exception 'there is no journal %', undone
      using errcode = 'foreign_key_violation', constraint = 'journal_reverses_fkey';
  end if;
  if known_entry is distinct from of_entry then
    raise exception 'there is no entry %', of_entry using errcode = 'foreign_key_violation', constraint = 'journal_of_entry';
  end if;
  if (why in ('exchange_cancelled', 'claw_back')) <> (undone is not null) then
    raise exception 'journal % is a reversal of nothing, or says no reason to be one', key
      using errcode = 'check_violation', constraint = 'journal_reverses_with_reason';
  end if;
  if cardinality(amounts) = 0 then
    raise exception 'journal % moves nothing', key
      using errcode = 'integrity_constraint_violation', constraint = 'journal_balanced';
  end if;

  for line in 1 .. cardinality(amounts) loop
    if from_kinds[line] = to_kinds[line] then
      raise exception 'journal % moves points within one account', key
        using errcode = 'integrity_constraint_violation', constraint = 'journal_balanced';
    end if;
    if to_kinds[line] = 'debt' and amounts[line] > lock_debt(of_account, of_shopper) then
      raise exception 'shopper % pays back more than is owed', of_shopper
        using errcode = 'integrity_constraint_violation', constraint = 'debt_not_positive';
    end if;
    loop
      insert into transfer (journal_id, line, account_id, from_id, to_id, points)
      select written, line - 1, of_account, f.id, t.id, amounts[line]
      from ledger_account f, ledger_account t
      where f.account_id = of_account and f.kind = from_kinds[line]
        and f.owner_id = owner_of(from_kinds[line], of_account, of_shopper, of_campaign)
        and t.account_id = of_account and t.kind = to_kinds[line]
        and t.owner_id = owner_of(to_kinds[line], of_account, of_shopper, of_campaign);
      exit when found;
      perform open_ledger_account(of_account, of_shopper, of_campaign, kind)
      from unnest(array[from_kinds[line], to_kinds[line]]) kind;
    end loop;
    on_card := on_card + case when to_kinds[line] = 'shopper' then amounts[line] else 0 end
                       - case when from_kinds[line] = 'shopper' then amounts[line] else 0 end;
    waiting := waiting + case when to_kinds[line] = 'pending' then amounts[line] else 0 end
                       - case when from_kinds[line] = 'pending' then amounts[line] else 0 end;
  end loop;

  if lot_points is not null then
    insert into lot (account_id, shopper_id, journal_id, points, expires_on, release_on)
    values (of_account, of_shopper, written, lot_points, lot_expires_on, lot_release_on);
    if lot_release_on is null then on_card := on_card - lot_points; else waiting := waiting - lot_points; end if;
  end if;
  if cardinality(used_lots) > 0 then
    insert into lot_use (account_id, lot_id, journal_id, points)
    select of_account, lot_id, written, points from unnest(used_lots, used_points) u (lot_id, points);
    select on_card + coalesce(sum(u.points) filter (where l.release_on is null), 0),
           waiting + coalesce(sum(u.points) filter (where l.release_on is not null), 0),
           bool_and(l.account_id = of_account and l.shopper_id = of_shopper)
      into on_card, waiting, own_lots from lot_use u join lot l on l.journal_id = u.lot_id where u.journal_id = written;
  end if;
  if on_card <> 0 or waiting <> 0 or not own_lots then
    raise exception 'journal % moves other points than its lots', key
      using errcode = 'integrity_constraint_violation', constraint = 'journal_held';
  end if;
  return true;
end $$;

-- Whose account of that kind is meant: the person's, the campaign's or the house's own.
create function owner_of(of_kind text, of_account uuid, of_shopper uuid, of_campaign uuid) returns uuid
language sql immutable return
  case when of_kind in ('shopper', 'pending', 'debt') then of_shopper
       when of_kind = 'issued' then coalesce(of_campaign, of_account) else of_account end;

create function open_ledger_account(of_account uuid, of_shopper uuid, of_campaign uuid, of_kind text) returns void
language sql begin atomic
  insert into ledger_account (account_id, kind, shopper_id, campaign_id)
  values (of_account, of_kind, case when of_kind in ('shopper', 'pending', 'debt') then of_shopper end,
          case when of_kind = 'issued' then of_campaign end)
  on conflict on constraint ledger_account_once do nothing;
end;

-- What a person owes, as a number above zero; the person is held until the transaction ends.
create or replace function lock_debt(of_account uuid, of_shopper uuid) returns int language plpgsql as $$
declare owing bigint;
begin
  perform 1 from shopper where account_id = of_account and id = of_shopper for no key update;
  select id into owing from ledger_account where account_id = of_account and kind = 'debt' and owner_id = of_shopper;
  if owing is null then return 0; end if;
  return (select -coalesce(sum(points), 0) from posting where ledger_account_id = owing);
end $$;

-- A campaign's budget is the allotment that bears the campaign's own id: a credit finds its slices without a look at the
-- campaign.
insert into allotment (id, account_id, total, created_at)
select c.id, al.account_id, al.total, al.created_at from campaign c join allotment al on al.id = c.budget_allotment_id;
update allotment_slice s set allotment_id = c.id from campaign c where c.budget_allotment_id = s.allotment_id;
create temporary table moved on commit drop as select budget_allotment_id as id from campaign;
alter table campaign drop column budget_allotment_id;
delete from allotment where id in (select id from moved);
set constraints all immediate;
-- One check instead of three: each update reads them anew.
alter table allotment_slice
  drop constraint allotment_not_exceeded,
  drop constraint allotment_slice_size_check,
  drop constraint allotment_slice_slice_check,
  add constraint allotment_not_exceeded check (used >= 0 and used <= size);

-- Takes points of a campaign's budget: as many as there are or, unless `partly`, all or none; all where it has no budget.
-- Whoever gives a campaign a budget holds its key alone and so waits for those who asked here, and they for it: none is
-- issued past it.
drop function claim_budget(uuid, uuid, int);
create function claim_budget(of_account uuid, of_campaign uuid, wanted int, partly boolean) returns int
language plpgsql as $$
begin
  if not pg_try_advisory_xact_lock_shared(budget_key(of_campaign)) then
    perform pg_advisory_xact_lock_shared(budget_key(of_campaign));
  end if;
  if not exists (select from allotment where account_id = of_account and id = of_campaign) then return wanted; end if;
  return claim_allotment(of_account, of_campaign, wanted, partly);
end $$;

-- Puts points back that the campaign no longer issues.
create function give_back_budget(of_account uuid, of_campaign uuid, returned int) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(budget_key(of_campaign));
  if exists (select from allotment where account_id = of_account and id = of_campaign) then
    perform give_back_allotment(of_account, of_campaign, returned);
  end if;
end $$;

-- Who makes a person owe points, or credits them in the belief that they owe none, holds this: the one alone, the other
-- together with others.
create function debt_key(of_shopper uuid) returns bigint language sql immutable
  return hashtextextended(of_shopper::text, 15);

-- Writes what write_journal would write of a credit to a person who owes nothing, as nearly all are, in as few steps as
-- can be; with `within_budget` it claims the points from the campaign's budget before. Tells 'posted'; 'known' where the
-- natural key stands already; 'short' where the budget has not got them all; 'owing' where the person has ever owed
-- anything: then the points are claimed, and write_journal is to write it.
--
-- Few steps, because each SQL statement and each expression of PL/pgSQL is made ready anew in every transaction, and
-- that is most of what a credit costs.
create function write_credit(
  of_account uuid, of_shopper uuid, of_campaign uuid, of_entry uuid,
  key text, why journal_reason, happened_at timestamptz,
  credited int, lot_expires_on date, lot_release_on date, within_budget boolean
) returns text language plpgsql set tamaru.journal_door = 'open' as $$
declare
  written bigint;
begin
  -- Before the claim: who takes a credit back holds this, and then gives back to the budget.
  if not pg_try_advisory_xact_lock_shared(debt_key(of_shopper)) then
    perform pg_advisory_xact_lock_shared(debt_key(of_shopper));
  end if;
  if within_budget then
    -- The first try of claim_allotment. A slice that was looked at and did not do may stay locked, so that looking is a
    -- block which is undone in vain.
    begin
      if not (pg_try_advisory_xact_lock_shared(budget_key(of_campaign))
              and pg_try_advisory_xact_lock(hashtext(of_campaign::text), pg_backend_pid() % 16)) then
        raise exception using errcode = 'TM001';
      end if;
      update allotment_slice set used = used + credited
      where allotment_id = of_campaign and slice = pg_backend_pid() % 16 and account_id = of_account
        and size - used >= credited;
      if not found and exists (select from allotment where id = of_campaign) then
        raise exception using errcode = 'TM001';
      end if;
    exception when sqlstate 'TM001' then
      if claim_budget(of_account, of_campaign, credited, false) < credited then return 'short'; end if;
    end;
  end if;

  insert into journal (account_id, natural_key, reason, entry_id, created_at)
  select of_account, key, why, of_entry, coalesce(happened_at, now())
  where not exists (select from ledger_account where account_id = of_account and kind = 'debt' and owner_id = of_shopper)
    and (of_entry is null or exists (select from entry where account_id = of_account and id = of_entry))
  on conflict on constraint journal_once do nothing returning id into written;
  if written is null then
    if exists (select from journal where account_id = of_account and natural_key = key) then
      if within_budget then perform give_back_budget(of_account, of_campaign, credited); end if;
      return 'known';
    end if;
    if of_entry is not null and not exists (select from entry where account_id = of_account and id = of_entry) then
      raise exception 'there is no entry %', of_entry using errcode = 'foreign_key_violation', constraint = 'journal_of_entry';
    end if;
    return 'owing';
  end if;

  loop
    insert into transfer (journal_id, line, account_id, from_id, to_id, points)
    select written, 0, of_account, f.id, t.id, credited from ledger_account f, ledger_account t
    where f.account_id = of_account and f.kind = 'issued' and f.owner_id = coalesce(of_campaign, of_account)
      and t.account_id = of_account and t.kind = case when lot_release_on is null then 'shopper' else 'pending' end
      and t.owner_id = of_shopper;
    exit when found;
    perform open_ledger_account(of_account, of_shopper, of_campaign, kind)
    from unnest(array['issued', 'shopper', 'pending']) kind;
  end loop;
  insert into lot (account_id, shopper_id, journal_id, points, expires_on, release_on)
  values (of_account, of_shopper, written, credited, lot_expires_on, lot_release_on);
  return 'posted';
end $$;
