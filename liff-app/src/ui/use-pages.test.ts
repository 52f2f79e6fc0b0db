import { expect, it } from 'vitest'
import { usePages } from './use-pages.ts'

/** A list of numbers, newest first, that the server answers by three. */
function list(...numbers: number[]) {
  const asked: (string | undefined)[] = []
  const pages = usePages(
    async (after) => {
      asked.push(after)
      const rest = numbers.filter((n) => after === undefined || n < Number(after))
      const items = rest.slice(0, 3)
      await Promise.resolve()
      return { items, next: rest.length > 3 ? `${items.at(-1)}` : null }
    },
    (n: number) => n,
  )
  return { numbers, asked, ...pages }
}

it('shows the first page, and what lies behind it when somebody asks', async () => {
  const { data, hasMore, reload, more } = list(7, 6, 5, 4, 3, 2, 1)
  await reload()
  expect([data.value, hasMore.value]).toEqual([[7, 6, 5], true])
  await more()
  await more()
  expect([data.value, hasMore.value]).toEqual([[7, 6, 5, 4, 3, 2, 1], false])
})

it('asks anew for as much as it shows, with what came meanwhile', async () => {
  const { numbers, data, reload, more } = list(6, 5, 4, 3, 2, 1)
  await reload()
  await more()
  numbers.unshift(7)
  await reload()
  expect(data.value).toEqual([7, 6, 5, 4, 3, 2])
})

it('shows nothing twice where the server moved something to a later page', async () => {
  const { numbers, data, reload, more } = list(6, 5, 4, 3, 2, 1)
  await reload()
  numbers.splice(4, 0, 3)
  await more()
  expect(data.value).toEqual([6, 5, 4, 3, 2])
})

it('keeps to the newest question: an older answer is void, and whoever waits for it gets the newer', async () => {
  const { data, clear, reload, more } = list(5, 4, 3, 2, 1)
  await reload()
  await Promise.all([more(), reload()])
  expect(data.value).toEqual([5, 4, 3])
  const late = more()
  clear()
  await late
  expect(data.value).toBeUndefined()
})

it('takes every page where all are needed', async () => {
  const { data, asked, reloadAll } = list(7, 6, 5, 4, 3, 2, 1)
  await reloadAll()
  expect(data.value).toHaveLength(7)
  expect(asked).toEqual([undefined, '5', '2'])
})
