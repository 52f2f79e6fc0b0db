import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { inTransaction } from '../open-db.ts'
import * as surveys from './surveys.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)
const DAY_MS = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)

async function invite(shopper: { id: string; accountId: string }, now = new Date()) {
  const entry = await makeEntry(db, shopper)
  return inTransaction(db, (sql) =>
    surveys.inviteOncePer(sql, {
      accountId: account.id,
      shopperId: shopper.id,
      entryId: entry.id,
      notSince: new Date(now.getTime() - 90 * DAY_MS),
      now,
    }),
  )
}

describe('a person is asked', () => {
  test('once in ninety days, also when eight entries settle at once', async () => {
    const shopper = await makeShopper(db, account.id)
    const invitations = await Promise.all(Array.from({ length: 8 }, () => invite(shopper)))
    expect(invitations.filter(Boolean)).toHaveLength(1)
  })

  test('again after ninety days, and not after eighty-nine', async () => {
    const shopper = await makeShopper(db, account.id)
    await invite(shopper, daysAgo(91))
    expect(await invite(shopper, daysAgo(2))).toBeUndefined()
    expect(await invite(shopper)).toEqual(expect.any(String))
  })
})

describe('an answer', async () => {
  const shopper = await makeShopper(db, account.id, { displayName: 'けん' })
  const invitationId = (await invite(shopper))!
  const answer = (given: Partial<Parameters<typeof surveys.answer>[1]> = {}) =>
    surveys.answer(db, {
      accountId: account.id,
      shopperId: shopper.id,
      invitationId,
      score: 9,
      reason: '写真を撮るだけ',
      answeredAt: new Date(),
      ...given,
    })

  test('is awaited until it is given', async () => {
    const open = await surveys.findOpenInvitation(db, account.id, shopper.id)
    expect(open).toMatchObject({ id: invitationId, answeredScore: null })
  })

  test('has a score from 0 to 10', async () => {
    await expect(answer({ score: 11 })).rejects.toMatchObject({ code: '23514' })
    await expect(answer({ score: -1 })).rejects.toMatchObject({ code: '23514' })
  })

  test('is not given for somebody else', async () => {
    const other = await makeShopper(db, account.id)
    expect(await surveys.findInvitation(db, account.id, other.id, invitationId)).toBeUndefined()
    await expect(answer({ shopperId: other.id })).rejects.toMatchObject({ code: '23503' })
  })

  test('counts once', async () => {
    expect(await answer()).toBe(true)
    expect(await answer({ score: 1 })).toBe(false)
    expect(await surveys.findInvitation(db, account.id, shopper.id, invitationId)).toMatchObject({
      answeredScore: 9,
    })
    expect(await surveys.findOpenInvitation(db, account.id, shopper.id)).toBeUndefined()
    expect(
      (await surveys.listAnswers(db, { accountId: account.id, storeIds: null }, daysAgo(1), { limit: 5 }))
        .items,
    ).toMatchObject([{ score: 9, reason: '写真を撮るだけ', shopperName: 'けん' }])
  })
})
