import { shallowReadonly, shallowRef } from 'vue'
import { ApiProblem, toProblem } from '../../api/problem.ts'
import type { EntryReceipt } from '../../api/views.ts'
import type { PhotoDoubt } from './check-photo.ts'

/** A photo that has not arrived yet, with the key that makes sending it again safe. */
export interface UnsentPhoto {
  key: string
  /** Whose it is: a phone may be handed on, and nobody sends another person's receipt. */
  shopperId: string
  keptAt: number
  blob: Blob
  /** It looks bad, and the shopper has not yet said that it is to go out all the same. */
  doubts: PhotoDoubt[]
  /** The server does not take it; it is kept until the shopper has seen that. */
  refusal?: { status: number; body: Record<string, unknown> }
}

export interface PhotoShelf {
  list(shopperId: string): Promise<UnsentPhoto[]>
  /** Whether it is kept now. */
  put(photo: UnsentPhoto): Promise<boolean>
  remove(key: string): Promise<void>
}

export type PhotoState =
  | { at: 'asked' }
  | { at: 'waiting' }
  | { at: 'sending'; share: number }
  | { at: 'refused'; problem: ApiProblem }
  | { at: 'sent'; receipt: EntryReceipt }
  /** The shopper has dropped it; the phone has not yet. */
  | { at: 'leaving' }

export interface QueuedPhoto extends UnsentPhoto {
  /** False: no room on the phone. It is sent like the others, and lost with the page. */
  kept: boolean
  tries: number
  state: PhotoState
}

/** What tabs tell each other: that the shelf has changed, perhaps because a photo has arrived. */
export type QueueNews = { key: string; receipt: EntryReceipt } | undefined

export interface QueuePorts {
  shelf: PhotoShelf
  /** Throws `ApiProblem`; a second time with the same key is the same entry. */
  send(photo: UnsentPhoto, onProgress: (share: number) => void): Promise<EntryReceipt>
  shopperId(): string
  newKey(): string
  now_ms(): number
  /** Runs it when no other tab is running it. */
  alone(round: () => Promise<void>): Promise<void>
  tellTabs(news: QueueNews): void
  /** Runs `again` after `wait_s`. */
  later(wait_s: number, again: () => void): void
}

/** Whether the same photo may get through another time. What is wrong with the photo itself stays wrong. */
export function canTryAgain({ kind, status }: ApiProblem): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500 || kind === 'session_of_another'
}

/** Grows up to a minute; longer only where the server says so. In seconds. */
function pauseAfter({ body }: ApiProblem, failures: number): number {
  const asked_s = typeof body.wait_s === 'number' ? body.wait_s : 0
  return Math.max(asked_s, Math.min(60, 5 * 2 ** (failures - 1)))
}

/** Those that failed least come first, so that one which always breaks the connection holds up nobody. */
export function nextToSend(photos: readonly QueuedPhoto[]): QueuedPhoto | undefined {
  const waiting = photos.filter(({ state }) => state.at === 'waiting')
  return waiting.sort((a, b) => a.tries - b.tries || a.keptAt - b.keptAt)[0]
}

/**
 * The photos that are on their way, one after another, oldest first. Nothing is lost: each stands on the shelf before
 * it is sent, and leaves it when the server has it or the shopper drops it.
 */
export function createPhotoQueue(ports: QueuePorts) {
  const photos = shallowRef<QueuedPhoto[]>([])
  /** Why sending has stopped for now; undefined while it goes on, or has nothing to do. */
  const stuck = shallowRef<ApiProblem>()
  let running: Promise<void> | undefined
  let failures = 0

  function change(key: string, next: Partial<QueuedPhoto>): void {
    photos.value = photos.value.map((photo) => (photo.key === key ? { ...photo, ...next } : photo))
  }
  const find = (key: string) => photos.value.find((photo) => photo.key === key)
  const drop = (key: string) => void (photos.value = photos.value.filter((photo) => photo.key !== key))

  /** Looks at the shelf, which another tab, or an earlier visit, may have filled or emptied. */
  async function refresh(): Promise<void> {
    const shelf = await ports.shelf.list(ports.shopperId())
    const known = new Map(photos.value.map((photo) => [photo.key, photo]))
    const kept = shelf.map((photo): QueuedPhoto => {
      const before = known.get(photo.key)
      const busy = before?.state.at === 'sending' || before?.state.at === 'leaving'
      const state = busy ? before.state : stateOf(photo)
      return { ...photo, blob: before?.blob ?? photo.blob, kept: true, tries: before?.tries ?? 0, state }
    })
    const onShelf = new Set(shelf.map(({ key }) => key))
    const others = photos.value.filter(
      ({ key, shopperId, kept, state }) =>
        !onShelf.has(key) && shopperId === ports.shopperId() && (!kept || state.at === 'sent'),
    )
    photos.value = [...kept, ...others].sort((a, b) => a.keptAt - b.keptAt)
  }

  async function add(blob: Blob, doubts: PhotoDoubt[]): Promise<string> {
    const key = ports.newKey()
    const photo = { key, shopperId: ports.shopperId(), keptAt: ports.now_ms(), blob, doubts }
    const kept = await ports.shelf.put(photo)
    photos.value = [...photos.value, { ...photo, kept, tries: 0, state: stateOf(photo) }]
    ports.tellTabs(undefined)
    void send()
    return key
  }

  /** Sends what the shopper was asked about, or what was refused, all the same. */
  async function sendAnyway(key: string): Promise<void> {
    const photo = find(key)
    if (!photo || (photo.state.at !== 'asked' && photo.state.at !== 'refused')) return
    const decided = { ...photo, doubts: [], refusal: undefined }
    const kept = await ports.shelf.put(decided)
    change(key, { ...decided, kept, state: { at: 'waiting' } })
    await send()
  }

  /**
   * Not one that is on its way just now: it may have arrived already. It leaves the page when it has left the phone:
   * else an app that is closed at once would find it there again, and send it.
   */
  async function remove(key: string): Promise<void> {
    const at = find(key)?.state.at
    if (at === 'sending') return
    if (at !== 'sent') change(key, { state: { at: 'leaving' } })
    await ports.shelf.remove(key)
    drop(key)
    ports.tellTabs(undefined)
  }

  /** Sends what waits. To be called whenever the chances have become better. */
  function send(): Promise<void> {
    running ??= ports.alone(sendRound).finally(() => {
      running = undefined
      // One that came while the round was ending.
      if (!stuck.value && nextToSend(photos.value)) void send()
    })
    return running
  }

  async function sendRound(): Promise<void> {
    stuck.value = undefined
    await refresh()
    for (let next = nextToSend(photos.value); next; next = nextToSend(photos.value)) {
      const problem = await sendOne(next)
      if (problem) {
        stuck.value = problem
        failures += 1
        return ports.later(pauseAfter(problem, failures), () => void send())
      }
      failures = 0
      await refresh()
    }
  }

  /** What stopped it, where another try may help. */
  async function sendOne(photo: QueuedPhoto): Promise<ApiProblem | undefined> {
    const { key } = photo
    let share = 0
    change(key, { state: { at: 'sending', share } })
    try {
      const receipt = await ports.send(photo, (sent) => {
        share = Math.max(share, sent)
        change(key, { state: { at: 'sending', share } })
      })
      change(key, { state: { at: 'sent', receipt } })
      await ports.shelf.remove(key)
      ports.tellTabs({ key, receipt })
    } catch (thrown) {
      const problem = toProblem(thrown)
      if (canTryAgain(problem)) {
        change(key, { state: { at: 'waiting' }, tries: photo.tries + 1 })
        return problem
      }
      const refusal = { status: problem.status, body: problem.body }
      const kept = await ports.shelf.put({ ...photo, refusal })
      change(key, { refusal, kept, state: { at: 'refused', problem } })
      ports.tellTabs(undefined)
    }
    return undefined
  }

  async function hear(news: QueueNews): Promise<void> {
    if (news && find(news.key)) change(news.key, { state: { at: 'sent', receipt: news.receipt } })
    await refresh()
  }

  return {
    photos: shallowReadonly(photos),
    stuck: shallowReadonly(stuck),
    add,
    sendAnyway,
    remove,
    send,
    hear,
  }
}

function stateOf({ doubts, refusal }: UnsentPhoto): PhotoState {
  if (refusal) return { at: 'refused', problem: new ApiProblem(refusal.status, refusal.body) }
  // A photo that the first version kept says nothing of doubts.
  return doubts?.length ? { at: 'asked' } : { at: 'waiting' }
}
