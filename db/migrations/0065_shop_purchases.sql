-- What people bought in shops of the brand's own, as files tell that were taken in: the brand's word, with no receipt behind it, so that
-- it stands apart from receipts and gives no points. Undoing its file takes it away.
create table shop_purchase (
  id         bigint primary key generated always as identity,
  account_id uuid not null,
  shopper_id uuid not null,
  -- Of what was told, so that the same file tells nothing more.
  key        text not null check (key ~ '^[0-9a-f]{64}$'),
  bought_on  date not null,
  goods      text not null,
  yen        bigint not null check (yen >= 0),
  pieces     integer not null check (pieces > 0),
  -- Empty: not told.
  shop       text not null,
  number     text not null,
  batch_id   uuid not null,
  told_at    timestamptz not null,
  unique (account_id, shopper_id, key),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, batch_id) references batch (account_id, id)
);
create index shop_purchase_by_day on shop_purchase (account_id, bought_on) include (shopper_id, yen);
create index shop_purchase_of_person on shop_purchase (account_id, shopper_id, bought_on desc, id desc);
create index shop_purchase_of_batch on shop_purchase (account_id, batch_id);
create trigger not_of_erased before insert on shop_purchase for each row execute function keep_from_erased('refuse');

-- By it segments may mean somebody otherwise.
create trigger shop_purchase_is_gone after delete on shop_purchase
  referencing old table as gone for each statement execute function touch_forgotten();
create trigger shop_purchase_is_new after insert on shop_purchase
  referencing new table as gone for each statement execute function touch_forgotten();

create function forget_shop_purchases() returns trigger language plpgsql as $$
begin
  delete from shop_purchase where account_id = new.account_id and shopper_id = new.id;
  return null;
end $$;
create trigger shopper_has_no_purchases after update on shopper for each row
  when (old.erased_at is null and new.erased_at is not null) execute function forget_shop_purchases();
