-- How an account sends (stop, quiet hours, closing days, caps), where it differs from what it begins with; and when a
-- message passed the gate, which is what the caps count.

alter table account add column sending_rules jsonb not null default '{}';

alter table outbox_message
  add column passed_at timestamptz,
  -- Staff have said that it is to go.
  add column let_go_at timestamptz,
  drop constraint outbox_reason,
  add constraint outbox_reason check (reason in (
    'quota', 'unauthorized', 'unreachable', 'not_a_friend', 'refused', 'unsure', 'stale', 'no_consent',
    'stopped', 'cap', 'quiet_hours'));
update outbox_message set passed_at = sent_at where state = 'sent' and purpose not in ('answer', 'result');
create index outbox_passed on outbox_message (account_id, shopper_id, passed_at) where passed_at is not null;
