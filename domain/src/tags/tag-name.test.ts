import { expect, test } from 'vitest'
import { lintTagName } from './tag-name.ts'

test.each([
  ['お茶', 'no_group', 'その他/お茶'],
  ['興味/お茶/緑', 'more_than_one_group', '興味/お茶-緑'],
  ['興味/お茶 好き!', 'signs', '興味/お茶好き'],
  ['/', 'signs', 'その他/タグ'],
  [`興味/${'茶'.repeat(80)}`, 'too_long', `興味/${'茶'.repeat(39)}`],
])('%s is refused, and another name proposed that is none to refuse', (name, fault, proposal) => {
  expect(lintTagName(name)).toEqual({ fault, proposal })
  expect(lintTagName(proposal)).toBeNull()
})

test.each(['興味/お茶', '購入/済み', 'campaign/2026-11'])('%s is a name', (name) =>
  expect(lintTagName(name)).toBeNull(),
)
