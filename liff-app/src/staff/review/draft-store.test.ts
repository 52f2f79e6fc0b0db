import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Draft } from './reading-draft.ts'

const before: Draft = { store: 'コモレビマート', date: '2026-11-02', time: '12:34', total: 306, items: [] }
const draft: Draft = { ...before, total: 360 }

const tab = new Map<string, string>()
const storage = {
  getItem: (key: string) => tab.get(key) ?? null,
  setItem: (key: string, value: string) => void tab.set(key, value),
  removeItem: (key: string) => void tab.delete(key),
}

/** The page as it is when it has just been loaded. */
async function loadPage(kept: object = storage) {
  vi.stubGlobal('sessionStorage', kept)
  vi.resetModules()
  return import('./draft-store.ts')
}
beforeEach(() => tab.clear())
afterEach(() => vi.unstubAllGlobals())

describe('a correction that is not decided yet', () => {
  test('is there when the page is loaded anew', async () => {
    ;(await loadPage()).keepDraft('e1', before, draft)
    const { recallDraft } = await loadPage()
    expect(recallDraft('e1', before)).toEqual(draft)
    expect(recallDraft('e2', before)).toBeUndefined()
  })

  test('is left out where the entry reads otherwise by now', async () => {
    const { keepDraft, recallDraft } = await loadPage()
    keepDraft('e1', before, draft)
    expect(recallDraft('e1', { ...before, store: '若葉商店' })).toBeUndefined()
  })

  test('is gone once it is decided, or changes nothing any more', async () => {
    const { dropDraft, keepDraft, recallDraft } = await loadPage()
    keepDraft('e1', before, draft)
    dropDraft('e1')
    expect(recallDraft('e1', before)).toBeUndefined()
    keepDraft('e1', before, draft)
    keepDraft('e1', before, before)
    expect(tab.size).toBe(0)
  })

  test('lasts as long as the page where the browser keeps nothing', async () => {
    const refuse = () => {
      throw new Error('storage is blocked')
    }
    const { dropDraft, keepDraft, recallDraft } = await loadPage({
      getItem: refuse,
      setItem: refuse,
      removeItem: refuse,
    })
    keepDraft('e1', before, draft)
    expect(recallDraft('e1', before)).toEqual(draft)
    dropDraft('e1')
    expect(recallDraft('e1', before)).toBeUndefined()
  })
})
