import { createMemoryHistory, createRouter } from 'vue-router'
import { expect, test } from 'vitest'
import { newAddressOf } from './new-address.ts'
import { staffRoutes } from './router.ts'

const routes = createRouter({ history: createMemoryHistory(), routes: staffRoutes() })

test.each([
  ['', '/staff/review/needs_review'],
  ['?view=review&show=approved&entry=7a', '/staff/review/approved/7a'],
  ['?view=campaigns', '/staff/campaigns'],
  ['?view=campaigns&item=c1&tab=draws', '/staff/campaigns/c1/draws'],
  ['?view=rewards&tab=till', '/staff/till'],
  ['?view=aliases&item=a1', '/staff/names/open/a1'],
  ['?view=settings&tab=audit', '/staff/audit'],
  ['?view=settings&tab=members', '/staff/rights'],
  ['?view=jobs', '/staff/jobs'],
  ['?view=what-never-was', '/staff/review/needs_review'],
])('an address of before, /staff.html%s, leads to %s', async (query, place) => {
  const { query: asked } = routes.resolve(`/staff.html${query}`)
  expect(routes.resolve(newAddressOf(asked)).path).toBe(place)
})
