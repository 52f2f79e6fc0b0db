import { CREDIT_REASONS, GIVING_DOORS, RewardTerms } from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import { listFiles, readSource, visit } from '../../../tests/support/read-sources.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

interface Manifest {
  dependencies?: Record<string, string>
}

/** Every call that gives something to a person, where it stands, and what is given there. */
const GIVES: Record<string, (keyof typeof GIVING_DOORS)[]> = {
  'api/src/entries/decide-and-credit.ts': ['entry_credit'],
  'api/src/draws/play-instant-win.ts': ['prize'],
  'api/src/draws/draw-prizes.ts': ['drawn_prize'],
  'api/src/budgets/grant-points.ts': ['grant'],
  'api/src/rewards/exchange-reward.ts': ['coupon'],
}
const GIVING = /^(ledger\.(credit|creditWithinBudget|post)|coupons\.issue|draws\.recordWinners)$/
const LAW = /^requireWithinLaw$/

const calls = (file: string, isMeant: RegExp) => {
  let found = false
  visit(readSource(file).tree, (node) => {
    if (ts.isCallExpression(node) && isMeant.test(node.expression.getText())) found = true
  })
  return found
}
const product = listFiles().filter((file) => /^(api|db)\/src\/.*(?<!\.test)\.ts$/.test(file))

test('each door that gives points, coupons or prizes is known, and so is where the prize law is asked', () => {
  expect(product.filter((file) => calls(file, GIVING)).sort()).toEqual(Object.keys(GIVES).sort())
  const given = Object.values(GIVES).flat()
  expect([...given, 'opening'].sort()).toEqual(Object.keys(GIVING_DOORS).sort())
  expect(product.filter((file) => calls(file, LAW)).sort()).toEqual([
    'api/src/budgets/grant-points.ts',
    'db/src/campaigns/campaigns.ts',
  ])
})

test('a coupon always costs points, which were held against the law when they were given', () => {
  const free = RewardTerms.safeParse({ cost_points: 0 })
  expect(free.error!.issues.map(({ path }) => path.join('.'))).toContain('cost_points')
})

test('points are only ever given free: no reason is a sale, and no door takes money', async () => {
  expect(Object.keys(CREDIT_REASONS)).toEqual(['entry_credit', 'prize', 'opening', 'grant'])
  const { paths } = (await (await api.call('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { parameters?: object; requestBody?: object }>>
  }
  const sold =
    /charge|checkout|credit_?card|deposit|invoice|linepay|paid|paypay|price|purchase_?points|stripe|top_?up/i
  const taking = Object.entries(paths).flatMap(([route, methods]) =>
    Object.entries(methods)
      // Who only asks pays nothing: figures by price are asked for.
      .filter(
        ([method, { parameters, requestBody }]) =>
          method !== 'get' && sold.test(JSON.stringify({ route, parameters, requestBody })),
      )
      .map(([method]) => `${method.toUpperCase()} ${route}`),
  )
  // Staff correct what a receipt says of a purchase that was made elsewhere, and note what goods cost there.
  expect(taking.sort()).toEqual([
    'PATCH /api/staff/products/{id}',
    'POST /api/staff/entries/{id}/decision',
    'POST /api/staff/entries/{id}/preview',
    'POST /api/staff/products',
  ])
  const needed = listFiles()
    .filter((file) => path.basename(file) === 'package.json')
    .flatMap((file) => Object.keys((JSON.parse(readFileSync(file, 'utf8')) as Manifest).dependencies ?? {}))
  expect(needed).toContain('hono')
  expect(needed.filter((name) => /stripe|pay|square|adyen|braintree|checkout/i.test(name))).toEqual([])
})
