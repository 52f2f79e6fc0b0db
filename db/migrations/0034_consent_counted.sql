-- Who agreed to what is counted over all people of an account: with what they said in the index, from the index alone.
drop index consent_of_shopper;
create index consent_of_shopper on consent_event (account_id, shopper_id, purpose, id desc) include (given, wording);
