import type { Notice } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

export interface PublishedNotice extends Notice {
  version: number
  publishedAt: Date
}

/** Publishes the account's next notice. What was published stays as it was: people have agreed to it. */
export async function publish(
  sql: Sql,
  by: { accountId: string; staffId: string },
  notice: Notice,
  now: Date,
): Promise<PublishedNotice> {
  await sql`select 1 from account where id = ${by.accountId} for no key update`
  const [published] = await sql<PublishedNotice[]>`
    insert into account_notice (account_id, staff_id, version, terms, privacy, operator, contact, published_at)
    select ${by.accountId}, ${by.staffId}, coalesce(max(version), 0) + 1,
      ${notice.terms}, ${notice.privacy}, ${notice.operator}, ${notice.contact}, ${now}
    from account_notice where account_id = ${by.accountId}
    returning version, terms, privacy, operator, contact, published_at`
  return published!
}

/** Finds the notice that holds now, or one of before by its version. */
export async function find(
  sql: Sql,
  accountId: string,
  version?: number,
): Promise<PublishedNotice | undefined> {
  const [notice] = await sql<PublishedNotice[]>`
    select version, terms, privacy, operator, contact, published_at from account_notice
    where account_id = ${accountId} ${version === undefined ? sql`` : sql`and version = ${version}`}
    order by version desc limit 1`
  return notice
}
