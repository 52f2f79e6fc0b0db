import { readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { openReader } from './open-reader.ts'
import { UnreadableImage } from './read-receipt/unreadable-image.ts'

const photo = (name: string) => readFile(new URL(`../../samples/${name}.jpg`, import.meta.url))
const reader = openReader()
afterAll(() => reader.close())

test('a photo is read on a thread of the reader’s own', async () => {
  expect(await reader.read(await photo('supermarket-02'))).toMatchObject({
    total: 531,
    quality: { kind: 'receipt' },
  })
})

test('what is no picture is told as such, and the next photo is read', async () => {
  await expect(reader.read(new TextEncoder().encode('<svg/>'))).rejects.toBeInstanceOf(UnreadableImage)
  expect(await reader.read(await photo('konbini-03'))).toMatchObject({ total: 1093 })
})

test('a reading whose thread ends fails, and the next photo is read by a new one', async () => {
  const reading = reader.read(await photo('drugstore-02'))
  await Promise.all([expect(reading).rejects.toThrow('the reading thread ended'), reader.close()])
  expect(await reader.read(await photo('konbini-03'))).toMatchObject({ total: 1093 })
})
