import { creditPoints, type Journal } from '@tamaru/domain'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeLineUserId, makeShopper, makeStaff } from '../../../tests/support/make-people.ts'
import { makeReading } from '../../../tests/support/make-reading.ts'
import { productOf } from '../../../tests/support/product-of.ts'
import * as audit from '../audit/audit.ts'
import { problemOfConstraint } from '../constraint-problems.ts'
import * as entries from '../entries/entries.ts'
import * as jobs from '../queue/jobs.ts'
import * as ledger from '../ledger/ledger.ts'
import { inTransaction, type Sql } from '../open-db.ts'
import * as outbox from '../messages/outbox.ts'
import * as purchasedItems from '../entries/purchased-items.ts'
import * as readings from '../entries/readings.ts'
import * as surveys from '../surveys/surveys.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)
const shopper = await makeShopper(db, account.id)
const member = await makeStaff(db, account.id)
const campaign = await makeCampaign(db, account.id)

async function decided(
  outcome: 'approved' | 'rejected',
  fingerprint: string | null = null,
  staffId?: string,
) {
  const entry = await makeEntry(db, shopper)
  await entries.recordDecision(db, {
    accountId: account.id,
    entryId: entry.id,
    decision: makeDecision(outcome === 'rejected' ? { history: { samePhoto: true } } : {}),
    campaignVersionId: campaign.versionId,
    receiptFingerprint: fingerprint,
    staffId,
    at: new Date(),
  })
  return entry
}

const credit = (entryId: string) =>
  creditPoints(
    {
      naturalKey: `entry:${entryId}:credit`,
      reason: 'entry_credit',
      entryId,
      shopperId: shopper.id,
      issuerId: campaign.campaignId,
      points: 10,
      expiresOn: '2027-05-01',
      releaseOn: null,
    },
    0,
  )

/** Writes past the door of the ledger, whose own checks then do not see it. */
const pastTheDoor = <T>(write: (sql: Sql) => Promise<T>) =>
  inTransaction(db, async (sql) => {
    await sql`select set_config('tamaru.journal_door', 'open', true)`
    return write(sql)
  })

/** A journal of bare rows, each from `issued` to `redeemed`. */
const journalOf = (...points: number[]) =>
  pastTheDoor(async (sql) => {
    const [journal] = await sql<{ id: string }[]>`
      insert into journal (account_id, natural_key, reason, created_at)
      values (${account.id}, ${randomBytes(8).toString('hex')}, 'opening', ${new Date()}) returning id`
    for (const kind of ['issued', 'redeemed'])
      await sql`
        insert into ledger_account (account_id, kind) values (${account.id}, ${kind})
        on conflict on constraint ledger_account_once do nothing`
    await sql`
      insert into transfer (journal_id, line, account_id, from_id, to_id, points)
      select ${journal!.id}, line - 1, ${account.id}, f.id, t.id, points
      from unnest(${points}::int[]) with ordinality as p (points, line), ledger_account f, ledger_account t
      where f.owner_id = ${account.id} and f.kind = 'issued' and t.owner_id = ${account.id} and t.kind = 'redeemed'`
    return { journalId: journal!.id }
  })

test('whatever moves points moves as many onto an account as off another', async () => {
  const { journalId } = await journalOf(10, 4)
  expect(await db`select line, points from posting where journal_id = ${journalId} order by line`).toEqual([
    { line: 0, points: -10 },
    { line: 1, points: 10 },
    { line: 2, points: -4 },
    { line: 3, points: 4 },
  ])
})

describe('a journal is refused', () => {
  test.each([0, -10])('when it moves %i points', async (points) => {
    const { n: before } = (await db`select count(*)::int as n from journal`)[0]!
    await expect(journalOf(points)).rejects.toMatchObject({ constraint_name: 'transferred_points_check' })
    const { n: after } = (await db`select count(*)::int as n from journal`)[0]!
    expect(after).toBe(before)
  })

  test('when it moves nothing', async () => {
    const written = db`
      select write_journal(${account.id}, ${shopper.id}, null, null, 'empty', 'opening', null, ${new Date()},
                           '{}', '{}', '{}', null, null, null, '{}', '{}')`
    await expect(written).rejects.toMatchObject({ constraint_name: 'journal_balanced' })
  })

  test('when it moves points within one account', async () => {
    const written = db`
      select write_journal(${account.id}, ${shopper.id}, null, null, 'round', 'opening', null, ${new Date()},
                           '{issued}', '{issued}', '{10}', null, null, null, '{}', '{}')`
    await expect(written).rejects.toMatchObject({ constraint_name: 'journal_balanced' })
  })

  test('when it speaks of a kind of account that there is not', async () => {
    const written = db`
      select write_journal(${account.id}, ${shopper.id}, null, null, 'odd', 'opening', null, ${new Date()},
                           '{issued}', '{pocket}', '{10}', null, null, null, '{}', '{}')`
    await expect(written).rejects.toMatchObject({ constraint_name: 'ledger_account_kind_check' })
  })
})

test('an entry that is in the books cannot be deleted', async () => {
  const entry = await makeEntry(db, shopper)
  await inTransaction(db, (sql) => ledger.post(sql, account.id, credit(entry.id), new Date()))
  await expect(db`delete from entry where id = ${entry.id}`).rejects.toMatchObject({
    constraint_name: 'journal_of_entry',
  })
})

test('what is written in the books, the audit trail, readings and campaign versions is never changed or deleted', async () => {
  const entry = await decided('approved')
  await inTransaction(db, (sql) => ledger.post(sql, account.id, credit(entry.id), new Date()))
  const exchange = { naturalKey: 'exchange', shopperId: shopper.id, points: 1 }
  await inTransaction(db, (sql) => ledger.spend(sql, account.id, exchange, new Date()))
  await readings.recordByMachine(db, account.id, entry.id, makeReading(), new Date())
  const act = { accountId: account.id, staffId: member.id, act: 'approve', subject: `entry:${entry.id}` }
  await audit.record(db, {
    ...act,
    before: { state: 'needs_review' },
    after: { state: 'approved' },
    now: new Date(),
  })

  for (const table of [
    'journal',
    'ledger_account',
    'transfer',
    'lot',
    'lot_use',
    'reading',
    'campaign_version',
    'campaign_product',
    'audit_event',
  ]) {
    const refusal = { message: `${table} is append-only` }
    await expect(db`update ${db(table)} set account_id = account_id`).rejects.toMatchObject(refusal)
    await expect(db`delete from ${db(table)}`).rejects.toMatchObject(refusal)
  }
})

test('a decided entry stays as it ended, and trying otherwise is the refusal "already decided"', async () => {
  const entry = await decided('rejected')
  const again = decidedAgain(entry.id)
  await expect(again).rejects.toSatisfy((error) => problemOfConstraint(error) === 'entry_already_decided')
  expect((await entries.find(db, account.id, entry.id))!.state).toBe('rejected')
})

describe('a decided entry goes on in no other way than', () => {
  const refusal = { constraint_name: 'entry_decided_once' }
  const back = (entryId: string, more: ReturnType<typeof db>) =>
    db`update entry set state = 'needs_review', decided_at = null, points = 0, ${more} where id = ${entryId}`

  test('to be opened to its next round, where a person of the staff decided it and its photo is there', async () => {
    const byMachine = await decided('approved')
    await expect(back(byMachine.id, db`round = 2`)).rejects.toMatchObject(refusal)
    const byStaff = await decided('approved', null, member.id)
    await expect(back(byStaff.id, db`round = 1`)).rejects.toMatchObject(refusal)
    await expect(back(byStaff.id, db`round = 3`)).rejects.toMatchObject(refusal)
    await entries.markUnsent(db, account.id, byStaff.id, new Date())
    await expect(back(byStaff.id, db`round = 2`)).rejects.toMatchObject(refusal)
    const other = await decided('rejected', null, member.id)
    await back(other.id, db`round = 2`)
    await expect(db`update entry set round = 3 where id = ${other.id}`).rejects.toMatchObject(refusal)
  })

  test('to be noted as taken back and as followed, once each and nothing beside it', async () => {
    const [entry, next] = [await decided('rejected'), await makeEntry(db, shopper)]
    await entries.markUnsent(db, account.id, entry.id, new Date())
    await entries.follow(db, account.id, entry.id, next.id)
    for (const change of [
      db`followed_by = null`,
      db`unsent_at = null`,
      db`unsent_at = ${new Date(Date.now() + 86_400_000)}`,
      db`photo_sha256 = ${next.photoSha256}`,
      db`idempotency_key = 'x', followed_by = ${next.id}`,
    ])
      await expect(db`update entry set ${change} where id = ${entry.id}`).rejects.toMatchObject(refusal)
  })

  test('and what was replaced or withdrawn is over for good', async () => {
    for (const state of ['replaced', 'withdrawn'] as const) {
      const [entry, next] = [await makeEntry(db, shopper), await makeEntry(db, shopper)]
      const followedBy = state === 'replaced' ? next.id : undefined
      const ended = {
        accountId: account.id,
        entryId: entry.id,
        state,
        decision: makeDecision(),
        at: new Date(),
      }
      await entries.end(db, { ...ended, followedBy })
      await expect(back(entry.id, db`round = 2`)).rejects.toMatchObject(refusal)
      await expect(decidedAgain(entry.id)).rejects.toMatchObject(refusal)
    }
    const entry = await makeEntry(db, shopper)
    const ended = { accountId: account.id, entryId: entry.id, decision: makeDecision(), at: new Date() }
    await expect(entries.end(db, { ...ended, state: 'replaced' })).rejects.toMatchObject({
      constraint_name: 'entry_followed_when_over',
    })
  })
})

test('an entry is followed by one that exists, of its own account', async () => {
  const entry = await decided('rejected')
  await expect(entries.follow(db, account.id, entry.id, randomUUID())).rejects.toMatchObject({
    constraint_name: 'entry_followed_by',
  })
})

function decidedAgain(entryId: string): Promise<void> {
  return entries.recordDecision(db, {
    accountId: account.id,
    entryId,
    decision: makeDecision(),
    campaignVersionId: campaign.versionId,
    receiptFingerprint: null,
    at: new Date(),
  })
}

test('a printed receipt is credited once, and rejected as often as it comes', async () => {
  const fingerprint = 'T7433698846159|2026-11-02T12:34|306'
  await decided('approved', fingerprint)
  await decided('rejected', fingerprint)
  await decided('rejected', fingerprint)
  await expect(decided('approved', fingerprint)).rejects.toMatchObject({
    constraint_name: 'entry_receipt_credited_once',
  })
  await decided('approved', null)
})

test('a shopper has one entry per photo and per idempotency key', async () => {
  const entry = await makeEntry(db, shopper)
  await expect(makeEntry(db, shopper, { photoSha256: entry.photoSha256 })).rejects.toThrow()
  await expect(makeEntry(db, shopper, { idempotencyKey: entry.idempotencyKey })).rejects.toThrow()
  const other = await makeShopper(db, account.id)
  await makeEntry(db, other, { photoSha256: entry.photoSha256, idempotencyKey: entry.idempotencyKey })
})

describe('a row of one account never points into another', async () => {
  const foreign = await makeAccount(db)
  const foreignShopper = await makeShopper(db, foreign.id)
  const foreignStaff = await makeStaff(db, foreign.id)
  const foreignCampaign = await makeCampaign(db, foreign.id)
  const foreignProduct = await productOf(db, foreignCampaign, 'green-tea')
  const entry = await makeEntry(db, shopper)
  const mixed = { id: foreignShopper.id, accountId: account.id }
  const ours = { ...credit(entry.id), entryId: null, issuerId: null }
  await inTransaction(db, (sql) =>
    ledger.post(sql, foreign.id, { ...ours, naturalKey: 'theirs', shopperId: foreignShopper.id }, new Date()),
  )
  const [theirs] = await db<{ id: string }[]>`select id from journal where natural_key = 'theirs'`
  const undoing: Journal = {
    ...ours,
    naturalKey: 'undone',
    reason: 'claw_back',
    transfers: [{ from: 'expired', to: 'issued', points: 10 }],
    lot: null,
  }

  const cases: [string, () => Promise<unknown>][] = [
    ['an entry to a shopper', () => makeEntry(db, mixed)],
    [
      'an entry to a campaign version',
      () =>
        db`update entry set campaign_version_id = ${foreignCampaign.versionId} where id = ${entry.id}`.execute(),
    ],
    [
      'an entry to a person of the staff',
      () => db`update entry set decided_by_staff = ${foreignStaff.id} where id = ${entry.id}`.execute(),
    ],
    [
      'a campaign’s good to a product',
      () =>
        db`insert into campaign_product (account_id, campaign_id, rules_id, product_id)
           values (${account.id}, ${campaign.campaignId}, 'theirs', ${foreignProduct})`.execute(),
    ],
    [
      'a good that was bought to a product',
      () => {
        const good = {
          line: 0,
          name: 'x',
          productId: foreignProduct,
          quantity: 1,
          amount_yen: 1,
          sensitive: null,
        }
        const receipt = {
          ...{ accountId: account.id, entryId: entry.id, shopperId: shopper.id },
          purchasedOn: null,
          purchasedHour: null,
        }
        return purchasedItems.record(db, receipt, [good])
      },
    ],
    [
      'a product to what it is merged into',
      () =>
        db`update product set merged_into = ${foreignProduct}, counts_as = ${foreignProduct}
           where account_id = ${account.id}`.execute(),
    ],
    [
      'a reading to an entry',
      () => readings.recordByMachine(db, foreign.id, entry.id, makeReading(), new Date()),
    ],
    [
      'a correction to a person of the staff',
      () => readings.recordCorrection(db, account.id, entry.id, foreignStaff.id, makeReading(), new Date()),
    ],
    [
      'a transfer to a shopper',
      () =>
        inTransaction(db, (sql) =>
          ledger.post(
            sql,
            account.id,
            {
              ...credit(entry.id),
              naturalKey: 'mixed',
              shopperId: foreignShopper.id,
            },
            new Date(),
          ),
        ),
    ],
    [
      'a transfer to a campaign',
      () =>
        inTransaction(db, (sql) =>
          ledger.post(
            sql,
            account.id,
            {
              ...credit(entry.id),
              naturalKey: 'mixed',
              issuerId: foreignCampaign.campaignId,
            },
            new Date(),
          ),
        ),
    ],
    [
      'a journal to an entry',
      () => inTransaction(db, (sql) => ledger.post(sql, foreign.id, credit(entry.id), new Date())),
    ],
    [
      'a journal to the one that it undoes',
      () =>
        inTransaction(db, (sql) =>
          ledger.post(sql, account.id, { ...undoing, reverses: theirs!.id }, new Date()),
        ),
    ],
    [
      'a message to a shopper',
      () =>
        outbox.write(db, {
          accountId: account.id,
          shopperId: foreignShopper.id,
          naturalKey: 'mixed',
          purpose: 'result',
          messages: [{ type: 'text', text: 'こんにちは' }],
          now: new Date(),
        }),
    ],
    [
      'an invitation to an entry',
      () =>
        surveys.inviteOncePer(db, {
          accountId: foreign.id,
          shopperId: foreignShopper.id,
          entryId: entry.id,
          notSince: new Date(0),
          now: new Date(),
        }),
    ],
    [
      'an audit event to a person of the staff',
      () =>
        audit.record(db, {
          accountId: account.id,
          staffId: foreignStaff.id,
          act: 'approve',
          subject: 'x',
          now: new Date(),
        }),
    ],
  ]

  test.each(cases)('%s', async (_what, write) => {
    await expect(write()).rejects.toMatchObject({ code: '23503' })
  })
})

describe('the database refuses', () => {
  const now = new Date()
  const refused: [string, (sql: Sql) => Promise<unknown>][] = [
    [
      'a LINE user id that is none',
      async (sql) =>
        sql`insert into shopper (account_id, line_user_id, created_at)
            values (${account.id}, 'U123', ${now})`.execute(),
    ],
    [
      'a role that is none',
      async (sql) =>
        sql`insert into staff (account_id, line_user_id, display_name, role, created_at)
            values (${account.id}, ${makeLineUserId()}, 'x', 'admin', ${now})`.execute(),
    ],
    [
      'a session of nobody',
      async (sql) =>
        sql`insert into session (token_sha256, account_id, expires_at, created_at)
            values ('\\x00', ${account.id}, ${now}, ${now})`.execute(),
    ],
    [
      'a session of a shopper and a person of the staff at once',
      async (sql) =>
        sql`insert into session (token_sha256, account_id, shopper_id, staff_id, expires_at, created_at)
            values ('\\x00', ${account.id}, ${shopper.id}, ${member.id}, ${now}, ${now})`.execute(),
    ],
    [
      'points on an entry that is not approved',
      async (sql) => sql`update entry set points = 10 where state = 'received'`.execute(),
    ],
    [
      'an ended entry without a decision',
      async (sql) =>
        sql`update entry set state = 'approved', decided_at = ${now} where state = 'received'`.execute(),
    ],
    [
      'a job that is buried without a reason',
      async (sql) => {
        await jobs.enqueue(sql, { accountId: account.id, kind: 'delete_photo', payload: { sha256: '' }, now })
        return sql`update job set state = 'buried'`.execute()
      },
    ],
    [
      'a message of six bubbles',
      (sql) =>
        outbox.write(sql, {
          accountId: account.id,
          shopperId: shopper.id,
          naturalKey: 'six',
          purpose: 'result',
          messages: Array.from({ length: 6 }, () => ({ type: 'text', text: '…' })),
          now: new Date(),
        }),
    ],
    [
      'a product that is merged and counts as itself',
      async (sql) => sql`update product set merged_into = counts_as`.execute(),
    ],
    [
      'a photo whose name is no SHA-256',
      async (sql) =>
        sql`insert into photo (account_id, sha256, media_type, bytes, stored_at)
            values (${account.id}, 'cat.jpg', 'image/jpeg', 1, ${now})`.execute(),
    ],
  ]

  test.each(refused)('%s', async (_what, write) => {
    await makeEntry(db, shopper)
    await expect(inTransaction(db, write)).rejects.toMatchObject({ code: '23514' })
  })
})
