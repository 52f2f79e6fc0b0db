import {
  chainsOf,
  conditionsOf,
  keptAttribute,
  refersTo,
  Rule,
  tokyoDate,
  understandRule,
  type Known,
  type KnownThing,
  type ReferenceKind,
  type Understood,
} from '@tamaru/domain'
import * as attributes from '../attributes/attributes.ts'
import type { Sql } from '../open-db.ts'

/** Reads a rule as it is written, be it that of a segment, against what the account has at this instant. */
export async function understand(
  sql: Sql,
  accountId: string,
  written: unknown,
  now: Date,
  segmentId?: string,
): Promise<Understood> {
  return understandRule(written, await know(sql, accountId, written, now), segmentId)
}

/** A saved segment that is not archived, with how far its members are kept. */
export interface SavedSegment {
  id: string
  name: string
  version: number
  keptMeaning: string | null
  keptVersion: number | null
  keptOn: string | null
  understood: Understood
}

/** Reads the rules of all saved segments of an account at once. */
export async function understandSaved(sql: Sql, accountId: string, now: Date): Promise<SavedSegment[]> {
  const saved = await sql<(Omit<SavedSegment, 'understood'> & { rule: unknown })[]>`
    select id, name, rule, version, kept_meaning, kept_version, kept_on from segment
    where account_id = ${accountId} and archived_at is null order by created_at, id`
  if (saved.length === 0) return []
  const known = await know(sql, accountId, null, now)
  return saved.map(({ rule, ...segment }) => ({
    ...segment,
    understood: understandRule(rule, known, segment.id),
  }))
}

interface Thing extends KnownThing {
  id: string
}
const byId = (things: readonly Thing[]) => new Map(things.map(({ id, ...thing }) => [id, thing]))

/** Finds all that a rule names, and what the segments that it names do in their turn. */
async function know(sql: Sql, accountId: string, written: unknown, now: Date): Promise<Known> {
  const segments = await sql<Thing[]>`
    select id, name, rule, array[id] as ids from segment where account_id = ${accountId} and archived_at is null`
  const named = namesIn([written, ...segments.map(({ rule }) => rule)])
  const [products, brands, categories, stores, chains, tags, ofPeople, audiences] = await Promise.all([
    sql<Thing[]>`
      select p.id, p.name, array(
        select alike.id from product alike
        where alike.account_id = p.account_id and alike.counts_as = p.counts_as) as ids
      from product p where p.account_id = ${accountId} and p.id = any(${named('product')}::uuid[])`,
    goodsBy(sql, accountId, 'brand', named('brand')),
    goodsBy(sql, accountId, 'category', named('category')),
    sql<Thing[]>`
      select id, name, array[id] as ids from store
      where account_id = ${accountId} and id = any(${named('store')}::uuid[])`,
    chainsNamed(sql, accountId, named('chain')),
    sql<Thing[]>`
      select t.id, o.name, array[o.id] as ids from tag t
      join tag o on o.account_id = t.account_id and o.id = coalesce(t.merged_into, t.id)
      where t.account_id = ${accountId} and t.id = any(${named('tag')}::uuid[])
        and (o.ends_on is null or o.ends_on >= ${tokyoDate(now)}::date)`,
    attributesNamed(sql, accountId, named('attribute')),
    sql<Thing[]>`
      select id, name, array[id] as ids from audience
      where account_id = ${accountId} and id = any(${named('audience')}::uuid[]) and ended_at is null`,
  ])
  return {
    product: byId(products),
    brand: byId(brands),
    category: byId(categories),
    store: byId(stores),
    chain: byId(chains),
    tag: byId(tags),
    segment: byId(segments),
    attribute: byId(ofPeople),
    audience: byId(audiences),
  }
}

async function chainsNamed(sql: Sql, accountId: string, ids: string[]): Promise<Thing[]> {
  if (ids.length === 0) return []
  const stores = await sql<{ id: string; name: string; registrationNumbers: string[] }[]>`
    select id, name, registration_numbers from store
    where account_id = ${accountId} and registration_numbers <> '{}' order by name, id`
  return chainsOf(stores)
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name, storeIds }) => ({ id, name, ids: storeIds }))
}

async function attributesNamed(sql: Sql, accountId: string, keys: string[]): Promise<Thing[]> {
  if (keys.length === 0) return []
  const [defined, written] = await Promise.all([
    attributes.list(sql, accountId),
    attributes.listWritten(sql, accountId),
  ])
  return defined
    .filter(({ key, archivedAt }) => keys.includes(key) && !archivedAt)
    .map((one) => ({
      ...{ id: one.key, name: one.words.ja, ids: [one.key] },
      attribute: { ...one, isWritten: written.has(keptAttribute(one.key)) },
    }))
}

/** The products of brands or categories, with all that staff say is the same. */
const goodsBy = (sql: Sql, accountId: string, column: 'brand' | 'category', names: string[]) => sql<Thing[]>`
  select p.${sql(column)} as id, p.${sql(column)} as name, array_agg(distinct alike.id) as ids
  from product p join product alike on alike.account_id = p.account_id and alike.counts_as = p.counts_as
  where p.account_id = ${accountId} and p.${sql(column)} = any(${names}::text[])
  group by p.${sql(column)}`

function namesIn(rules: readonly unknown[]): (of: ReferenceKind) => string[] {
  const references = rules.flatMap((written) => {
    const { data: rule } = Rule.safeParse(written)
    return rule ? conditionsOf(rule).flatMap(refersTo) : []
  })
  return (wanted) => references.filter(({ of }) => of === wanted).map(({ id }) => id)
}
