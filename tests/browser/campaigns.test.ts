import { staff } from '@tamaru/db'
import type { Role } from '@tamaru/domain'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { holdTable } from '../support/hold-table.ts'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, OWNER, sample, shoot, type Person } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'
import { untilTrue } from '../support/start-house.ts'

const product = await openProduct({ withoutReader: true })
const NAME = 'あつめてミナト'

describe('a marketer changes a campaign', () => {
  test('and it goes out with the word of somebody else, where the account wants it', async () => {
    const settings = await product.openConsole(OWNER)
    await goToPage(settings, 'スタッフと権限')
    await settings.getByRole('checkbox', { name: /ほかの人の承認を求める/ }).check()
    const manager = await product.befriend('企画の原')
    await grant(manager, 'manager')
    const planning = await openCampaign(manager)
    await field(planning, '対象商品1個につき').fill('9')
    const corner = planning.getByRole('group', { name: '公開の承認' })
    await corner.getByText('先に保存してください').waitFor()
    await planning.keyboard.press('Control+s')
    await corner.getByRole('button', { name: '承認を依頼' }).click()
    await corner.getByText('自分が書いたもの、依頼したものは承認できません').waitFor()
    expect(await planning.getByRole('button', { name: '公開…' }).isDisabled()).toBe(true)
    await shoot(planning, 'campaign-0-asked')

    await goToPage(settings, '概要')
    await settings.getByRole('status').filter({ hasText: '企画の原' }).getByRole('link').click()
    const theirs = settings.getByRole('group', { name: '公開の承認' })
    await theirs.getByRole('button', { name: '承認する' }).waitFor()
    await shoot(settings, 'campaign-0-to-approve')
    await theirs.getByRole('button', { name: '承認する' }).click()
    await theirs.getByText('承認されました。公開できます').waitFor()

    await planning.reload()
    await planning.locator('button:enabled', { hasText: '公開…' }).waitFor()
    await goToPage(settings, 'スタッフと権限')
    await settings.getByRole('checkbox', { name: /ほかの人の承認を求める/ }).uncheck()
    await settings.getByRole('checkbox', { name: /ほかの人の承認を求める/, checked: false }).waitFor()
  })

  test('over a cap of the law: told while typing, refused to a manager, published by an owner’s word', async () => {
    const manager = await product.befriend('企画の田辺')
    await grant(manager, 'manager')
    const planning = await openCampaign(manager)
    const law = planning.getByRole('complementary').getByRole('region', { name: '景品表示法' })
    await law.getByText('限度額の中です').waitFor()
    await field(planning, '対象商品1個につき').fill('300')
    await law.getByText('限度額を超えています').waitFor()
    await planning.getByRole('complementary').getByText('10 pt').waitFor()
    await shoot(planning, 'campaign-1-over-the-cap')

    await planning.getByRole('button', { name: '公開…' }).click()
    const refused = planning.getByRole('dialog', { name: '第2版を公開する' })
    await refused.getByText('限度額を超える公開には「設定」の権限が必要です').first().waitFor()
    expect(await refused.getByRole('button', { name: '第2版を公開' }).isDisabled()).toBe(true)
    await shoot(planning, 'campaign-2-refused')
    await planning.keyboard.press('Escape')
    await planning.keyboard.press('Control+s')
    await planning.getByText('すべて保存してあります').waitFor()

    const desk = await openCampaign(OWNER)
    await desk.getByRole('button', { name: '公開…' }).click()
    const dialog = desk.getByRole('dialog', { name: '第2版を公開する' })
    const publish = dialog.getByRole('button', { name: '第2版を公開' })
    expect(await dialog.locator('ins').first().innerText()).toContain('300 pt')
    expect(await publish.isDisabled()).toBe(true)
    await dialog.getByLabel('判断した人').fill('法務 森')
    await dialog.getByLabel('理由').fill('値引に当たると確認済み')
    await shoot(desk, 'campaign-3-override')
    await publish.click()
    await desk.getByText('公開中の版と同じです').waitFor()

    await desk.getByRole('tab', { name: '版の履歴' }).click()
    await desk.getByRole('heading', { name: '第2版' }).waitFor()
    await desk.getByText('判断した人: 法務 森').waitFor()
    await shoot(desk, 'campaign-4-versions')
  })

  test('with faults: each beside its field, all in one list, and nothing to publish until they are mended', async () => {
    const desk = await openCampaign(OWNER)
    await field(desk, '購入期間のおわり').fill('2025-01-01')
    await desk.getByText('購入期間の初日より前です').first().waitFor()
    expect(await desk.getByRole('button', { name: '公開…' }).isDisabled()).toBe(true)
    await desk.getByRole('button', { name: '購入期間のおわり 購入期間の初日より前です' }).click()
    expect(await desk.locator(':focus').getAttribute('id')).toBe('field-purchasedUntil')
    await desk.getByRole('button', { name: 'JSON' }).click()
    const json = desk.getByRole('textbox', { name: 'JSON' })
    expect(await json.inputValue()).toContain('"purchasedUntil": "2025-01-01"')
    await json.fill('{')
    await desk.getByText('JSONとして読めません').waitFor()
    await desk.getByRole('button', { name: '変更を捨てる' }).click()
    await desk.getByText('すべて保存してあります').waitFor()
  })

  test('at the same time as a colleague: the second is told, and puts their own on top', async () => {
    const [first, second] = [await openCampaign(OWNER), await openCampaign(OWNER)]
    await field(second, '主催').fill('ミナト食品 販促部')
    await field(first, 'レシート1枚まで').fill('250')
    await first.getByRole('button', { name: '保存' }).click()
    await first.getByText('すべて保存してあります').waitFor()

    product.foreseeComplaint(/409/)
    await second.getByRole('button', { name: '保存' }).click()
    const notice = second.getByRole('alert').filter({ hasText: '田中さくら が' })
    await notice.getByText('250 pt').waitFor()
    await shoot(second, 'campaign-5-conflict')
    await notice.getByRole('button', { name: '相手の内容に自分の変更を重ねる' }).click()
    await second.getByRole('button', { name: '保存' }).click()
    await second.getByText('すべて保存してあります').waitFor()
    expect(await field(second, 'レシート1枚まで').inputValue()).toBe('250')
    expect(await field(second, '主催').inputValue()).toBe('ミナト食品 販促部')
  })

  test('and begins a new one, which says what is still to be written', async () => {
    const desk = await openList(OWNER)
    await desk.keyboard.press('n')
    const dialog = desk.getByRole('dialog', { name: '新しいキャンペーンを作る' })
    await dialog.getByLabel('短い名前').fill('2027-spring')
    await dialog.getByRole('button', { name: '下書きを作る' }).click()
    await desk.getByRole('heading', { name: '2027-spring' }).waitFor()
    await desk.getByText(/あと \d+ か所の入力/).waitFor()
    await shoot(desk, 'campaign-6-new')
  })
})

test('rules are tried out on what came: figures, charts, and who loses', async () => {
  const shopper = await product.befriend('試されるゆき')
  const app = await product.openMiniApp(shopper)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample('konbini-01.jpg'))
  await readByHand(product.house, shopper)
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()

  const desk = await openCampaign(OWNER)
  await desk
    .getByRole('button', { name: /変更を捨てる|公開…/ })
    .first()
    .waitFor()
  const now = Number(await field(desk, '対象商品1個につき').inputValue())
  await field(desk, '対象商品1個につき').fill(`${Math.floor(now / 2)}`)
  await desk.getByRole('tab', { name: '試算' }).click()
  await desk.getByRole('button', { name: '試算する' }).click()
  await desk.getByRole('heading', { name: '得をする人・損をする人' }).waitFor()
  await desk.getByText('減る 1 人').waitFor()
  await desk.getByText('数字で見る').click()
  const points = desk
    .getByRole('row')
    .filter({ has: desk.getByRole('rowheader', { name: 'ポイント', exact: true }) })
  const [tried, published] = await points.locator('b').allInnerTexts()
  expect(Number(tried)).toBeLessThan(Number(published))
  await shoot(desk, 'campaign-7-simulation')

  // One that takes its time says how far it is, also to who opens the page anew.
  const letGo = await holdTable(product.house.db, 'judgement')
  await desk.getByRole('button', { name: '試算する' }).click()
  const bar = desk.getByRole('progressbar', { name: '試算' })
  await bar.waitFor()
  expect(await desk.getByRole('button', { name: '計算しています…' }).isDisabled()).toBe(true)
  await shoot(desk, 'campaign-8-under-way')
  await desk.reload()
  await bar.waitFor()
  await letGo()
  await desk.getByRole('heading', { name: '得をする人・損をする人' }).waitFor()
  await desk.getByText(/に試算した結果です。/).waitFor()
  expect(await bar.count()).toBe(0)
  const [runs] = await product.house.db`select count(*)::int from run`
  expect(runs!.count).toBe(2)
})

test('a simulation that cannot be worked out says so in words, and is asked for again', async () => {
  const desk = await openCampaign(OWNER)
  await desk.getByRole('tab', { name: '試算' }).click()
  await product.house.db`alter table judgement rename to judgement_gone`
  await desk.getByRole('button', { name: '試算する' }).click()
  await desk.getByRole('progressbar').waitFor()
  const giveUp = () => product.house.db`
    update job set attempts = max_attempts - 1, run_at = ${new Date()}, turn_at = ${new Date()} where kind = 'do_run' and state = 'ready'`
  const alert = desk.getByRole('alert').filter({ hasText: '最後まで実行できませんでした' })
  await untilTrue(async () => (await giveUp(), alert.isVisible()))
  await shoot(desk, 'campaign-9-failed')
  await product.house.db`alter table judgement_gone rename to judgement`
  await alert.getByRole('button', { name: 'もう一度' }).click()
  await alert.waitFor({ state: 'detached' })
  // What was tried is known again: the result is of what is written.
  await desk.getByText(/に試算した結果です。/).waitFor({ state: 'detached' })
  await desk.getByRole('heading', { name: '得をする人・損をする人' }).waitFor()
})

async function grant({ userId, displayName }: Person, role: Role): Promise<void> {
  await staff.grant(
    product.house.db,
    product.house.accountId,
    { lineUserId: userId, displayName, role },
    new Date(),
  )
}

async function openList(person: Person): Promise<Page> {
  const desk = await product.openConsole(person)
  await goToPage(desk, 'キャンペーン')
  await desk.getByRole('heading', { name: 'キャンペーン', level: 1 }).waitFor()
  return desk
}

async function openCampaign(person: Person): Promise<Page> {
  const desk = await openList(person)
  await desk.getByRole('main').getByRole('link', { name: NAME }).click()
  await desk.getByRole('heading', { name: NAME, level: 1 }).waitFor()
  return desk
}

const field = (desk: Page, label: string) => desk.getByLabel(label, { exact: true })
