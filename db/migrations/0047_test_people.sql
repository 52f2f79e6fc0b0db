-- Since when somebody tries the account out, and who of the staff set them apart.
alter table shopper
  add column test_since timestamptz,
  add column test_by uuid,
  add foreign key (account_id, test_by) references staff (account_id, id),
  add constraint shopper_tests_since check (test_side is not null or (test_since is null and test_by is null));
create or replace function forget_attributes() returns trigger language plpgsql as $$
begin
  new.language := null;
  new.line_language := null;
  new.prefecture := null;
  new.test_side := null;
  new.test_since := null;
  new.test_by := null;
  return new;
end $$;
update shopper s set test_since = e.at, test_by = e.staff_id
from (select distinct on (account_id, subject) account_id, subject, at, staff_id from audit_event
      where act = 'test_person.add' order by account_id, subject, seq desc) e
where s.test_side is not null and e.account_id = s.account_id and e.subject = 'shopper:' || s.id;

-- They have no facts: no segment means them, no list of people shows them.
drop trigger shopper_is_other on shopper;
create trigger shopper_is_other after update on shopper for each row
  when ((old.is_friend, old.friendship_at, old.language, old.line_language, old.rank, old.stopped_at, old.erased_at,
      old.test_side)
    is distinct from (new.is_friend, new.friendship_at, new.language, new.line_language, new.rank, new.stopped_at,
      new.erased_at, new.test_side))
  execute function touch_shopper();
insert into person_touched (account_id, shopper_id) select account_id, id from shopper where test_side is not null;
