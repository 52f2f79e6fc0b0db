import { afterAll, expect, test } from 'vitest'
import { startApi } from '../../tests/support/start-api.ts'
import { keepHouse } from './keep-house.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

test('a piece of housekeeping that fails is told of, and keeps no other from being done', async () => {
  await api.db`alter table lot rename to lot_gone`
  await keepHouse(api.ports)
  await api.db`alter table lot_gone rename to lot`
  const told = api.logs.filter(({ msg }) => msg.startsWith('housekeeping'))
  expect(told.filter(({ level }) => level === 'error').map(({ piece }) => piece)).toContain('expiredLots')
  expect(told.at(-1)).toMatchObject({ level: 'info', closedSessions: 0, unfinishedPhotos: 0 })
})
