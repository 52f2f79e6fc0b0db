import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { makeEntry } from '../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../tests/support/make-people.ts'
import * as entries from './entries/entries.ts'
import type { Page, PageAsked } from './paging.ts'
import * as stores from './staff/stores.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

/** Every id that a walk from the first page to the last meets, in its order; `meanwhile` happens between two pages. */
async function walk<T extends { id: string }>(
  list: (asked: PageAsked) => Promise<Page<T>>,
  limit: number,
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<string[]> {
  const met: string[] = []
  for (let after: PageAsked['after']; ;) {
    const { items, next } = await list({ after, limit })
    met.push(...items.map(({ id }) => id))
    if (next === null) return met
    after = next
    await meanwhile()
  }
}

test('of a list that grows at its head while it is walked, each row is met once', async () => {
  const account = await makeAccount(db)
  const person = await makeShopper(db, account.id)
  const sent: string[] = []
  for (let n = 0; n < 7; n++) {
    const createdAt = new Date(Date.now() - 60_000 + n * 1000)
    sent.unshift((await makeEntry(db, person, { createdAt })).id)
  }
  const list = (asked: PageAsked) => entries.listOfShopper(db, account.id, person.id, asked)
  expect(await walk(list, 2, () => makeEntry(db, person))).toEqual(sent)
})

test('of a list that grows at its end, what came meanwhile is met as well', async () => {
  const account = await makeAccount(db)
  const open = async (name: string) => {
    const given = { name, registrationNumbers: [], phones: [], names: [], active: true }
    return (await stores.add(db, account.id, given, new Date())).id
  }
  const opened: string[] = []
  for (const name of ['一番店', '二番店', '三番店', '五番店', '四番店']) opened.push(await open(name))
  let later: string | undefined
  const met = await walk(
    (asked) => stores.list(db, account.id, null, { ...asked, sort: 'name' }),
    2,
    async () => (later ??= await open('鿿番店')),
  )
  expect(met.toSorted()).toEqual([...opened, later].toSorted())
  expect(met.at(-1)).toBe(later)
})

test('rows of one millisecond, and of one microsecond, are told apart', async () => {
  const account = await makeAccount(db)
  const person = await makeShopper(db, account.id)
  const made: string[] = []
  for (let n = 0; n < 6; n++) {
    const { id } = await makeEntry(db, person)
    // Three pairs, each of one microsecond.
    await db`update entry set created_at = timestamptz '2026-11-30 12:00:00.123' + ${Math.floor(n / 2)}::int * interval '1 microsecond'
      where id = ${id}`
    made.push(id)
  }
  const met = await walk((asked) => entries.listOfShopper(db, account.id, person.id, asked), 1)
  expect(met.toSorted()).toEqual(made.toSorted())
  expect(met.slice(0, 2).toSorted()).toEqual(made.slice(4).toSorted())
})
