import { expect, test } from 'vitest'
import { readEnglishShop } from './english-shop.ts'
import { linesOf } from './lines-of.ts'

const shop = (text: string) => readEnglishShop(linesOf(text))

test('the first words above the address are the shop', () => {
  expect(
    shop('TEO HENG STATIONERY & BOOKS\n001451637-M\nNO.53, JALAN BESAR\n45600 SELANGOR\nTEL:03-32719872'),
  ).toEqual({
    name: 'TEO HENG STATIONERY & BOOKS',
    phone: '03-32719872',
    address: 'NO.53, JALAN BESAR 45600 SELANGOR',
  })
})

test('a company above the address goes before a brand, without its number', () => {
  expect(shop('Geoventure\nTaste Of The World Sdn Bhd (965857-A)\nLot 38, Jalan Kenari').name).toBe(
    'Taste Of The World Sdn Bhd',
  )
  expect(shop('99 SPEED MART 5/8 (519537-X)\nLOT P.T. 33198, BATU 4').name).toBe('99 SPEED MART S/B')
})

test('a name of two lines is put together', () => {
  expect(shop('POPULAR BOOK\nCO. (M) S0N BHD\n(Co. No. 113825-W)\nNo 8, Jalan 7').name).toBe(
    'POPULAR BOOK CO. (M) SDN BHD',
  )
})

test('greetings, headings and the buyer are not the shop', () => {
  expect(
    shop(
      'Thank You. Please come again.\nTAX INVOICE\nGARDENIA BAKERIES (KL) SDN BHD\nLot 3, Jalan Pelabur\nTel:03-55423228\nBill to:\nMAKASSAR FRESH MARKET SDN BHD',
    ).name,
  ).toBe('GARDENIA BAKERIES (KL) SDN BHD')
})

test('a note above the heading stands apart from it', () => {
  const lines = linesOf('tan woon yann\n \nINDAH GIFT & HOME DECO\n27, JALAN DEDAP 13')
  const apart = lines.map((l, i) => (i ? { ...l, top: l.top + 0.5, foot: l.foot + 0.5 } : l))
  expect(readEnglishShop(apart).name).toBe('INDAH GIFT & HOME DECO')
})
