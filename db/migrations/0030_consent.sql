-- Consent is a ledger: what a person said about each purpose, when, where, and under which words. And what an account
-- publishes of itself, in versions, so that a consent can name the one that it was given under.

create table account_notice (
  account_id   uuid not null references account,
  version      int not null check (version > 0),
  terms        text not null,
  privacy      text not null,
  operator     text not null,
  contact      text not null,
  published_at timestamptz not null,
  staff_id     uuid not null,
  primary key (account_id, version),
  foreign key (account_id, staff_id) references staff (account_id, id)
);
create trigger account_notice_append_only before update or delete on account_notice
  for each row execute function refuse_change();

create table consent_event (
  id          bigint generated always as identity primary key,
  account_id  uuid not null references account,
  shopper_id  uuid not null,
  purpose     text not null check (purpose in (
    'offers', 'steps', 'surveys', 'analysis', 'experiments', 'email', 'sharing')),
  -- False: refused or withdrawn.
  given       boolean not null,
  -- The version of the purpose's own words (domain/src/consent/consent-wordings.ts).
  wording     int not null check (wording > 0),
  -- The account's notice that stood beside them; null: none was published.
  notice_version int,
  source      text not null check (source in ('mini_app', 'first_switch')),
  at          timestamptz not null,
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, notice_version) references account_notice (account_id, version)
);
create index consent_of_shopper on consent_event (account_id, shopper_id, purpose, id desc);
create trigger consent_event_append_only before update or delete on consent_event
  for each row execute function refuse_change();

-- The one switch of before spoke of offers, and of nothing else.
insert into consent_event (account_id, shopper_id, purpose, given, wording, source, at)
select account_id, id, 'offers', true, 1, 'first_switch', offers_consent_at
from shopper where offers_consent_at is not null order by offers_consent_at, id;
alter table shopper drop column offers_consent_at;

-- What the account holds for consent, by purpose, where it differs from what it begins with.
alter table account add column consent_policy jsonb not null default '{}';
