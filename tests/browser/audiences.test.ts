import type { Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, OWNER, shoot } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })

const LIST = [
  '注文番号,お名前,電話番号,メール',
  '1001,夜桜はな,090-1111-2222,Hana@example.jp',
  '1002,夜桜たろう,０８０ー３３３３ー４４４４,taro@example.jp',
  '1003,夜桜じろう,内線3,なし',
].join('\r\n')
/** Whatever of the list would tell of somebody, in any of its forms. */
const TELLING = [
  '1111-2222',
  '11112222',
  '33334444',
  '３３３３',
  'hana@',
  'Hana@',
  'taro@',
  'example.jp',
  '夜桜',
  '1001',
]

test('a marketer reads a list of buyers in; nothing but hashes leaves the browser', async () => {
  const hana = await product.befriend('夜桜はな')
  await product.openMiniApp(hana)
  const desk = await product.openConsole(OWNER)
  await goToPage(desk, 'オーディエンス')
  const told = await desk.evaluate(async (lineUserId) => {
    const contacts = [{ lineUserId, phone: '090 1111 2222' }]
    const answer = await fetch('/api/staff/contacts/import', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ origin: '会員登録', contacts }),
    })
    return answer.json() as Promise<object>
  }, hana.userId)
  expect(told).toMatchObject({ told: 1, refused: [] })

  const sent: Request[] = []
  desk.context().on('request', (each) => sent.push(each))
  await desk
    .getByRole('button', { name: /リストを読み込む/ })
    .first()
    .click()
  const dialog = desk.getByRole('dialog', { name: 'リストを読み込む' })
  await dialog.getByText('すでにお預かりしている人だけ').waitFor()
  await dialog.getByLabel('名前').fill('冬の購入者')
  await dialog
    .getByLabel('ファイル(CSV)')
    .setInputFiles({ name: 'buyers.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) })
  await dialog.getByText('2人分を使えます(メールアドレス 2件、電話番号 2件)').waitFor()
  await dialog.getByText('使えない行が1行あります: 4行目').waitFor()
  await dialog.getByLabel('リストの入手元').fill('自社ECの購入者')
  await shoot(desk, 'audiences-1-upload')
  const send = dialog.getByRole('button', { name: 'ハッシュ化して読み込む' })
  expect(await send.isDisabled()).toBe(true)
  await dialog.getByLabel('使ってよい根拠').fill('会員規約第5条')
  await send.click()
  await dialog.getByText('2人のうち1人が見つかりました。').waitFor()
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    dialog.getByRole('button', { name: '電話番号のハッシュを保存' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  const hashes = Buffer.concat(chunks).toString().trim().split('\r\n')
  expect(hashes).toHaveLength(2)
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/)
  await shoot(desk, 'audiences-2-found')
  await desk.keyboard.press('Escape')

  await desk.getByRole('row', { name: /冬の購入者/ }).click()
  await desk.getByRole('complementary', { name: '冬の購入者' }).getByText('会員規約第5条').waitFor()
  await shoot(desk, 'audiences-3-panel')
  await desk.getByRole('link', { name: '見つかった人を見る' }).click()
  await desk.getByText('オーディエンス「冬の購入者」').first().waitFor()
  await desk.getByRole('row', { name: /夜桜はな/ }).waitFor()

  const uploads = sent.filter(
    (each) => each.method() === 'POST' && each.url().endsWith('/api/staff/audiences'),
  )
  expect(uploads).toHaveLength(1)
  expect(uploads[0]!.postDataJSON()).toMatchObject({ people: [{ phone: hashes[0] }, { phone: hashes[1] }] })
  for (const each of sent) {
    const whole = [
      decodeURIComponent(each.url()),
      each.postData() ?? '',
      JSON.stringify(each.headers()),
    ].join('\n')
    for (const word of TELLING) expect(whole, each.url()).not.toContain(word)
  }
})
