-- A bar code that was read as an amount has thirteen digits: it is a reason to look at an entry, none to lose it.
alter table purchased_item alter column amount_yen type numeric;
