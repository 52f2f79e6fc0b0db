-- What LINE told us, once per event, and what is to be sent, once per reason.

create table webhook_event (
  account_id  uuid not null references account,
  webhook_event_id text not null,
  type        text not null,
  event       jsonb not null,
  received_at timestamptz not null default now(),
  handled_at  timestamptz,
  primary key (account_id, webhook_event_id)
);

create table outbox_message (
  id           uuid primary key default gen_random_uuid(),
  account_id   uuid not null references account,
  shopper_id   uuid not null,
  -- e.g. "entry:ID:result": the same message is never written twice.
  natural_key  text not null,
  purpose      text not null check (purpose in ('answer', 'result', 'survey', 'offer')),
  messages     jsonb not null check (jsonb_array_length(messages) between 1 and 5),
  -- Where LINE's reply token still counts, a reply costs nothing; otherwise the message is pushed.
  reply_token  text,
  -- X-Line-Retry-Key: with it LINE takes a push once, however often it is sent within 24 hours.
  retry_key    uuid not null default gen_random_uuid(),
  state        text not null default 'queued' check (state in ('queued', 'sent', 'dropped')),
  not_before   timestamptz not null default now(),
  first_tried_at timestamptz,
  sent_at      timestamptz,
  line_request_id text,
  -- Why it was not sent: no_consent, blocked, refused, quota …
  dropped_because text,
  created_at   timestamptz not null default now(),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  unique (account_id, id),
  constraint outbox_once unique (account_id, natural_key),
  check ((state = 'sent') = (sent_at is not null)),
  check ((state = 'dropped') = (dropped_because is not null))
);
create index outbox_of_shopper on outbox_message (account_id, shopper_id, created_at desc);
