-- Marketers work on a draft; publishing makes the next version of it, which keeps who published it, why, what the prize
-- law said of it, and whose word it was that it may go over a cap.

create table campaign_draft (
  account_id  uuid not null,
  campaign_id uuid primary key,
  -- As it was written: it may still have faults.
  rules       jsonb not null check (jsonb_typeof(rules) = 'object'),
  -- Counted up by each change: who saves says which one they saw.
  revision    int not null default 1 check (revision > 0),
  -- Null for a command on the server.
  changed_by  uuid,
  changed_at  timestamptz not null default now(),
  foreign key (account_id, campaign_id) references campaign (account_id, id),
  foreign key (account_id, changed_by) references staff (account_id, id)
);

insert into campaign_draft (account_id, campaign_id, rules)
select distinct on (campaign_id) account_id, campaign_id, rules from campaign_version order by campaign_id, version desc;

update campaign set state = 'draft' where state = 'ended';
alter table campaign
  add column ended_at timestamptz,
  add constraint campaign_ended check ((state = 'ended') = (ended_at is not null));

alter table campaign_version
  -- The moment itself: of two that wait for one another the second is the later one.
  alter column published_at set default clock_timestamp(),
  add column published_by uuid,
  add column note text,
  -- PrizeLaw (domain/src/prize-law/prize-law.ts) of these rules; null for versions from before it was kept.
  add column prize_law jsonb,
  add column override_name text check (length(override_name) > 0),
  add column override_reason text check (length(override_reason) > 0),
  add foreign key (account_id, published_by) references staff (account_id, id),
  add constraint campaign_version_override check ((override_name is null) = (override_reason is null)),
  add constraint campaign_version_within_law
    check (prize_law ->> 'within' is distinct from 'false' or override_name is not null);
