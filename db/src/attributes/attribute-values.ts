import type { AttributeSource } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

export interface ToldValue {
  shopperId: string
  attribute: string
  /** As it is kept; null: taken back. */
  value: string | null
}

export interface StoredValue {
  attribute: string
  value: string | null
  source: AttributeSource
  toldAt: Date
}

/** Writes what was told of people, where it is another than what is known, and returns what that was. */
export async function tell(
  sql: Sql,
  accountId: string,
  told: readonly ToldValue[],
  { source, now, batchId = null }: { source: AttributeSource; now: Date; batchId?: string | null },
): Promise<ToldValue[]> {
  const column = (name: keyof ToldValue) => told.map((each) => each[name])
  return sql<ToldValue[]>`
    with known as materialized (
      select shopper_id, attribute, value, value_id from person_attribute
      where account_id = ${accountId} and shopper_id = any(${column('shopperId')}::uuid[]))
    insert into attribute_value (account_id, shopper_id, attribute, value, source, told_at, batch_id, before_id)
    select ${accountId}, t.shopper_id, t.attribute, t.value, ${source}, ${now}, ${batchId}, p.value_id
    from unnest(${column('shopperId')}::uuid[], ${column('attribute')}::text[], ${column('value')}::text[])
      as t (shopper_id, attribute, value)
    left join known p on p.shopper_id = t.shopper_id and p.attribute = t.attribute
    where p.value is distinct from t.value
    returning shopper_id, attribute, value`
}

/** Finds a person's value of an attribute; null where none is known. */
export async function find(
  sql: Sql,
  accountId: string,
  shopperId: string,
  attribute: string,
): Promise<string | null> {
  const [row] = await sql<{ value: string | null }[]>`
    select value from person_attribute
    where account_id = ${accountId} and shopper_id = ${shopperId} and attribute = ${attribute}`
  return row?.value ?? null
}

/** Lists what is known of a person. */
export async function list(sql: Sql, accountId: string, shopperId: string): Promise<StoredValue[]> {
  return sql<StoredValue[]>`
    select v.attribute, v.value, v.source, v.told_at
    from person_attribute p join attribute_value v on v.id = p.value_id
    where p.account_id = ${accountId} and p.shopper_id = ${shopperId} order by v.attribute`
}

/** Lets go what was told longer ago than each attribute is kept. Returns how many values went. */
export async function forgetOld(sql: Sql, now: Date): Promise<number> {
  const [row] = await sql<{ gone: number }[]>`
    select coalesce(sum(forget_attribute_values(account_id, key, ${now}::timestamptz - make_interval(days => kept_days))), 0)::int
      as gone
    from attribute where kept_days is not null`
  return row!.gone
}
