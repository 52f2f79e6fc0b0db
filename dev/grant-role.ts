import { audit, inTransaction, staff } from '@tamaru/db'
import { Role, ROLES } from '@tamaru/domain'
import { withAccount } from './with-account.ts'

const [lineUserId = '', role, displayName] = process.argv.slice(2)

/** `npm run grant-role -- U… owner "Name"`: the first owner. A person sees the own U… in the staff console. */
await withAccount(async (db, account) => {
  const granted = Role.safeParse(role)
  if (!/^U[0-9a-f]{32}$/.test(lineUserId) || !granted.success || !displayName)
    throw new Error(`npm run grant-role -- U<32 hexadecimal digits> ${ROLES.join('|')} "Name"`)
  await inTransaction(db, async (sql) => {
    const before = await staff.findByLineUser(sql, account.id, lineUserId)
    const now = new Date()
    const after = await staff.grant(sql, account.id, { lineUserId, displayName, role: granted.data }, now)
    await audit.record(sql, {
      accountId: account.id,
      staffId: null,
      act: 'member.grant',
      subject: `staff:${after.id}`,
      before: before && rightsOf(before),
      after: rightsOf(after),
      now,
    })
  })
  return `${displayName} is ${granted.data} of ${account.name}`
})

function rightsOf({ role, storeIds, active }: staff.StaffMember) {
  return { role, storeIds, active }
}
