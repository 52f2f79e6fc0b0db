-- The last Tokyo day on which what has its days behind it was let go; null: never yet.
alter table account add column forgot_on date;
