-- Products belong to the account. What a campaign's rules call a good is an id of the campaign's own, as it always was: a
-- table says which product of the account it is. No version and no judgement changes.
create table product (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  jan         text check (length(jan) > 0),
  name        text not null check (length(name) > 0),
  kana        text,
  aliases     text[] not null default '{}',
  price_yen   int check (price_yen > 0),
  brand       text,
  category    text,
  -- An emoji, or the address of a picture.
  picture     text,
  -- Not to be chosen any more. What was bought stays bought.
  archived_at timestamptz,
  -- Staff say that it is the same good as this one, until they undo it.
  merged_into uuid,
  -- The product at the end of all mergings: itself, where there is none.
  counts_as   uuid not null,
  created_at  timestamptz not null,
  unique (account_id, id),
  foreign key (account_id, merged_into) references product (account_id, id),
  foreign key (account_id, counts_as) references product (account_id, id),
  constraint product_counts_as check ((merged_into is null) = (counts_as = id))
);
create unique index product_jan_once on product (account_id, jan) where jan is not null;
create index product_counting_as on product (account_id, counts_as);
create index product_merged_into on product (account_id, merged_into) where merged_into is not null;

create table campaign_product (
  account_id  uuid not null references account,
  campaign_id uuid not null,
  -- As the campaign's rules call it.
  rules_id    text not null,
  product_id  uuid not null,
  primary key (account_id, campaign_id, rules_id),
  foreign key (account_id, campaign_id) references campaign (account_id, id),
  foreign key (account_id, product_id) references product (account_id, id)
);
create index campaign_product_of_product on campaign_product (account_id, product_id);
create trigger campaign_product_append_only before update or delete on campaign_product
  for each row execute function refuse_change();

-- Every good that a campaign ever named, by its newest words for it. Two are one product where they have the same JAN.
create temporary table named on commit drop as
with said as (
  select v.account_id, v.campaign_id, v.version, v.published_at as at, p.good
  from campaign_version v cross join lateral (
    select jsonb_array_elements(case jsonb_typeof(v.rules -> kind) when 'array' then v.rules -> kind else '[]' end) as good
    from unnest(array['products', 'otherProducts']) as kind) p
  union all
  -- Nothing that was bought is left without its product.
  select i.account_id, v.campaign_id, 0, v.published_at, jsonb_build_object('id', i.product_id, 'name', i.name)
  from purchased_item i join entry e on e.id = i.entry_id join campaign_version v on v.id = e.campaign_version_id
  where i.product_id is not null
), newest as (
  select distinct on (campaign_id, good ->> 'id') account_id, campaign_id, good ->> 'id' as rules_id, good, at,
    nullif(btrim(good ->> 'jan'), '') as jan
  from said where good ->> 'id' is not null
  order by campaign_id, good ->> 'id', version desc
)
select *, coalesce('jan ' || jan, campaign_id || ' ' || rules_id) as same from newest;

create temporary table made on commit drop as
select gen_random_uuid() as id, account_id, same, min(at) as since from named group by account_id, same;

insert into product (id, account_id, jan, name, kana, aliases, price_yen, counts_as, created_at)
select distinct on (m.id) m.id, account_id, jan, coalesce(nullif(btrim(good ->> 'name'), ''), rules_id),
  nullif(btrim(good ->> 'kana'), ''),
  array(select jsonb_array_elements_text(
    case jsonb_typeof(good -> 'aliases') when 'array' then good -> 'aliases' else '[]' end)),
  case when (good ->> 'price_yen')::numeric between 1 and 100000000 then (good ->> 'price_yen')::numeric::int end,
  m.id, m.since
from made m join named using (account_id, same) order by m.id, at desc, campaign_id;

insert into campaign_product (account_id, campaign_id, rules_id, product_id)
select account_id, campaign_id, rules_id, m.id from named join made m using (account_id, same);

-- What was bought points to the product, and keeps its name as names are compared (normaliseName in domain). The names of
-- what is stored already are filled in after the migrations: null until then.
alter table purchased_item rename column product_id to rules_id;
alter table purchased_item add column product_id uuid, add column normalised_name text;
update purchased_item i set product_id = p.product_id
from entry e join campaign_version v on v.id = e.campaign_version_id join campaign_product p on p.campaign_id = v.campaign_id
where e.id = i.entry_id and p.account_id = i.account_id and p.rules_id = i.rules_id;
drop index purchased_item_of_shopper;
alter table purchased_item drop column rules_id,
  add foreign key (account_id, product_id) references product (account_id, id);
create index purchased_item_of_shopper on purchased_item (account_id, shopper_id, product_id);
create index purchased_item_unnamed on purchased_item (account_id, entry_id, line) where normalised_name is null;

-- Happenings say of goods which they were. Only here are the ids of campaigns made those of products.
select set_config('tamaru.happening_door', 'open', true);
update happening h set payload = jsonb_set(h.payload, '{goods}', (
  select jsonb_agg(jsonb_set(good, '{productId}', to_jsonb(coalesce(p.product_id::text, good ->> 'productId'))) order by n)
  from jsonb_array_elements(h.payload -> 'goods') with ordinality as g(good, n)
    left join campaign_product p on p.account_id = v.account_id and p.campaign_id = v.campaign_id and p.rules_id = good ->> 'productId'))
from entry e join campaign_version v on v.id = e.campaign_version_id
where h.kind = 'goods_bought' and e.id = (h.payload ->> 'entryId')::uuid and jsonb_array_length(h.payload -> 'goods') > 0;
select set_config('tamaru.happening_door', 'shut', true);

-- Offers named goods by any campaign's id for them: now by the products that these are.
update offer_rule o set rule = o.rule || jsonb_build_object(
  'boughtProductIds', (
    select coalesce(jsonb_agg(distinct coalesce(p.product_id::text, id)), '[]')
    from jsonb_array_elements_text(o.rule -> 'boughtProductIds') as named(id)
      left join campaign_product p on p.account_id = o.account_id and p.rules_id = id),
  'neverProductIds', (
    select coalesce(jsonb_agg(distinct coalesce(p.product_id::text, id)), '[]')
    from jsonb_array_elements_text(o.rule -> 'neverProductIds') as named(id)
      left join campaign_product p on p.account_id = o.account_id and p.rules_id = id));
