-- What the gate asks beside consent and hours: where a person lives, who tries the account out, and what the month has cost.

alter table shopper
  -- By its number (JIS X 0401), in the person's own word; null: not told.
  add column prefecture text check (prefecture ~ '^(0[1-9]|[1-3][0-9]|4[0-7])$'),
  -- Whose side somebody who tries the account out is on; null: a person who shops.
  add column test_side text check (test_side in ('client', 'agency'));
-- Who leaves takes along what they said of themselves, and what was noted of them.
create function forget_attributes() returns trigger language plpgsql as $$
begin
  new.language := null;
  new.line_language := null;
  new.prefecture := null;
  new.test_side := null;
  return new;
end $$;
create trigger shopper_forgotten before update of erased_at on shopper for each row
  when (new.erased_at is not null) execute function forget_attributes();
create index shopper_tests on shopper (account_id) where test_side is not null;

-- LINE's month, as LINE told it last: {limit, used, askedAt}.
alter table account add column line_quota jsonb;

alter table outbox_message
  drop constraint outbox_reason,
  add constraint outbox_reason check (reason in (
    'quota', 'unauthorized', 'unreachable', 'not_a_friend', 'refused', 'unsure', 'stale', 'no_consent',
    'stopped', 'cap', 'over_budget', 'kept_quota', 'quiet_hours'));
-- What was pushed, and what is about to be: replies and what rode with one cost nothing.
create index outbox_pushed on outbox_message (account_id, sent_at)
  where state = 'sent' and reply_token is null and rides_with is null;
create index outbox_on_its_way on outbox_message (account_id, passed_at)
  where state = 'queued' and passed_at is not null and reply_token is null;
