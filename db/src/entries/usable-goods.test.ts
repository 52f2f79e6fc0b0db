import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { makeReading } from '../../../tests/support/make-reading.ts'
import { productOf } from '../../../tests/support/product-of.ts'
import { listFiles, readSource } from '../../../tests/support/read-sources.ts'
import { classEarlierGoods } from './class-earlier-goods.ts'
import * as readings from './readings.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

/** Who reads lines for the decision, for the person's own file, or to keep them. */
const FOR_THE_DECISION = [
  'db/src/draws/draws.ts',
  'db/src/entries/class-earlier-goods.ts',
  'db/src/entries/name-earlier-goods.ts',
  'db/src/entries/usable-goods.ts',
  'db/src/leaving/person-tables.ts',
]

test('whoever reads the lines of receipts for anything but the decision asks whether they may', () => {
  const readers = listFiles()
    .filter((file) => /^(db|api|dev)\/src\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .filter((file) => !FOR_THE_DECISION.includes(file))
    .map((file) => ({ file, text: readSource(file).text }))
    .filter(({ text }) => /(from|join) purchased_item\b/.test(text))
  expect(readers.map(({ file }) => file)).toContain('db/src/insight/goods-on-receipts.ts')
  for (const { file, text } of readers) {
    const reads = text.match(/(?<!delete )(from|join) purchased_item\b/g)!.length
    expect(text.match(/isUsable\(sql\)/g)?.length ?? 0, file).toBe(reads)
  }
})

describe('lines that were kept before they were classed', () => {
  test('are looked at by nothing until they are; sensitive ones on which no decision rests go', async () => {
    const account = await makeAccount(db)
    const campaign = await makeCampaign(db, account.id)
    const shopper = await makeShopper(db, account.id)
    const [plain, clinic] = [await makeEntry(db, shopper), await makeEntry(db, shopper)]
    const productId = await productOf(db, campaign, 'green-tea')
    const merchant = { ...makeReading().merchant, name: 'みなとクリニック', branch: null }
    await readings.recordByMachine(db, account.id, clinic.id, makeReading({ merchant }), new Date())
    const rows = [
      [plain.id, 'ミナト 緑茶 500ml', productId],
      [plain.id, 'パブロンゴールドA', null],
      [plain.id, '食パン 6枚切', null],
      [clinic.id, 'ミナト 緑茶 500ml', productId],
      [clinic.id, '診療', null],
    ] as const
    for (const [line, [entryId, name, product]] of rows.entries())
      await db`
        insert into purchased_item (account_id, entry_id, line, shopper_id, name, normalised_name, quantity, amount_yen, product_id)
        values (${account.id}, ${entryId}, ${line}, ${shopper.id}, ${name}, ${randomUUID()}, 1, 100, ${product})`
    await db`delete from person_touched`
    expect(await classEarlierGoods(db)).toBe(5)
    expect(await db`select line, sensitive from purchased_item order by line`).toEqual([
      { line: 0, sensitive: 'none' },
      { line: 2, sensitive: 'none' },
      { line: 3, sensitive: 'health' },
    ])
    expect(await db`select shopper_id from person_touched`).toMatchObject([{ shopperId: shopper.id }])
    expect(await classEarlierGoods(db)).toBe(0)
  })
})
