-- What becomes of somebody's row when they leave is held by a check, all of it: those who left before people had languages,
-- prefectures or tests of their own kept what came by later.
update shopper set is_friend = null, friendship_at = null, language = null, line_language = null, prefecture = null,
  test_side = null, test_since = null, test_by = null
where erased_at is not null
  and num_nonnulls(is_friend, friendship_at, language, line_language, prefecture, test_side, test_since, test_by) > 0;
alter table shopper drop constraint shopper_erased,
  add constraint shopper_erased check (case when erased_at is null then line_user_id is not null
    else not has_own_name and num_nonnulls(line_user_id, display_name, picture_url, stopped_at, is_friend, friendship_at,
      language, line_language, prefecture, test_side, test_since, test_by) = 0 end);

-- Work that reacts to what happened to a person went unnoticed: a happening has a payload too, and that was meant.
create or replace function drop_work_of(of_account uuid, of_shopper uuid) returns int language plpgsql as $$
declare dropped int;
begin
  with entries as (select id::text from entry where account_id = of_account and shopper_id = of_shopper),
  messages as (select id::text from outbox_message where account_id = of_account and shopper_id = of_shopper),
  events as (
    select e.webhook_event_id from webhook_event e
    join shopper s on s.account_id = e.account_id and s.line_user_id = e.event -> 'source' ->> 'userId'
    where e.handled_at is null and s.account_id = of_account and s.id = of_shopper)
  delete from job where account_id = of_account and state in ('ready', 'leased', 'buried') and (
    person_id = of_shopper
    or payload ->> 'shopperId' = of_shopper::text
    or payload ->> 'entryId' in (select id from entries)
    or payload ->> 'messageId' in (select id from messages)
    or payload ->> 'webhookEventId' in (select webhook_event_id from events)
    or (kind = 'react' and exists (
      select from happening h where h.id = (job.payload ->> 'happeningId')::bigint and h.shopper_id = of_shopper)));
  get diagnostics dropped = row_count;
  return dropped;
end $$;
