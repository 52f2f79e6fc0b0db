import { expect, test } from 'vitest'
import { readEnglishSums } from './english-sums.ts'
import { readEnglishTotal } from './english-total.ts'
import { linesOf } from './lines-of.ts'

const total = (text: string) => {
  const lines = linesOf(text)
  return readEnglishTotal(lines, readEnglishSums(lines))
}

test('what was paid is the total after rounding to 5 sen', () => {
  const read = total(
    'TABLE LAMP 55.90\nTotal Sales (Inclusive GST) RM 27.28\nRounding Adjustment RM .02\nTotal Rounded RM 27.30\nCASH RM 50.00\nCHANGE RM 22.70',
  )
  expect(read?.value).toBe(27.3)
  expect(read?.holds.map((h) => h.name)).toEqual(['tendered - change = total', 'total + rounding = total'])
})

test('the rounded total is found even if its label is lost', () => {
  expect(
    total('TOTAL AMT RM 60.31\nROUNDING ADJ -0.01\nRM 60.30\nCASH RM 70.30\nCHANGE RM 10.00')?.value,
  ).toBe(60.3)
  expect(total('Total 19.99\nRounding Adj 0.01\nRounding 20.00')?.value).toBe(20)
})

test.each([
  ['Sub-Total 15.60\nCoupon Discount 8.40\nGrand Total 7.20', 7.2],
  ['Total (Excluding GST) 28.58\nGST payable 6% 1.72\nTotal (Inclusive of GST) 30.30', 30.3],
  ['Gross Amt 47.80\nSvr Tax 2.87\nGST (6%) 2.86\nNet Amt : 53.55', 53.55],
  ['TOTAL INCL. GST@6% RM 21.50\nCASH RM 51.50\nCHANGE RM 30.00\nGST @6% included in total RM 1.22', 21.5],
  ['Total Qty 3 66.00\nTOTAL (RM) 45.00\nTotal Savings 21.00', 45],
  ['Total 0% supplies: 30.23\nTotal 6% supplies (Inc.GST): 17.81\nTotal Payable: 48.04', 48.04],
  ['Jumlah RM 12.40\nTunai RM 20.00\nBaki RM 7.60', 12.4],
])('of several totals the one to pay is taken: %j', (text, value) => {
  expect(total(text)?.value).toBe(value)
})

test('the table of taxes has totals of its own', () => {
  expect(
    total('TOTAL : 4.90\nCASH : 4.90\nCHANGE : 0.00\nGST SUMMARY\nSR 6% 4.60 0.28\nTOTAL: 4.60 0.28')?.value,
  ).toBe(4.9)
})

test('a slip in a label or a number is made good by what else is printed', () => {
  expect(total('T0TA! 27.55\nCASH 50.00\nCHANGE 22.45')?.value).toBe(27.55)
  expect(total('Total Amount $710\nCASH $710\nChange $000')?.value).toBe(7.1)
  expect(total('TOTAL 5 60\n(Excluded GST) Sub Total 10.94\nTotal GST 0.66\nTOTAL 11.6')?.value).toBe(11.6)
  expect(total('ota! 21.20\nTotal 27.20\nCASH 30.00\nCHANGE 8.80')?.value).toBe(21.2)
})

test('the sum may stand on the line below its label', () => {
  expect(total('COFFEE 4.90\nTOTAL\nRM 9.80\nTHANK YOU')?.value).toBe(9.8)
})

test('the more agrees, the surer; a rival makes it less sure', () => {
  const alone = total('TOTAL 12.50')!.sure
  const paid = total('TOTAL 12.50\nCASH 15.00\nCHANGE 2.50')!.sure
  const added = total('TAPE 11.60\nPEN 0.90\nTOTAL 12.50\nCASH 15.00\nCHANGE 2.50')!.sure
  expect(alone).toBeLessThan(paid)
  expect(paid).toBeLessThan(added)
  expect(total('TOTAL 12.50\nTOTAL 72.50')!.sure).toBeLessThan(alone)
})

test('a receipt without a total has none', () => {
  expect(total('THANK YOU\nPLEASE COME AGAIN\nTEL 03-41318972')).toBeNull()
})
