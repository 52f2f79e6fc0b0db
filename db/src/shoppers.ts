import type { Sql } from './open-db.ts'

export interface Shopper {
  id: string
  accountId: string
  lineUserId: string
  displayName: string | null
  pictureUrl: string | null
  isFriend: boolean
  offersConsentAt: Date | null
  createdAt: Date
}

/** The shopper with this verified LINE user ID, made or brought up to date. A missing name never erases a known one. */
export async function upsert(
  sql: Sql,
  accountId: string,
  person: { lineUserId: string; displayName?: string | null; pictureUrl?: string | null; isFriend?: boolean },
): Promise<Shopper> {
  const [shopper] = await sql<Shopper[]>`
    insert into shopper (account_id, line_user_id, display_name, picture_url, is_friend)
    values (${accountId}, ${person.lineUserId}, ${person.displayName ?? null}, ${person.pictureUrl ?? null},
            ${person.isFriend ?? false})
    on conflict (account_id, line_user_id) do update set
      display_name = coalesce(excluded.display_name, shopper.display_name),
      picture_url = coalesce(excluded.picture_url, shopper.picture_url),
      is_friend = ${person.isFriend === undefined ? sql`shopper.is_friend` : person.isFriend}
    returning *`
  return shopper!
}

export async function find(sql: Sql, accountId: string, shopperId: string): Promise<Shopper | undefined> {
  const [shopper] = await sql<Shopper[]>`
    select * from shopper where account_id = ${accountId} and id = ${shopperId}`
  return shopper
}

/** As `find`, and holds the row until the transaction ends: what is decided about one person is decided in turn. */
export async function lock(sql: Sql, accountId: string, shopperId: string): Promise<Shopper | undefined> {
  const [shopper] = await sql<Shopper[]>`
    select * from shopper where account_id = ${accountId} and id = ${shopperId} for no key update`
  return shopper
}

/** Whether the person agrees to offers. The time of the first yes is kept while it stays yes. */
export async function setOffersConsent(
  sql: Sql,
  accountId: string,
  shopperId: string,
  agreed: boolean,
): Promise<Shopper> {
  const [shopper] = await sql<Shopper[]>`
    update shopper set offers_consent_at = ${agreed ? sql`coalesce(offers_consent_at, now())` : null}
    where account_id = ${accountId} and id = ${shopperId} returning *`
  return shopper!
}
