import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idTokenOf, logInShopper, logInStaff, meetPerson, saidTo } from '../support/act-in-line.ts'
import { enterAndSettle, enterReceipt, makeNewReading, sendPhoto } from '../support/enter-receipt.ts'
import { freshDatabase } from '../support/fresh-database.ts'
import { startApi, type TestApi } from '../support/start-api.ts'

const database = await freshDatabase()
const tea = await startApi({ database, channelId: '2000000001' })
const soap = await startApi({ database, channelId: '2000000009', rules: { pointsPerProduct: 5 } })
afterAll(async () => {
  await tea[Symbol.asyncDispose]()
  await soap[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

describe('two LINE accounts on one database keep apart', () => {
  const userId = 'U' + 'c0ffee00'.repeat(4)
  const balanceIn = async (api: TestApi, token: string) =>
    ((await (await api.call('GET', '/api/points', { as: token })).json()) as { balance: number }).balance
  let inTea: Awaited<ReturnType<typeof logInShopper>>
  let inSoap: typeof inTea
  beforeAll(async () => {
    // Under one provider LINE gives one person one user ID in every channel.
    for (const api of [tea, soap])
      await api.control('/people', { userId, displayName: 'はな', friend: 'friend' })
    inTea = await logInShopper(tea, { userId, displayName: 'はな' })
    inSoap = await logInShopper(soap, { userId, displayName: 'はな' })
  })

  test('a person of both is two shoppers, and neither session opens the other’s door', async () => {
    expect(inTea.shopper.id).not.toBe(inSoap.shopper.id)
    expect((await soap.call('GET', '/api/me', { as: inTea.token })).status).toBe(401)
    expect((await tea.call('GET', '/api/me', { as: inSoap.token })).status).toBe(401)
    const answer = await soap.call('POST', '/api/session', {
      json: { idToken: await idTokenOf(tea, userId) },
    })
    expect(answer.status).toBe(401)
  })

  test('one receipt earns in each by its own rules: what is known in one is new in the other', async () => {
    const reading = makeNewReading()
    expect(await enterAndSettle(tea, inTea, reading)).toMatchObject({ state: 'approved', points: 10 })
    expect(await enterAndSettle(soap, inSoap, reading)).toMatchObject({ state: 'approved', points: 5 })
    expect([await balanceIn(tea, inTea.token), await balanceIn(soap, inSoap.token)]).toEqual([10, 5])
  })

  test('staff of one see nothing of the other', async () => {
    const owner = await logInStaff(soap, 'owner')
    const { id } = (await (await sendPhoto(tea, inTea.token)).json()) as { id: string }
    expect((await soap.call('GET', `/api/staff/entries/${id}`, { as: owner.token })).status).toBe(404)
    expect((await tea.call('GET', '/api/staff/me', { as: owner.token })).status).toBe(401)
    const overview = await soap.call('GET', '/api/staff/overview', { as: owner.token })
    expect(await overview.json()).toMatchObject({ counts: { received: 0, approved: 1 } })
  })

  test('each process does the jobs of its own account: it has no other’s channel to speak through', async () => {
    const person = await meetPerson(tea)
    const id = await enterReceipt(tea, await logInShopper(tea, person))
    expect(await soap.workJobs()).toBe(0)
    await tea.workJobs()
    expect(await tea.db`select state from entry where id = ${id}`).toEqual([{ state: 'approved' }])
    expect(await saidTo(tea, person.userId)).toHaveLength(1)
  })
})
