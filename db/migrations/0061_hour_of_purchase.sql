-- The hour in Tokyo at which a receipt was printed, 0 to 23; null: no time was read. Of lines of before it is read from the
-- reading with their class, as far as that was not done yet.
alter table purchased_item add column purchased_hour smallint;
alter table purchased_item add constraint purchased_item_hour_check check (purchased_hour between 0 and 23) not valid;
