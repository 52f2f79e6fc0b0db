import { accounts, shoppers, staff, type Sql } from '@tamaru/db'
import type { Role } from '@tamaru/domain'
import { randomBytes, randomInt } from 'node:crypto'

/** As LINE gives them: U and 32 hexadecimal digits. */
export function makeLineUserId(): string {
  return `U${randomBytes(16).toString('hex')}`
}

export function makeAccount(
  sql: Sql,
  given: Partial<Omit<accounts.Account, 'id'>> = {},
): Promise<accounts.Account> {
  const account = {
    slug: `minato-${randomBytes(4).toString('hex')}`,
    name: 'ミナト食品',
    loginChannelId: String(randomInt(1_000_000_000, 9_999_999_999)),
    ...given,
  }
  return accounts.ensure(sql, account, new Date())
}

export function makeShopper(
  sql: Sql,
  accountId: string,
  given: Partial<Parameters<typeof shoppers.upsert>[2]> = {},
): Promise<shoppers.Shopper> {
  const person = {
    lineUserId: makeLineUserId(),
    displayName: 'はな',
    friendship: { isFriend: true, at: new Date(0) },
    ...given,
  }
  return shoppers.upsert(sql, accountId, person, new Date())
}

/** So many friends of the account, whom the facts know. */
export async function makeFriends(sql: Sql, accountId: string, count: number): Promise<shoppers.Shopper[]> {
  const made: shoppers.Shopper[] = []
  for (let n = 0; n < count; n++) made.push(await makeShopper(sql, accountId))
  return made
}

export function makeStaff(
  sql: Sql,
  accountId: string,
  role: Role = 'reviewer',
  given: { lineUserId?: string; displayName?: string } = {},
): Promise<staff.Staff> {
  const person = { lineUserId: makeLineUserId(), displayName: '担当 佐藤', role, ...given }
  return staff.grant(sql, accountId, person, new Date())
}

/** How a person with a role stands who is of the whole account and has no last day. */
export const standing = (role: Role) => ({
  role,
  ownRights: null,
  storeIds: null,
  lastDay: null,
  active: true,
})
