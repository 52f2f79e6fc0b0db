import { notices, staff, type Db } from '@tamaru/db'
import { makeLineUserId } from './make-people.ts'

/** Has an account publish a notice, without which nobody can enter; by somebody who does not work there any more. */
export async function publishTestNotice(db: Db, accountId: string): Promise<void> {
  const now = new Date()
  const person = { lineUserId: makeLineUserId(), displayName: '以前の担当', role: 'viewer' as const }
  const { id: staffId } = await staff.grant(db, accountId, person, now)
  const words = { terms: '規約', privacy: 'プライバシー', operator: 'ミナト食品株式会社', contact: '窓口' }
  await notices.publish(db, { accountId, staffId }, words, now)
  await staff.change(db, accountId, staffId, {
    ...{ role: 'viewer', ownRights: null, lastDay: null, storeIds: null },
    active: false,
  })
}
