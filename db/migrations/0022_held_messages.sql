-- A message ends as sent, held with its reason, or discarded with its reason: nothing is dropped unseen.

alter table outbox_message
  drop constraint outbox_message_state_check,
  drop constraint outbox_message_check,
  drop constraint outbox_message_check1;

alter table outbox_message rename column dropped_because to reason;
-- A reply has no retry key, so only pushes count: LINE keeps the key for 24 hours from the first.
alter table outbox_message rename column first_tried_at to first_pushed_at;

alter table outbox_message
  -- LINE's own words, where it had any.
  add column detail text,
  -- Since when it is held or discarded.
  add column stopped_at timestamptz,
  -- A call went out, and nobody knows whether LINE took it. Written before each call, taken back by an answer that proves
  -- that nothing was taken.
  add column maybe_taken boolean not null default false,
  -- Until then LINE surely still takes the reply token, unless it was used.
  add column reply_until timestamptz,
  -- How often it was let go again without being asked to.
  add column releases int not null default 0,
  -- The message whose reply takes this one along.
  add column rides_with uuid;

update outbox_message set maybe_taken = first_pushed_at is not null where state <> 'sent';
update outbox_message set first_pushed_at = null where reply_token is not null;
update outbox_message set reply_until = created_at + interval '50 seconds' where reply_token is not null;
-- Where LINE's words were kept as the reason, LINE had refused it.
update outbox_message set
  state = case reason when 'no_consent' then 'discarded' else 'held' end,
  reason = case
    when reason in ('no_consent', 'quota') then reason
    when reason = 'not delivered within the life of its retry key' then 'unsure'
    else 'refused' end,
  detail = case when reason in ('no_consent', 'quota') then null else reason end,
  maybe_taken = reason = 'not delivered within the life of its retry key',
  stopped_at = coalesce(first_pushed_at, not_before),
  first_pushed_at = case when reason = 'not delivered within the life of its retry key' then first_pushed_at end,
  retry_key = gen_random_uuid()
where state = 'dropped';

alter table outbox_message
  add constraint outbox_state check (state in ('queued', 'sent', 'held', 'discarded')),
  add constraint outbox_sent_at check ((state = 'sent') = (sent_at is not null)),
  add constraint outbox_reason check (reason in (
    'quota', 'unauthorized', 'unreachable', 'not_a_friend', 'refused', 'unsure', 'stale', 'no_consent')),
  add constraint outbox_stopped check (
    (state in ('held', 'discarded')) = (reason is not null)
    and (state in ('held', 'discarded')) = (stopped_at is not null)),
  add constraint outbox_reply_token check ((reply_token is null) = (reply_until is null)),
  add constraint outbox_pushed_by_key check (first_pushed_at is null or reply_token is null),
  add constraint outbox_rides check (rides_with is null or state in ('held', 'sent')),
  add foreign key (account_id, rides_with) references outbox_message (account_id, id);

create index outbox_held on outbox_message (account_id, shopper_id, created_at) where state = 'held';
create index outbox_discarded on outbox_message (account_id, stopped_at) where state = 'discarded';
create index outbox_riders on outbox_message (account_id, rides_with) where rides_with is not null;
-- What was given up is looked for among what was done.
create index job_buried on job (account_id, id) where state = 'buried';
