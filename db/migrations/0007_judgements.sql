-- Why each entry ended as it did: every judgement is kept with all that it was made from, so that it can be made again.
-- A rejected entry may be appealed once; an approved one may be revoked, and both leave what was before on record.

alter table reading add constraint reading_of_account unique (account_id, id);

create table judgement (
  id          bigint generated always as identity primary key,
  account_id  uuid not null references account,
  entry_id    uuid not null,
  -- Who or what moved the entry: the machine, a staff member, the shopper's appeal, or a credit that was taken back.
  cause       text not null check (cause in ('machine', 'staff', 'appeal', 'revocation')),
  campaign_version_id uuid not null,
  -- The reading that was judged, what was known (EntryHistory) and the Tokyo day that counted. Null only for entries
  -- that were judged before this was kept.
  reading_id  bigint,
  history     jsonb,
  judged_for  date,
  decision    jsonb not null,
  staff_id    uuid,
  judged_at   timestamptz not null default now(),
  foreign key (account_id, entry_id) references entry (account_id, id),
  foreign key (account_id, campaign_version_id) references campaign_version (account_id, id),
  foreign key (account_id, reading_id) references reading (account_id, id),
  foreign key (account_id, staff_id) references staff (account_id, id),
  check ((cause in ('staff', 'revocation')) = (staff_id is not null))
);
create index judgement_of_entry on judgement (account_id, entry_id, id);
create trigger judgement_append_only before update or delete on judgement
  for each row execute function refuse_change();

insert into judgement (account_id, entry_id, cause, campaign_version_id, decision, staff_id, judged_at)
select account_id, id, case when decided_by_staff is null then 'machine' else 'staff' end, campaign_version_id, decision,
  decided_by_staff, coalesce(decided_at, created_at)
from entry where decision is not null;

alter table entry
  add column stamps int not null default 0 check (stamps >= 0),
  add column appealed_at timestamptz,
  drop constraint entry_state_check,
  add constraint entry_state_check
    check (state in ('received', 'reading', 'needs_review', 'approved', 'rejected', 'revoked')),
  drop constraint entry_check,
  add constraint entry_decided_check check ((state in ('approved', 'rejected', 'revoked')) = (decided_at is not null));

-- A decided entry stays as it ended, but for the two ways that leave a judgement of their own: an appeal, once, and a
-- revocation.
create or replace function keep_decided_entry() returns trigger language plpgsql as $$
begin
  if old.state not in ('approved', 'rejected', 'revoked') or new is not distinct from old then return new; end if;
  if old.state = 'rejected' and new.state = 'needs_review' and old.appealed_at is null and new.appealed_at is not null then
    return new;
  end if;
  if old.state = 'approved' and new.state = 'revoked' then return new; end if;
  raise exception 'entry % is already decided', old.id
    using errcode = 'integrity_constraint_violation', constraint = 'entry_decided_once';
end $$;

-- What a person must have earned in twelve months to be silver or gold.
alter table account
  add column rank_silver_from int not null default 500 check (rank_silver_from > 0),
  add column rank_gold_from int not null default 2000 check (rank_gold_from > rank_silver_from);
