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
