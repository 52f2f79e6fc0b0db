-- What was known before a value was told: undoing leads back to it without a search.
alter table attribute_value add column before_id bigint;

set local tamaru.erasure_door = 'open';
update attribute_value v set before_id = (
  select max(b.id) from attribute_value b
  where b.account_id = v.account_id and b.shopper_id = v.shopper_id and b.attribute = v.attribute and b.id < v.id)
where batch_id is not null;
set local tamaru.erasure_door = 'shut';
