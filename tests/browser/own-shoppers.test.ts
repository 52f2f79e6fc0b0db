import { shoppers, staff } from '@tamaru/db'
import { expect, test } from 'vitest'
import { makeEntry } from '../support/make-entry.ts'
import { standing } from '../support/make-people.ts'
import { makeStore } from '../support/make-store.ts'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, shoot } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })
const { db, accountId } = product.house

test('a clerk of one store finds the people who bought there, and no others, on お客さま一覧', async () => {
  const store = await makeStore(db, accountId)
  const meet = async (displayName: string, storeId: string | null) => {
    const { userId: lineUserId } = await product.befriend(displayName)
    const shopper = await shoppers.upsert(db, accountId, { lineUserId, displayName }, new Date())
    const { id } = await makeEntry(db, shopper)
    await db`
      update entry set state = 'approved', decided_at = ${new Date()}, decision = '{}', store_id = ${storeId}
      where id = ${id}`
  }
  await meet('うちの花', store.id)
  await meet('よその葉', null)
  const clerk = await product.meet('店長の桜')
  const given = { lineUserId: clerk.userId, displayName: clerk.displayName, role: 'manager' as const }
  const person = await staff.grant(db, accountId, given, new Date())
  await staff.change(db, accountId, person.id, { ...standing('manager'), storeIds: [store.id] })

  const desk = await product.openConsole(clerk)
  await goToPage(desk, 'お客さま一覧')
  await desk.getByText('うちの花').waitFor()
  expect(await desk.getByText('よその葉').count()).toBe(0)
  await shoot(desk, 'own-shoppers-1-list')
  await desk.getByText('うちの花').click()
  await desk.getByRole('heading', { name: 'うちの花' }).waitFor()
  await desk.getByRole('button', { name: 'タグを付ける…' }).waitFor()
  expect(await desk.getByRole('button', { name: 'タグを付ける…' }).isDisabled()).toBe(true)
  await shoot(desk, 'own-shoppers-2-person')
})
