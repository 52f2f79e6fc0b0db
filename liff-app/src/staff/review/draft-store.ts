import type { Draft } from './reading-draft.ts'

/**
 * Corrections that are not decided yet, each with the reading that it was made from, for as long as the tab lives. Where
 * the browser keeps nothing, they last as long as the page.
 */
const onPage = new Map<string, string>()
const keyOf = (entryId: string) => `tamaru.draft.${entryId}`

/** Keeps a draft; one that changes nothing is dropped. */
export function keepDraft(entryId: string, before: Draft, draft: Draft): void {
  if (isSame(before, draft)) return dropDraft(entryId)
  const kept = JSON.stringify({ before, draft })
  onPage.set(entryId, kept)
  inTab((tab) => tab.setItem(keyOf(entryId), kept))
}

/** The draft of an entry that reads as `before` does; undefined where there is none, or the entry has changed. */
export function recallDraft(entryId: string, before: Draft): Draft | undefined {
  const kept = onPage.get(entryId) ?? inTab((tab) => tab.getItem(keyOf(entryId)))
  if (!kept) return undefined
  const found = JSON.parse(kept) as { before: Draft; draft: Draft }
  return isSame(found.before, before) ? found.draft : undefined
}

export function dropDraft(entryId: string): void {
  onPage.delete(entryId)
  inTab((tab) => tab.removeItem(keyOf(entryId)))
}

const isSame = (one: Draft, other: Draft) => JSON.stringify(one) === JSON.stringify(other)

function inTab<T>(use: (tab: Storage) => T): T | undefined {
  try {
    return use(sessionStorage)
  } catch {
    return undefined
  }
}
