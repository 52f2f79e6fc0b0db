-- Budgets of the account: what gives points beside campaigns draws from one, in the same call as a campaign's credit does
-- from the campaign's. Such a budget is the allotment that bears its id, and issues by a ledger account of its own.
create table budget (
  id                    uuid primary key,
  account_id            uuid not null references account,
  name                  text not null,
  purpose               text not null,
  -- Who answers for it.
  owner_id              uuid not null,
  starts_on             date not null,
  ends_on               date not null,
  points_live_for_days  int not null check (points_live_for_days > 0),
  created_by            uuid not null,
  created_at            timestamptz not null,
  closed_at             timestamptz,
  unique (account_id, id),
  constraint budget_name_once unique (account_id, name),
  foreign key (account_id, id) references allotment (account_id, id) deferrable initially deferred,
  constraint budget_owner_is_known foreign key (account_id, owner_id) references staff (account_id, id),
  foreign key (account_id, created_by) references staff (account_id, id),
  check (starts_on <= ends_on)
);
create index budget_of_account on budget (account_id, created_at desc, id);

-- Points that somebody of the staff gave by hand. Why, they wrote in the audit log.
create table point_grant (
  id               uuid primary key,
  account_id       uuid not null references account,
  budget_id        uuid not null,
  shopper_id       uuid not null,
  points           int not null check (points > 0),
  -- The purchase that they are given for, if any.
  entry_id         uuid,
  staff_id         uuid not null,
  granted_at       timestamptz not null,
  idempotency_key  text not null,
  constraint point_grant_once unique (account_id, idempotency_key),
  foreign key (account_id, budget_id) references budget (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, entry_id) references entry (account_id, id),
  foreign key (account_id, staff_id) references staff (account_id, id)
);
create index point_grant_of_entry on point_grant (account_id, entry_id) where entry_id is not null;
create index point_grant_of_shopper on point_grant (account_id, shopper_id);
create trigger point_grant_append_only before update or delete on point_grant
  for each row execute function refuse_change();

alter domain journal_reason drop constraint journal_reason_check1;
alter domain journal_reason add constraint journal_reason_check check (value in
  ('entry_credit', 'prize', 'opening', 'grant', 'release', 'exchange', 'exchange_cancelled', 'claw_back', 'expiry'))
  not valid;

-- The ledger account `issued` of a budget. `owner_id` is made anew, because PostgreSQL 15 changes no generated column.
drop function open_ledger_account(uuid, uuid, uuid, text);
alter table ledger_account
  add column budget_id uuid,
  drop column owner_id;
alter table ledger_account
  add column owner_id uuid not null generated always as (coalesce(shopper_id, campaign_id, budget_id, account_id)) stored,
  add constraint ledger_account_once unique (account_id, kind, owner_id),
  add constraint ledger_account_of_a_budget check (budget_id is null or (kind = 'issued' and campaign_id is null)),
  add foreign key (account_id, budget_id) references budget (account_id, id);

create function open_ledger_account(of_account uuid, of_shopper uuid, of_campaign uuid, of_kind text) returns void
language sql begin atomic
  insert into ledger_account (account_id, kind, shopper_id, campaign_id, budget_id)
  select of_account, of_kind,
    case when of_kind in ('shopper', 'pending', 'debt') then of_shopper end,
    case when of_kind = 'issued' and b.id is null then of_campaign end,
    case when of_kind = 'issued' then b.id end
  from (select of_campaign as issuer) asked left join budget b on b.account_id = of_account and b.id = asked.issuer
  on conflict on constraint ledger_account_once do nothing;
end;
