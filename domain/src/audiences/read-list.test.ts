import { expect, test } from 'vitest'
import { readList } from './read-list.ts'

test('a list of buyers: columns are known by what stands in them, whatever they are called', () => {
  const rows = [
    ['注文番号', 'お名前', 'TEL', 'Mail', '会員No'],
    ['1001', '夜桜はな', '090-1111-2222', 'Hana＠example.jp', 'MN-1'],
    ['1002', '夜桜たろう', '', 'taro@example.jp', ''],
    ['', '', '', '', ''],
    ['1003', '夜桜じろう', '内線3', 'なし', ''],
    ['1004', '夜桜はな', '０９０１１１１２２２２', 'hana@example.jp', 'mn1'],
  ]
  expect(readList(rows, 'buyers')).toEqual({
    people: [
      { email: 'hana@example.jp', phone: '+819011112222', member: 'mn1' },
      { email: 'taro@example.jp' },
    ],
    unusable: [5],
    repeated: 1,
  })
})

test('a list of numbers alone has no head, and takes no addresses', () => {
  const rows = [['090-1111-2222', 'a@example.jp'], ['03-1234-5678'], ['x']]
  expect(readList(rows, 'phones')).toEqual({
    people: [{ phone: '+819011112222' }, { phone: '+81312345678' }],
    unusable: [3],
    repeated: 0,
  })
  expect(readList(rows, 'emails').people).toEqual([{ email: 'a@example.jp' }])
})

test('members stand in the column that says so, or in the only one', () => {
  expect(readList([['会員番号'], ['A-1'], ['A-2']], 'members').people).toEqual([
    { member: 'a1' },
    { member: 'a2' },
  ])
  expect(readList([['A-1'], ['A-2']], 'members').people).toHaveLength(2)
  expect(
    readList(
      [
        ['id', 'no'],
        ['1', '2'],
      ],
      'members',
    ).people,
  ).toEqual([])
  expect(readList([], 'members')).toEqual({ people: [], unusable: [], repeated: 0 })
})

test('whoever stands in the first row is no head, whatever their address looks like', () => {
  const emails = [['member1@example.com'], ['taro@example.jp']]
  expect(readList(emails, 'emails').people).toHaveLength(2)
  expect(readList(emails, 'buyers').people).toEqual([
    { email: 'member1@example.com' },
    { email: 'taro@example.jp' },
  ])
  expect(readList([['MEMBER001'], ['MEMBER002']], 'members').people).toHaveLength(2)
  expect(readList([['顧客コード'], ['A-1']], 'members').people).toEqual([{ member: 'a1' }])
})

test('an order’s or a member’s number of nine digits is no telephone beside one', () => {
  const orders = [
    ['注文番号', '電話番号'],
    ['123456789', '090-1111-2222'],
    ['123456780', '090-3333-4444'],
  ]
  expect(readList(orders, 'buyers').people).toEqual([{ phone: '+819011112222' }, { phone: '+819033334444' }])
  const members = [
    ['会員番号', '電話'],
    ['9012345678', '0312345678'],
  ]
  expect(readList(members, 'buyers').people).toEqual([{ phone: '+81312345678', member: '9012345678' }])
  const alone = [['注文番号'], ['123456789']]
  expect(readList(alone, 'phones')).toEqual({ people: [], unusable: [2], repeated: 0 })
})

test('a list of 150,000 rows is read', () => {
  const rows = Array.from({ length: 150_000 }, () => ['090-1111-2222'])
  expect(readList(rows, 'phones')).toEqual({
    people: [{ phone: '+819011112222' }],
    unusable: [],
    repeated: 149_999,
  })
})
