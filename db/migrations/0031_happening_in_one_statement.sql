-- As before, in one statement instead of two: each is made ready anew in every transaction, and that was most of what
-- recording cost a credit.
create or replace function record_happening(
  of_account uuid, key text, of_shopper uuid, of_kind text, happened_at timestamptz, told jsonb
) returns bigint language plpgsql as $$
declare written bigint;
begin
  with once as (
    insert into happening_key (account_id, natural_key) values (of_account, key)
    on conflict (account_id, natural_key) do nothing returning id)
  insert into happening (id, account_id, shopper_id, kind, at, payload)
  select id, of_account, of_shopper, of_kind, happened_at, told from once
  returning id into written;
  return written;
end $$;
