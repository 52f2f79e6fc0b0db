-- A reward that is not needed any more leaves the list and stays in the books: coupons and codes name it. What is archived
-- is not on offer.
alter table reward add column archived_at timestamptz;
alter table reward add constraint reward_archived_rests check (archived_at is null or terms -> 'active' = 'false');
