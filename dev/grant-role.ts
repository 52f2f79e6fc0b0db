import { staff } from '@tamaru/db'
import { Role, ROLES } from '@tamaru/domain'
import { withAccount } from './with-account.ts'

const [lineUserId = '', role, displayName] = process.argv.slice(2)

/** `npm run grant-role -- U… owner "Name"`: the first owner. A person sees the own U… in the staff console. */
await withAccount(async (db, account) => {
  const granted = Role.safeParse(role)
  if (!/^U[0-9a-f]{32}$/.test(lineUserId) || !granted.success || !displayName)
    throw new Error(`npm run grant-role -- U<32 hexadecimal digits> ${ROLES.join('|')} "Name"`)
  await staff.grant(db, account.id, { lineUserId, displayName, role: granted.data })
  return `${displayName} is ${granted.data} of ${account.name}`
})
