-- When a photo was stored without what phones and programs write beside its picture. Null: stored before that was done,
-- as it was sent; `npm run strip-photos` sees to those.
alter table photo add column stripped_at timestamptz;
create index photo_to_strip on photo (account_id, sha256) where stripped_at is null;
comment on column photo.sha256 is 'of the bytes as they were sent';
comment on column photo.bytes is 'as stored';
