import { BUILT_IN_ATTRIBUTES, type Attribute, type AttributeKind, type NewAttribute } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

/** An attribute of an account; one that is built in has no purpose of its own. */
export interface StoredAttribute extends Attribute {
  kind: AttributeKind
  purpose: string | null
  keptDays: number | null
  archivedAt: Date | null
}

const NOTHING_OF_ITS_OWN = { purpose: null, keptDays: null, archivedAt: null }

/** Lists the attributes of an account: those that are built in, then its own by their keys, archived ones too. */
export async function list(sql: Sql, accountId: string): Promise<StoredAttribute[]> {
  const own = await sql<StoredAttribute[]>`
    select key, kind, words, choices, purpose, kept_days, archived_at from attribute
    where account_id = ${accountId} order by key collate "C"`
  return [...BUILT_IN_ATTRIBUTES.map((each) => ({ ...each, ...NOTHING_OF_ITS_OWN })), ...own]
}

/** Tells of which attributes somebody has a value. */
export async function listWritten(sql: Sql, accountId: string): Promise<Set<string>> {
  // One look into the index for each attribute, however many people there are.
  const rows = await sql<{ attribute: string }[]>`
    with recursive written (attribute) as (
      (select attribute from person_attribute where account_id = ${accountId} order by attribute limit 1)
      union all
      select (select p.attribute from person_attribute p where p.account_id = ${accountId} and p.attribute > w.attribute
        order by p.attribute limit 1)
      from written w where w.attribute is not null)
    select attribute from written where attribute is not null`
  return new Set(rows.map(({ attribute }) => attribute))
}

/** Holds the attributes of an account until the transaction ends. */
export async function lock(sql: Sql, accountId: string): Promise<void> {
  await sql`select 1 from account where id = ${accountId} for no key update`
}

/** Adds an attribute. Refuses `attribute_key_taken`. */
export async function add(
  sql: Sql,
  accountId: string,
  { key, kind, words, choices, purpose, keptDays }: NewAttribute,
  { staffId, now }: { staffId: string; now: Date },
): Promise<void> {
  await sql`
    insert into attribute (account_id, key, kind, words, choices, purpose, kept_days, created_by, created_at)
    values (${accountId}, ${key}, ${kind}, ${sql.json(words as never)}, ${sql.json(choices as never)}, ${purpose},
      ${keptDays}, ${staffId}, ${now})`
}

/** Writes what an attribute is from now on; its key and kind stay. */
export async function change(sql: Sql, accountId: string, to: StoredAttribute): Promise<void> {
  await sql`
    update attribute set words = ${sql.json(to.words as never)}, choices = ${sql.json(to.choices as never)},
      purpose = ${to.purpose}, kept_days = ${to.keptDays}, archived_at = ${to.archivedAt}
    where account_id = ${accountId} and key = ${to.key}`
}
