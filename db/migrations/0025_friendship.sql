-- Whether a message can reach a person, and as of when that is known. Null: nobody has told. Most of those who were no
-- friends until now had never been asked about: they are taken for unknown, and LINE is asked before the next message.
alter table shopper
  alter column is_friend drop not null,
  alter column is_friend drop default,
  add column friendship_at timestamptz;
update shopper set friendship_at = created_at where is_friend;
update shopper set is_friend = null where not is_friend;
