import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeStaff, standing } from '../../../tests/support/make-people.ts'
import { makeStore } from '../../../tests/support/make-store.ts'
import { problemOfConstraint } from '../constraint-problems.ts'
import { inTransaction } from '../open-db.ts'
import * as staff from './staff.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

let accountId: string
beforeEach(async () => {
  accountId = (await makeAccount(db)).id
})

const viewer = standing('viewer')
const isRefusedAsLast = (error: unknown) => problemOfConstraint(error) === 'last_owner'

describe('the last owner of an account', () => {
  test('stays, also when two owners demote each other before either is done', async () => {
    const [one, other] = [await makeStaff(db, accountId, 'owner'), await makeStaff(db, accountId, 'owner')]
    let second: Promise<unknown>
    await inTransaction(db, async (sql) => {
      await staff.change(sql, accountId, one.id, viewer)
      second = inTransaction(db, (later) => staff.change(later, accountId, other.id, viewer)).catch((e) => e)
      // It has begun, and waits for this transaction at the account's row.
      while ((await sql`select 1 from pg_locks where not granted`).length === 0);
    })
    expect(await second!).toSatisfy(isRefusedAsLast)
    expect(await staff.find(db, accountId, other.id)).toMatchObject({ role: 'owner', active: true })
  })

  test('is not saved by an owner who is gone, nor by another account’s', async () => {
    await makeStaff(db, (await makeAccount(db)).id, 'owner')
    const [one, gone] = [await makeStaff(db, accountId, 'owner'), await makeStaff(db, accountId, 'owner')]
    await staff.change(db, accountId, gone.id, { ...standing('owner'), active: false })
    await expect(staff.change(db, accountId, one.id, viewer)).rejects.toSatisfy(isRefusedAsLast)
  })

  test('may stay one and be renamed', async () => {
    const one = await makeStaff(db, accountId, 'owner')
    const again = await staff.grant(
      db,
      accountId,
      { ...one, role: 'owner', displayName: '森 みどり' },
      new Date(),
    )
    expect(again).toMatchObject({ id: one.id, role: 'owner', displayName: '森 みどり' })
  })
})

test('a command on the server gives a role in the whole account, to whoever was bound or gone', async () => {
  const person = await makeStaff(db, accountId, 'reviewer')
  const store = await makeStore(db, accountId)
  await staff.change(db, accountId, person.id, { ...viewer, active: false, storeIds: [store.id] })
  expect(await staff.find(db, accountId, person.id)).toMatchObject({ active: false, storeIds: [store.id] })
  const granted = await staff.grant(db, accountId, { ...person, role: 'manager' }, new Date())
  expect(granted).toMatchObject({ role: 'manager', active: true, storeIds: null })
})

test('a store that is named twice is bound to once', async () => {
  const [store, person] = [await makeStore(db, accountId), await makeStaff(db, accountId, 'reviewer')]
  await staff.change(db, accountId, person.id, { ...viewer, storeIds: [store.id, store.id] })
  expect(await staff.find(db, accountId, person.id)).toMatchObject({ storeIds: [store.id] })
})
