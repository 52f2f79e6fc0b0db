import { Role, ROLES } from '@tamaru/domain'
import { grantRole } from '../api/src/staff/grant-role.ts'
import { withAccount } from './with-account.ts'

const [lineUserId = '', role, displayName] = process.argv.slice(2)

/** `npm run grant-role -- U… owner "Name"`: the first owner. A person sees the own U… in the staff console. */
await withAccount(async (db, account) => {
  const granted = Role.safeParse(role)
  if (!/^U[0-9a-f]{32}$/.test(lineUserId) || !granted.success || !displayName)
    throw new Error(`npm run grant-role -- U<32 hexadecimal digits> ${ROLES.join('|')} "Name"`)
  const person = { lineUserId, displayName, role: granted.data }
  await grantRole({ db, now: () => new Date() }, account.id, person)
  return `${displayName} is ${granted.data} of ${account.name}`
})
