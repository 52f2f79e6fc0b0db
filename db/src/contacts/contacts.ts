import type { ContactKind } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

/** A contact as it is kept: only who has the key can read it. */
export interface StoredContact {
  shopperId: string
  kind: ContactKind
  sealed: Uint8Array
  keyedHash: Uint8Array
}

export interface ToldContact extends StoredContact {
  origin: string
  toldAt: Date
}

/** Keeps contacts, each in the place of the one that its person had of the kind; returns whose were other than before. */
export async function tell(
  sql: Sql,
  accountId: string,
  told: readonly StoredContact[],
  { origin, staffId, now }: { origin: string; staffId: string; now: Date },
): Promise<{ shopperId: string; kind: ContactKind }[]> {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  return sql<{ shopperId: string; kind: ContactKind }[]>`
    insert into contact (account_id, shopper_id, kind, sealed, keyed_hash, origin, told_by, told_at)
    select ${accountId}, t.shopper_id, t.kind, decode(t.sealed, 'hex'), decode(t.keyed_hash, 'hex'), ${origin}, ${staffId}, ${now}
    from unnest(${told.map(({ shopperId }) => shopperId)}::uuid[], ${told.map(({ kind }) => kind)}::text[],
      ${told.map(({ sealed }) => hex(sealed))}::text[], ${told.map(({ keyedHash }) => hex(keyedHash))}::text[])
      as t (shopper_id, kind, sealed, keyed_hash)
    on conflict (account_id, shopper_id, kind) do update set (sealed, keyed_hash, origin, told_by, told_at) =
      (excluded.sealed, excluded.keyed_hash, excluded.origin, excluded.told_by, excluded.told_at)
      where contact.keyed_hash <> excluded.keyed_hash
    returning shopper_id, kind`
}

/** Lets one go. False: there was none. */
export async function take(
  sql: Sql,
  { accountId, shopperId, kind }: { accountId: string; shopperId: string; kind: ContactKind },
): Promise<boolean> {
  const { count } = await sql`
    delete from contact where account_id = ${accountId} and shopper_id = ${shopperId} and kind = ${kind}`
  return count > 0
}

/** Lists what is kept of a person. */
export async function list(sql: Sql, accountId: string, shopperId: string): Promise<ToldContact[]> {
  return sql<ToldContact[]>`
    select shopper_id, kind, sealed, keyed_hash, origin, told_at from contact
    where account_id = ${accountId} and shopper_id = ${shopperId} order by kind`
}

/** Lets go what was told before a moment. Returns how many. */
export async function forgetOld(sql: Sql, accountId: string, before: Date): Promise<number> {
  const { count } = await sql`delete from contact where account_id = ${accountId} and told_at < ${before}`
  return count
}
