import { expect, test } from 'vitest'
import { namePages } from './name-pages.ts'

test('a page is named after its photo', () => {
  expect(namePages(['some/photo.jpg', 'レシート 1.png'])).toEqual(['photo.html', 'レシート 1.html'])
})

test('no photo takes the page of another', () => {
  expect(namePages(['a/x.jpg', 'b/x.jpg', 'x-2.png', 'x.webp'])).toEqual([
    'x.html',
    'x-2.html',
    'x-2-2.html',
    'x-3.html',
  ])
})
