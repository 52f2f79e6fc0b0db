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
  return accounts.ensure(sql, {
    slug: `minato-${randomBytes(4).toString('hex')}`,
    name: 'ミナト食品',
    loginChannelId: String(randomInt(1_000_000_000, 9_999_999_999)),
    ...given,
  })
}

export function makeShopper(
  sql: Sql,
  accountId: string,
  given: Partial<Parameters<typeof shoppers.upsert>[2]> = {},
): Promise<shoppers.Shopper> {
  return shoppers.upsert(sql, accountId, {
    lineUserId: makeLineUserId(),
    displayName: 'はな',
    friendship: { isFriend: true, at: new Date(0) },
    ...given,
  })
}

export function makeStaff(
  sql: Sql,
  accountId: string,
  role: Role = 'reviewer',
  given: { lineUserId?: string; displayName?: string } = {},
): Promise<staff.StaffMember> {
  return staff.grant(sql, accountId, {
    lineUserId: makeLineUserId(),
    displayName: '担当 佐藤',
    role,
    ...given,
  })
}
