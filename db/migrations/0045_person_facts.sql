-- What is known of each person, kept ready so that nobody reads it from what happened: facts, receipts, products, and what
-- happened how often. All of it is made of the books by db/src/facts/refresh-facts.ts, for the people who were touched; none of
-- it is a truth of its own. Purchases stand in it only while their person's consent to the analysis of them does.

-- Whoever is touched waits here until their facts are made anew, however often: rows are only added, so that nobody who tells
-- of something waits for somebody else, and only taken by who makes facts. Without a key: it is nearly always empty.
create table person_touched (
  account_id uuid not null,
  shopper_id uuid not null
);

create table person_fact (
  account_id       uuid not null references account,
  shopper_id       uuid not null,
  joined_at        timestamptz not null,
  -- Null: not known.
  friend           boolean,
  friend_since     timestamptz,
  language         text,
  rank             text not null,
  points           int not null,
  nps              int,
  nps_at           timestamptz,
  -- Consent to the analysis of purchases stands. Without it all that follows is as of nobody who bought.
  analysis         boolean not null,
  receipts         int not null,
  spent_yen        bigint not null,
  first_receipt_on date,
  last_receipt_on  date,
  -- Where most receipts are from; of several the one of the last.
  usual_store_id   uuid,
  refreshed_at     timestamptz not null,
  primary key (account_id, shopper_id),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  constraint person_fact_of_purchases check (analysis or receipts = 0)
);
create index person_fact_by_joining on person_fact (account_id, joined_at desc, shopper_id desc);

create table person_receipt (
  account_id uuid not null,
  shopper_id uuid not null,
  entry_id   uuid not null,
  -- The Tokyo day of the purchase, or of the entry where the print does not tell.
  bought_on  date not null,
  yen        bigint not null,
  pieces     numeric not null,
  store_id   uuid,
  primary key (account_id, shopper_id, entry_id),
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
create index person_receipt_by_day on person_receipt (account_id, bought_on) include (shopper_id, yen, store_id);

create table person_product (
  account_id uuid not null,
  shopper_id uuid not null,
  product_id uuid not null,
  receipts   int not null,
  pieces     numeric not null,
  yen        bigint not null,
  first_on   date not null,
  last_on    date not null,
  primary key (account_id, shopper_id, product_id),
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
create index person_product_of_product on person_product (account_id, product_id, last_on) include (shopper_id, pieces);

create table person_happened (
  account_id uuid not null,
  shopper_id uuid not null,
  kind       text not null,
  times      int not null,
  last_at    timestamptz not null,
  primary key (account_id, shopper_id, kind),
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
create index person_happened_of_kind on person_happened (account_id, kind, last_at) include (shopper_id, times);

-- As before, and whom it happened to is touched.
create or replace function record_happening(
  of_account uuid, key text, of_shopper uuid, of_kind text, happened_at timestamptz, told jsonb
) returns bigint language plpgsql as $$
declare written bigint;
begin
  with once as (
    insert into happening_key (account_id, natural_key) values (of_account, key)
    on conflict (account_id, natural_key) do nothing returning id),
  touched as (
    insert into person_touched (account_id, shopper_id)
    select of_account, of_shopper from once where of_shopper is not null)
  insert into happening (id, account_id, shopper_id, kind, at, payload)
  select id, of_account, of_shopper, of_kind, happened_at, told from once
  returning id into written;
  return written;
end $$;

-- A state of a person that nothing tells of, such as LINE's answer about a friendship, touches them as well. Of who leaves
-- nothing is kept from that moment on: whoever makes facts holds the person, and sees that they have left.
create function touch_shopper() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.erased_at is not null then
    delete from person_fact where account_id = new.account_id and shopper_id = new.id;
    delete from person_receipt where account_id = new.account_id and shopper_id = new.id;
    delete from person_product where account_id = new.account_id and shopper_id = new.id;
    delete from person_happened where account_id = new.account_id and shopper_id = new.id;
  else
    insert into person_touched (account_id, shopper_id) values (new.account_id, new.id);
  end if;
  return null;
end $$;
create trigger shopper_is_new after insert on shopper for each row execute function touch_shopper();
create trigger shopper_is_other after update on shopper for each row
  when ((old.is_friend, old.friendship_at, old.language, old.line_language, old.rank, old.stopped_at, old.erased_at)
    is distinct from (new.is_friend, new.friendship_at, new.language, new.line_language, new.rank, new.stopped_at, new.erased_at))
  execute function touch_shopper();

-- Everybody who is here already.
insert into person_touched (account_id, shopper_id) select account_id, id from shopper where erased_at is null;
