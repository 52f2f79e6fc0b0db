import { TemplateWords, type TemplateKind } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/** Words that an account has for a kind of message; null: the product's own again. */
export interface TemplateVersion {
  kind: TemplateKind
  version: number
  words: TemplateWords | null
  madeAt: Date
}

/** Finds the newest version of each of these kinds that the account has ever worded anew. */
export async function findNewest(
  sql: Sql,
  accountId: string,
  kinds: readonly TemplateKind[],
): Promise<TemplateVersion[]> {
  return sql<TemplateVersion[]>`
    select distinct on (kind) kind, version, words, made_at from template_version
    where account_id = ${accountId} and kind = any(${kinds as string[]}) order by kind, version desc`
}

/** As `findNewest` of one kind, and has others who word it anew wait until the transaction ends. */
export async function lockNewest(
  sql: Sql,
  accountId: string,
  kind: TemplateKind,
): Promise<TemplateVersion | undefined> {
  await sql`select 1 from account where id = ${accountId} for no key update`
  const [newest] = await findNewest(sql, accountId, [kind])
  return newest
}

/** Adds the next version. None of before is ever changed: messages that were sent name theirs. */
export async function add(
  sql: Sql,
  by: { accountId: string; staffId: string },
  made: TemplateVersion,
): Promise<void> {
  await sql`
    insert into template_version (account_id, kind, version, words, staff_id, made_at)
    values (${by.accountId}, ${made.kind}, ${made.version}, ${made.words && sql.json(made.words)}, ${by.staffId},
            ${made.madeAt})`
}

/** Lists all versions of a kind, the newest first, with who made them. */
export async function listVersions(
  sql: Sql,
  accountId: string,
  kind: TemplateKind,
  asked: PageAsked,
): Promise<Page<TemplateVersion & { by: string }>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`t.version`, 'bigint']], 'desc', asked)
  const rows = await sql<(TemplateVersion & { by: string; place: Place })[]>`
    select ${place}, t.kind, t.version, t.words, t.made_at, s.display_name as by
    from template_version t join staff s on s.account_id = t.account_id and s.id = t.staff_id
    where t.account_id = ${accountId} and t.kind = ${kind} ${beyond} ${tail}`
  return toPage(rows, asked)
}
