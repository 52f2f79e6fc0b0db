import { expect, test } from 'vitest'
import { compareTimes } from './compare-times.ts'

const photo = (name: string, ms: number, peak_mib: number | null, holds_total = true) => ({
  name,
  ms,
  peak_mib,
  cpu_ms: peak_mib && ms / 2,
  gave_up: false,
  holds_total,
})
const reader = {
  ms: new Map(Object.entries({ a: 1000, b: 3000, c: 2000 })),
  peak_mib: 300,
  cpu_ms: 9000,
  total: { right: 3, of: 3 },
}

test('below one the reader is the cheaper of the two, at the median, on all photos, and photo by photo', () => {
  const photos = [photo('a', 2000, 100), photo('b', 2000, 150), photo('c', 8000, 120, false)]
  const comparison = compareTimes(reader, { version: 'tesseract 5', photos })
  expect(comparison.ratio).toMatchObject({ ms_median: 1, ms_mean: 0.5, cpu_ms_mean: 1.5, peak_mib: 2 })
  expect(comparison.ratio_median).toBe(0.5)
  expect(comparison.tesseract_total).toEqual({ right: 2, of: 3 })
})

test('where the system does not tell memory and computing time, there is no ratio of them', () => {
  const photos = ['a', 'b', 'c'].map((name) => photo(name, 1000, null))
  expect(compareTimes(reader, { version: 'tesseract 5', photos }).ratio).toMatchObject({
    cpu_ms_mean: null,
    peak_mib: null,
  })
})
