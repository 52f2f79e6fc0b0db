import type { Sql } from '../open-db.ts'

export interface Account {
  id: string
  slug: string
  name: string
  loginChannelId: string
}

export async function findByLoginChannel(sql: Sql, loginChannelId: string): Promise<Account | undefined> {
  const [account] = await sql<Account[]>`
    select id, slug, name, login_channel_id from account where login_channel_id = ${loginChannelId}`
  return account
}

/** The account of this LINE Login channel, made on the first start. */
export async function ensure(sql: Sql, account: Omit<Account, 'id'>, now: Date): Promise<Account> {
  const { slug, name, loginChannelId } = account
  await sql`
    insert into account ${sql({ slug, name, loginChannelId, createdAt: now })}
    on conflict do nothing`
  const found = await findByLoginChannel(sql, account.loginChannelId)
  if (!found) throw new Error(`account slug "${account.slug}" already belongs to another LINE Login channel`)
  return found
}
