-- A campaign that is over leaves the list and stays in the books. What runs, or may run again, is none of the archive's.
alter table campaign add column archived_at timestamptz;
alter table campaign add constraint campaign_archived_is_over check (archived_at is null or state = 'ended');
