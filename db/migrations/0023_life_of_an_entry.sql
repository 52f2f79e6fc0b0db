-- How an entry goes on and ends: a better photo takes its place, its shopper takes it back, who decided it looks again, and
-- a photo that came too early comes once more.

alter table entry
  -- How often it was opened to a decision: one more each time whoever decided it opened it again.
  add column round int not null default 1 check (round >= 1),
  -- The entry that stands in its place: with a better photo of the receipt, or with the same photo at a better time.
  add column followed_by uuid,
  -- When its shopper took back the chat message that carried the photo.
  add column unsent_at timestamptz,
  -- At the end of the transaction, for the entry that is followed lets go of its photo first.
  add constraint entry_followed_by foreign key (account_id, followed_by) references entry (account_id, id)
    deferrable initially deferred,
  add constraint entry_followed_when_over
    check (case state when 'replaced' then followed_by is not null
                      when 'rejected' then true when 'withdrawn' then true else followed_by is null end),
  drop constraint entry_state_check,
  add constraint entry_state_check check (state in
    ('received', 'reading', 'needs_review', 'approved', 'rejected', 'revoked', 'replaced', 'withdrawn')),
  drop constraint entry_decided_check,
  add constraint entry_decided_check
    check ((state in ('approved', 'rejected', 'revoked', 'replaced', 'withdrawn')) = (decided_at is not null)),
  -- What was taken back before it was judged has no decision.
  drop constraint entry_check1,
  add constraint entry_decision_check check (state in ('received', 'reading', 'withdrawn') or decision is not null),
  drop constraint entry_photo_once_per_shopper;
create unique index entry_photo_once_per_shopper on entry (account_id, shopper_id, photo_sha256)
  where followed_by is null;
create index entry_followed on entry (account_id, followed_by) where followed_by is not null;

-- A decided entry stays as it ended, but for three ways that leave a judgement of their own: an appeal, once; a revocation;
-- and who decided opens it again, with the next round's number. That its photo was taken back, or came again, is noted on it.
create or replace function keep_decided_entry() returns trigger language plpgsql as $$
begin
  if new is not distinct from old then return new; end if;
  if old.state in ('received', 'reading', 'needs_review') and new.round = old.round then return new; end if;
  if to_jsonb(new) - '{unsent_at,followed_by}'::text[] = to_jsonb(old) - '{unsent_at,followed_by}'::text[]
    and (old.unsent_at is null or new.unsent_at = old.unsent_at)
    and (old.followed_by is null or new.followed_by = old.followed_by)
  then return new; end if;
  if new.round = old.round then
    if old.state = 'rejected' and new.state = 'needs_review' and old.appealed_at is null and new.appealed_at is not null then
      return new;
    end if;
    if old.state = 'approved' and new.state = 'revoked' then return new; end if;
  elsif old.state in ('approved', 'rejected') and old.decided_by_staff is not null and old.unsent_at is null
    and new.state = 'needs_review' and new.round = old.round + 1
  then return new;
  end if;
  raise exception 'entry % is already decided', old.id
    using errcode = 'integrity_constraint_violation', constraint = 'entry_decided_once';
end $$;

alter table judgement
  drop constraint judgement_cause_check,
  add constraint judgement_cause_check check (cause in
    ('machine', 'staff', 'appeal', 'revocation', 'reopening', 'replacement', 'withdrawal')),
  drop constraint judgement_check,
  add constraint judgement_by_staff
    check ((cause in ('staff', 'revocation', 'reopening')) = (staff_id is not null));

-- When the bytes were deleted, because whoever sent them took them back.
alter table photo add column deleted_at timestamptz;

-- The chat messages that carried an entry's photo, and all that were taken back: LINE tells of that in any order, so that
-- a message may be known as taken back before it is known itself.
create table line_message (
  account_id  uuid not null references account,
  message_id  text not null,
  entry_id    uuid,
  unsent_at   timestamptz,
  primary key (account_id, message_id),
  foreign key (account_id, entry_id) references entry (account_id, id),
  check (entry_id is not null or unsent_at is not null)
);
create index line_message_of_entry on line_message (account_id, entry_id) where entry_id is not null;
insert into line_message (account_id, message_id, entry_id)
select account_id, substr(idempotency_key, length('line-message:') + 1), id
from entry where source = 'chat' and idempotency_key like 'line-message:_%';

-- What a message said is found again when it is taken back.
create index webhook_event_of_message on webhook_event (account_id, (event -> 'message' ->> 'id'))
  where event -> 'message' ->> 'id' is not null;
