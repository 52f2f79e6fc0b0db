-- A reminder of points that will lapse is a message of its own kind.
alter table outbox_message
  drop constraint outbox_message_purpose_check,
  add constraint outbox_message_purpose_check check (purpose in ('answer', 'result', 'survey', 'offer', 'reminder'));
