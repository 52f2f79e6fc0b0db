import { verifyAuditChain } from '@tamaru/db'
import { parseArgs } from 'node:util'
import { withAccount } from './with-account.ts'

/**
 * `npm run verify-audit [-- --head HASH]`: recomputes the account's audit log. With a head that was noted earlier,
 * somewhere else, also that nothing up to it was cut off or written anew. Exit code 1 names the first fault.
 */
await withAccount(async (db, account) => {
  const { values } = parseArgs({ options: { head: { type: 'string' } } })
  const noted = values.head?.toLowerCase()
  if (noted !== undefined && !/^[0-9a-f]{64}$/.test(noted))
    throw new Error('npm run verify-audit -- --head <the 64 hexadecimal digits that an earlier run printed>')
  const { events, head, fault, erased } = await verifyAuditChain(db, account.id, noted)
  if (fault) throw new Error(`${account.name}: ${fault}\n${events} event(s) before it hang together`)
  const gone = erased > 0 ? `; ${erased} of them lost words to erasures, as the log itself says` : ''
  return `${account.name}: ${events} event(s) hang together${gone}\nhead ${head}`
})
