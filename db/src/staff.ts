import type { Role } from '@tamaru/domain'
import type { Sql } from './open-db.ts'

export interface StaffMember {
  id: string
  accountId: string
  lineUserId: string
  displayName: string
  role: Role
}

export async function findByLineUser(
  sql: Sql,
  accountId: string,
  lineUserId: string,
): Promise<StaffMember | undefined> {
  const [member] = await sql<StaffMember[]>`
    select id, account_id, line_user_id, display_name, role from staff
    where account_id = ${accountId} and line_user_id = ${lineUserId}`
  return member
}

export async function find(sql: Sql, accountId: string, staffId: string): Promise<StaffMember | undefined> {
  const [member] = await sql<StaffMember[]>`
    select id, account_id, line_user_id, display_name, role from staff
    where account_id = ${accountId} and id = ${staffId}`
  return member
}

/** Gives a person a role, or changes the one that they have. */
export async function grant(
  sql: Sql,
  accountId: string,
  person: { lineUserId: string; displayName: string; role: Role },
): Promise<StaffMember> {
  const [member] = await sql<StaffMember[]>`
    insert into staff (account_id, line_user_id, display_name, role)
    values (${accountId}, ${person.lineUserId}, ${person.displayName}, ${person.role})
    on conflict (account_id, line_user_id) do update set role = excluded.role, display_name = excluded.display_name
    returning id, account_id, line_user_id, display_name, role`
  return member!
}
