import { shoppers, type staff } from '@tamaru/db'
import { CURRENT_WORDING } from '@tamaru/domain'
import { answerConsent } from '../../api/src/consent/answer-consent.ts'
import type { Ports } from '../../api/src/ports.ts'
import { openMiniApp } from '../../api/src/shoppers/open-mini-app.ts'
import { setTestSide } from '../../api/src/shoppers/set-test-side.ts'
import { demoShoppers, demoTester } from './demo-people.ts'

/** Somebody of the demo, with the answer that they give when they are asked. */
export interface DemoPerson {
  accountId: string
  id: string
  answer: { score: number; reason: string | null }
}

/**
 * Lets the demo's shoppers open the mini-app, as friends of the account, and say whether they want offers, also by what they
 * buy; and somebody of the agency, whom the owner sets apart.
 */
export async function welcomePeople(
  ports: Pick<Ports, 'db' | 'now'>,
  owner: staff.Staff,
): Promise<DemoPerson[]> {
  const { accountId } = owner
  const people: DemoPerson[] = []
  for (const { lineUserId, displayName, agreesToOffers, nps: score, why: reason } of demoShoppers) {
    const identity = { lineUserId, displayName, pictureUrl: null }
    const shopper = await openMiniApp(ports, accountId, identity, { idToken: `demo ${lineUserId}` })
    // Long ago: whatever LINE tells of them is newer.
    await shoppers.setFriendship(ports.db, accountId, shopper.id, { isFriend: true, at: new Date(0) })
    const yes = { given: true, wording: CURRENT_WORDING, noticeVersion: 1 }
    if (agreesToOffers)
      for (const purpose of ['offers', 'analysis'] as const) await answerConsent(ports, shopper, purpose, yes)
    people.push({ accountId, id: shopper.id, answer: { score, reason } })
  }
  const identity = { ...demoTester, pictureUrl: null }
  const tester = await openMiniApp(ports, accountId, identity, { idToken: `demo ${demoTester.lineUserId}` })
  await setTestSide(ports, owner, tester.id, demoTester.side)
  return people
}
