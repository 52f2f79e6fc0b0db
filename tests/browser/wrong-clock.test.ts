import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openProduct, OWNER, shoot } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })
const person = await product.befriend('時計の悟')

describe('a phone whose clock is wrong', () => {
  test.each([
    ['two hours fast', 120],
    ['two hours slow', -120],
    ['nine days fast', 9 * 24 * 60],
  ])('%s: logs in as any other, and stays logged in', async (_what, ahead_min) => {
    const app = await product.openMiniApp(person, '/points', { ahead_min })
    await app.getByRole('heading', { name: 'ポイント', exact: true, level: 1 }).waitFor()
    expect(new URL(app.url()).search).toBe('')
    const logins = countLogins(app)
    await app.reload()
    await app.getByRole('heading', { name: 'ポイント', exact: true, level: 1 }).waitFor()
    expect(logins()).toBe(0)
  })

  test('is named where nothing helps, and the app does not go round in circles', async () => {
    product.foreseeComplaint(/401/)
    const app = await product.openMiniApp(person, '/', { ahead_min: 120 })
    await app.getByRole('heading', { name: /こんにちは/ }).waitFor()
    await app.route('**/api/session', (route) =>
      route.fulfill({
        status: 401,
        headers: { date: new Date().toUTCString() },
        json: { kind: 'id_token_expired' },
      }),
    )
    const logins = countLogins(app)
    await app.reload()
    await app.getByRole('button', { name: person.displayName }).click()
    await app.getByRole('heading', { name: 'ログインが必要です' }).waitFor()
    await app.getByText('この端末の時計が約2時間進んでいます。').waitFor()
    await shoot(app, 'clock-named')
    expect(logins()).toBe(1)
    await app.unrouteAll()
    await app.getByRole('button', { name: 'LINEでログイン' }).click()
    await app.getByRole('button', { name: person.displayName }).click()
    await app.getByRole('heading', { name: /こんにちは/ }).waitFor()
  })

  test('keeps no staff out either', async () => {
    const desk = await product.openTab('/staff.html', {
      ahead_min: 120,
      viewport: { width: 1280, height: 900 },
    })
    await desk.getByRole('button', { name: OWNER.displayName }).click()
    await desk.getByRole('navigation').first().waitFor()
  })
})

/** How often the browser has gone to LINE's login since. */
function countLogins(app: Page): () => number {
  let logins = 0
  app.on('framenavigated', (frame) => void (frame.url().includes('/liff/v1/authorize') && logins++))
  return () => logins
}
