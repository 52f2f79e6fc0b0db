import { wordingsThatCover } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

/**
 * Makes the condition under which a line `i` of `purchased_item` may be looked at for anything but the decision: it says nothing
 * sensitive, or its person agreed to that by itself, when the receipt came and still. Whoever reads lines for anything else
 * asks it; usable-goods.test.ts looks.
 */
export const isUsable = (sql: Sql) => sql`
  (i.sensitive = 'none' or i.sensitive <> 'none' and exists (
    select from entry e where e.account_id = i.account_id and e.id = i.entry_id
      and ${agreed(sql, sql`and c.at <= e.created_at`)} and ${agreed(sql, sql``)}))`

/** Whether the person of `e` agreed to the use of sensitive purchases by what they said last up to some moment. */
const agreed = (sql: Sql, until: ReturnType<Sql>) => sql`
  coalesce((
    select c.given and c.wording = any(${wordingsThatCover('sensitive')}::int[]) from consent_event c
    where c.account_id = e.account_id and c.shopper_id = e.shopper_id and c.purpose = 'sensitive' ${until}
    order by c.id desc limit 1), false)`

/** Tells whether sensitive lines of an entry may be kept and looked at. */
export async function mayUseSensitive(sql: Sql, accountId: string, entryId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from entry e where e.account_id = ${accountId} and e.id = ${entryId}
      and ${agreed(sql, sql`and c.at <= e.created_at`)} and ${agreed(sql, sql``)}`
  return rows.length > 0
}
