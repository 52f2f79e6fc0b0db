-- The people of an account are listed by what they bought, spent, how lately, and by their last answer: each order has its index,
-- so that a page of a million people is read as it stands. The expressions are those of db/src/facts/customers.ts.
create index person_fact_by_receipts on person_fact (account_id, receipts desc, shopper_id desc);
create index person_fact_by_spending on person_fact (account_id, spent_yen desc, shopper_id desc);
create index person_fact_by_recency on person_fact
  (account_id, (coalesce(last_receipt_on - date '1970-01-01', -1)) desc, shopper_id desc);
create index person_fact_by_nps on person_fact (account_id, (coalesce(nps, -1)) desc, shopper_id desc);
