import type { Reading } from '@tamaru/domain'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { makeNewReading } from '../support/enter-receipt.ts'
import { makeItem } from '../support/make-reading.ts'
import { openProduct, OWNER, sample, shoot, type Person } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })

const TEA = 'ミナト 緑茶 500ml'
const doubtful = (given: Partial<Reading> = {}) => makeNewReading({ confidence: 0.4, ...given })
const costOf = (desk: Page) => desk.getByRole('region', { name: '承認するとどうなるか' })

/** A friend's photo, which nobody else has sent, read like this. Returns once it is decided or waits for staff. */
async function enter(person: Person, photo: string, reading: Reading, says: string): Promise<string> {
  const app = await product.openMiniApp(person)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample(photo))
  const id = await readByHand(product.house, person, reading)
  await app.getByRole('heading', { name: says }).waitFor()
  return id
}
const enterWaiting = (person: Person, photo: string, reading = doubtful()) =>
  enter(person, photo, reading, 'スタッフが確認しています')

async function stateOf(id: string): Promise<{ state: string; points: number }> {
  const [row] = await product.house.db<{ state: string; points: number }[]>`
    select state, points from entry where id = ${id}`
  return row!
}

async function openEntry(desk: Page, { displayName }: Person): Promise<void> {
  await desk.getByRole('button', { name: displayName }).click()
  await desk.getByRole('heading', { name: displayName }).waitFor()
}

/** Strikes A so many times before the page can do anything else: no finger is faster. */
async function press(desk: Page, times: number, more: object = {}): Promise<void> {
  const event = JSON.stringify({ key: 'a', bubbles: true, ...more })
  const strike = `document.body.dispatchEvent(new KeyboardEvent('keydown', ${event}))`
  await desk.evaluate(`for (let n = 0; n < ${times}; n++) ${strike}`)
}

/** Until the open entry's page has been there for a moment and says what approving does. */
const untilReady = (desk: Page) => desk.locator('button.approve:enabled').waitFor()

describe('the key that approves', () => {
  test('counts once, however fast it is pressed again and however long it is held', async () => {
    const people = [await product.befriend('はやい一'), await product.befriend('はやい二')]
    const ids = [
      await enterWaiting(people[0]!, 'konbini-01.jpg'),
      await enterWaiting(people[1]!, 'konbini-02.jpg'),
    ]
    const desk = await product.openConsole(OWNER)
    await openEntry(desk, people[0]!)
    await untilReady(desk)
    await press(desk, 2)
    await desk.getByRole('heading', { name: 'はやい二' }).waitFor()
    await untilReady(desk)
    expect(await stateOf(ids[0]!)).toMatchObject({ state: 'approved' })
    expect(await stateOf(ids[1]!)).toMatchObject({ state: 'needs_review' })

    // A key that is held down is one press: its repeats are for nobody.
    await press(desk, 5, { repeat: true })
    await desk.keyboard.press('j')
    expect(await stateOf(ids[1]!)).toMatchObject({ state: 'needs_review' })
    await untilReady(desk)
    await desk.keyboard.press('a')
    await desk.getByText('確認待ちはありません。').waitFor()
    expect(await stateOf(ids[1]!)).toMatchObject({ state: 'approved' })
  })
})

describe('before it is pressed', () => {
  test('points by rule, the balance after it and the goods stand there; a count of 17 is asked about', async () => {
    const person = await product.befriend('かぞえる十七')
    const items = [makeItem(TEA, { quantity: 17, unitPrice: null, amount: 256 }), makeItem('食パン')]
    const id = await enterWaiting(person, 'konbini-03.jpg', doubtful({ items, total: 384 }))
    const desk = await product.openConsole(OWNER)
    await openEntry(desk, person)
    await untilReady(desk)
    const cost = costOf(desk)
    await cost.getByText('承認すると +170 ポイント').waitFor()
    await cost.getByText('残高 0 → 170').waitFor()
    await cost.getByText('記録する商品 2行・¥384').waitFor()
    await cost.getByText(`${TEA}: 数量 17 は、金額 256円 からは確かめられません`).waitFor()
    await shoot(desk, 'review-1-count-asked')

    await desk.keyboard.press('a')
    const dialog = desk.getByRole('dialog', { name: '確かめてから承認する' })
    await dialog.waitFor()
    await desk.keyboard.press('Enter')
    expect(await dialog.getByRole('button', { name: '確かめたので承認する' }).isDisabled()).toBe(true)
    await shoot(desk, 'review-2-asks')
    await dialog.getByRole('button', { name: 'やめる' }).click()
    expect(await stateOf(id)).toMatchObject({ state: 'needs_review' })

    await desk.getByLabel('数量').first().fill('2')
    await cost.getByText('承認すると +20 ポイント').waitFor()
    await desk.keyboard.press('Escape')
    await untilReady(desk)
    await desk.keyboard.press('a')
    await desk.getByText('確認待ちはありません。').waitFor()
    expect(await stateOf(id)).toEqual({ state: 'approved', points: 20 })
  })
})

describe('a receipt that was credited while its blurred photo waited', () => {
  test('is not credited by a key press: the page shows the twin, and staff confirm that there are two', async () => {
    const person = await product.befriend('ふたご座の双葉')
    const clear = makeNewReading({ receiptNumber: null })
    const blurred = { ...clear, purchasedAt: null, total: null, items: [makeItem(TEA)], confidence: 0.3 }
    const id = await enterWaiting(person, 'drugstore-01.jpg', blurred)
    const desk = await product.openConsole(OWNER)
    await openEntry(desk, person)
    const [date, time] = clear.purchasedAt!.split('T') as [string, string]
    await desk.locator('label.date input').fill(date)
    await desk.locator('label.time input').fill(time)
    await desk.getByLabel('合計(円)').fill(`${clear.total}`)
    await desk.keyboard.press('Escape')
    await costOf(desk).getByText('残高 0 → 10').waitFor()
    await untilReady(desk)

    await enter(person, 'drugstore-02.jpg', clear, 'やりました!')
    product.foreseeComplaint(/409/)
    await desk.keyboard.press('a')
    await desk.getByRole('alert').getByText('すでにポイントが付いている可能性があります').waitFor()
    const twins = desk.getByRole('region', { name: '似ている応募' })
    await twins.getByText('付与済み +10').waitFor()
    await twins.getByText('同じ時刻').waitFor()
    await twins.getByRole('button', { name: '写真を並べる' }).click()
    await desk.getByRole('img', { name: '似ている応募の写真' }).waitFor()
    await desk.getByRole('button', { name: '閉じる' }).click()
    await shoot(desk, 'review-3-twin')
    await untilReady(desk)
    await desk.keyboard.press('a')
    const dialog = desk.getByRole('dialog', { name: '確かめてから承認する' })
    await dialog.getByText('同じレシートの可能性があります').waitFor()
    await desk.keyboard.press('Enter')
    await shoot(desk, 'review-4-twin-asked')
    expect(await stateOf(id)).toMatchObject({ state: 'needs_review' })
    for (const box of await dialog.getByRole('checkbox').all()) await box.check()
    await dialog.getByRole('button', { name: '確かめたので承認する' }).click()
    await desk.getByText('確認待ちはありません。').waitFor()
    expect(await stateOf(id)).toEqual({ state: 'approved', points: 10 })
    await desk.goto(`${product.house.url}/staff.html?view=review&show=approved&entry=${id}`)
    await desk.getByText(/^確認のうえ承認: 付与済みの応募 .* と同じレシートの可能性があります$/).waitFor()
  })
})

describe('what staff correct', () => {
  test('is there again after a reload, until it is decided', async () => {
    const person = await product.befriend('なおした直子')
    await enterWaiting(person, 'hyakuen-01.jpg')
    const desk = await product.openConsole(OWNER)
    await openEntry(desk, person)
    await desk.getByLabel('店名').fill('若葉商店')
    await desk.getByText('直した内容は承認・却下といっしょに記録されます').waitFor()
    await desk.reload()
    await desk.getByRole('heading', { name: 'なおした直子' }).waitFor()
    expect(await desk.getByLabel('店名').inputValue()).toBe('若葉商店')
    await untilReady(desk)
    await desk.keyboard.press('a')
    await desk.getByText('確認待ちはありません。').waitFor()
    await desk.waitForFunction("!Object.keys(sessionStorage).some((key) => key.startsWith('tamaru.draft'))")
  })
})

describe.each([
  ['a tablet', 'supermarket-01.jpg', { width: 1024, height: 768 }],
  ['a phone', 'supermarket-02.jpg', { width: 390, height: 844 }],
])('on %s', (name, photoFile, size) => {
  test('the photo stays in sight while the last line is corrected', async () => {
    const person = await product.befriend(`せまい${size.width}`)
    const items = Array.from({ length: 24 }, (_, n) => makeItem(n ? `商品${n}` : TEA, { unitPrice: 128 + n }))
    await enterWaiting(person, photoFile, doubtful({ items }))
    const desk = await product.openConsole(OWNER)
    await openEntry(desk, person)
    await untilReady(desk)
    await desk.setViewportSize(size)
    await shoot(desk, `review-5-${name.slice(2)}`)
    const last = desk.getByLabel('金額').last()
    await last.focus()
    await shoot(desk, `review-6-${name.slice(2)}-last-line`)
    const photo = (await desk.getByRole('region', { name: '送られた写真' }).boundingBox())!
    const line = (await last.boundingBox())!
    expect(photo.y).toBeGreaterThanOrEqual(0)
    expect(photo.y + photo.height).toBeLessThanOrEqual(size.height)
    expect(photo.height).toBeGreaterThan(size.height * 0.35)
    expect(line.y).toBeGreaterThan(photo.width > size.width * 0.9 ? photo.y + photo.height : 0)
    expect(line.y + line.height).toBeLessThanOrEqual(size.height)
    expect(await desk.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width)
  })
})

test('the queue goes on: behind the last entry of its first page, J opens the first of the next', async () => {
  const person = await product.befriend('ならぶ列子')
  await queueBehind(await enterWaiting(person, 'supermarket-03.jpg'), 50)
  const waiting = await product.house.db<{ id: string; name: string }[]>`
    select e.id, s.display_name as name from entry e join shopper s on s.id = e.shopper_id
    where e.state = 'needs_review' order by e.created_at, e.id`
  const [last, next] = [waiting[49]!, waiting[50]!]
  const desk = await product.openConsole(OWNER)
  await desk.getByRole('navigation').waitFor()
  await desk.goto(`${product.house.url}/staff/review/needs_review/${last.id}`)
  const queue = desk.getByRole('complementary', { name: '応募の一覧' })
  const open = queue.locator('[aria-current]')
  await open.getByText(last.name, { exact: true }).waitFor()
  expect(await queue.getByText(next.name, { exact: true }).count()).toBe(0)
  await desk.keyboard.press('j')
  await open.getByText(next.name, { exact: true }).waitFor()
  expect(new URL(desk.url()).pathname).toBe(`/staff/review/needs_review/${next.id}`)
  await desk.keyboard.press('k')
  await open.getByText(last.name, { exact: true }).waitFor()
})

/** As many others who sent the same photo, a second after one another. */
async function queueBehind(id: string, count: number): Promise<void> {
  await product.house.db`
    with entered as (select * from entry where id = ${id}),
    others as (
      insert into shopper (account_id, line_user_id, display_name, created_at)
      select account_id, 'U' || lpad(n::text, 32, '0'), 'うしろの' || n, created_at
      from entered, generate_series(1, ${count}::int) n returning id, account_id, line_user_id
    ),
    queued as (
      insert into entry (account_id, shopper_id, photo_sha256, source, idempotency_key, state, campaign_version_id,
        decision, created_at)
      select e.account_id, o.id, e.photo_sha256, e.source, o.line_user_id, e.state, e.campaign_version_id, e.decision,
        e.created_at + right(o.line_user_id, 4)::int * interval '1 second'
      from entered e join others o on o.account_id = e.account_id returning id
    )
    insert into reading (account_id, entry_id, reading, created_at)
    select r.account_id, q.id, r.reading, r.created_at
    from reading r, queued q where r.entry_id = ${id}`
}
