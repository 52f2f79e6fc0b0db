-- As record_happening, for many: one statement records them all, each once by its natural key, in the order of n. A file that is taken
-- in tells of hundreds of thousands, and a call for each was half of its time.
create function record_happenings(told jsonb) returns table (n int, id bigint) language sql as $$
  with all_told as materialized (
    select * from jsonb_to_recordset(told) as t (
      n int, "accountId" uuid, "naturalKey" text, "shopperId" uuid, kind text, at timestamptz, payload jsonb)),
  once as (
    insert into happening_key (account_id, natural_key)
    select "accountId", "naturalKey" from all_told order by n
    on conflict (account_id, natural_key) do nothing returning account_id, natural_key, id),
  named as materialized (
    select distinct on (o.id) t.*, o.id
    from once o join all_told t on t."accountId" = o.account_id and t."naturalKey" = o.natural_key
    order by o.id, t.n),
  touched as (
    insert into person_touched (account_id, shopper_id, happening_id)
    select "accountId", "shopperId", id from named
    where "shopperId" is not null and kind not in ('segment_entered', 'segment_left')),
  written as (
    insert into happening (id, account_id, shopper_id, kind, at, payload)
    select id, "accountId", "shopperId", kind, at, payload from named)
  select n, id from named order by n
$$;
