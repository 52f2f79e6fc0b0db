import { describe, expect, it } from 'vitest'
import { ApiProblem, offlineProblem } from '../../api/problem.ts'
import { createPhotoQueue, type PhotoShelf, type QueueNews, type UnsentPhoto } from './photo-queue.ts'

const HANA = '00000000-0000-4000-8000-000000000001'
const KEN = '00000000-0000-4000-8000-000000000002'
const tooLarge = new ApiProblem(413, { kind: 'photo_too_large', titleJa: '写真が大きすぎます' })
const diskFull = new ApiProblem(503, { kind: 'photo_not_stored' })

/** A phone that outlives its tabs: what it keeps, its lock, and the server that it reaches. */
function phone({ room = 100 } = {}) {
  const rows = new Map<string, UnsentPhoto>()
  const shelf: PhotoShelf = {
    list: async (shopperId) => [...rows.values()].filter((row) => row.shopperId === shopperId),
    put: async (photo) => {
      if (rows.size >= room && !rows.has(photo.key)) return false
      const { key, shopperId, keptAt, blob, doubts, refusal } = photo
      rows.set(key, { key, shopperId, keptAt, blob, doubts, refusal })
      return true
    },
    remove: async (key) => void rows.delete(key),
  }
  /** What the server got, by the photo's words; and what it answers to each. */
  const arrived: string[] = []
  const answers = new Map<string, ApiProblem>()
  const net = { down: false, loggedIn: HANA, held: Promise.resolve() }
  let busy: Promise<void> = Promise.resolve()
  let count = 0

  function openTab(shopperId = HANA) {
    const laters: { wait_s: number; again: () => void }[] = []
    const news: QueueNews[] = []
    const queue = createPhotoQueue({
      shelf,
      async send({ blob, key, shopperId: whose }, onProgress) {
        if (net.down) throw offlineProblem()
        if (whose !== net.loggedIn) throw new ApiProblem(409, { kind: 'session_of_another' })
        onProgress(0.5)
        await net.held
        const words = await blob.text()
        const problem = answers.get(words)
        if (problem) throw problem
        arrived.push(words)
        onProgress(1)
        return { id: `entry-${key}`, state: 'received', alreadyReceived: false }
      },
      shopperId: () => shopperId,
      newKey: () => `key-${++count}`,
      now_ms: () => count,
      alone: (round) => (busy = busy.then(round)),
      tellTabs: (told) => void news.push(told),
      later: (wait_s, again) => void laters.push({ wait_s, again }),
    })
    const states = () => queue.photos.value.map(({ state }) => state.at)
    return { ...queue, states, laters, news }
  }
  return { rows, arrived, answers, net, openTab }
}

const photoOf = (words: string) => new Blob([words], { type: 'image/jpeg' })

describe('photos on their way', () => {
  it('go one after another, and leave the phone when they have arrived', async () => {
    const { openTab, arrived, rows } = phone()
    const tab = openTab()
    for (const words of ['a', 'b', 'c']) await tab.add(photoOf(words), [])
    await tab.send()
    expect(arrived).toEqual(['a', 'b', 'c'])
    expect(tab.states()).toEqual(['sent', 'sent', 'sent'])
    expect(rows.size).toBe(0)
  })

  it('are all kept while there is no connection, each with a key of its own, and go when it is back', async () => {
    const { openTab, arrived, rows, net } = phone()
    net.down = true
    const tab = openTab()
    for (const words of ['a', 'b', 'c']) await tab.add(photoOf(words), [])
    await tab.send()
    expect(tab.states()).toEqual(['waiting', 'waiting', 'waiting'])
    expect(tab.stuck.value?.status).toBe(0)
    expect(new Set(rows.keys()).size).toBe(3)
    net.down = false
    await tab.send()
    expect(arrived.sort()).toEqual(['a', 'b', 'c'])
    expect(tab.stuck.value).toBeUndefined()
  })

  it('are there again when the app is closed and opened', async () => {
    const { openTab, arrived, net } = phone()
    net.down = true
    const closed = openTab()
    await closed.add(photoOf('a'), [])
    await closed.add(photoOf('b'), [])
    await closed.send()
    net.down = false
    const opened = openTab()
    await opened.send()
    expect(arrived).toEqual(['a', 'b'])
  })

  it('are tried again by themselves, after pauses that grow up to a minute', async () => {
    const { openTab, arrived, net } = phone()
    net.down = true
    const tab = openTab()
    await tab.add(photoOf('a'), [])
    await tab.send()
    for (let n = 0; n < 6; n++) {
      tab.laters.at(-1)!.again()
      await tab.send()
    }
    expect(tab.laters.slice(0, 6).map(({ wait_s }) => wait_s)).toEqual([5, 10, 20, 40, 60, 60])
    net.down = false
    tab.laters.at(-1)!.again()
    await tab.send()
    expect(arrived).toEqual(['a'])
  })

  it('wait as long as the server asks for', async () => {
    const { openTab, answers } = phone()
    answers.set('a', new ApiProblem(429, { kind: 'too_many_requests', wait_s: 90 }))
    const tab = openTab()
    await tab.add(photoOf('a'), [])
    await tab.send()
    expect(tab.laters.map(({ wait_s }) => wait_s)).toEqual([90])
    expect(tab.states()).toEqual(['waiting'])
  })

  it('do not stand behind one that is refused, which says why until it is dropped, in a later visit too', async () => {
    const { openTab, arrived, answers } = phone()
    answers.set('a', tooLarge)
    const tab = openTab()
    const key = await tab.add(photoOf('a'), [])
    await tab.add(photoOf('b'), [])
    await tab.send()
    expect(arrived).toEqual(['b'])
    const later = openTab()
    await later.send()
    expect(later.photos.value.map(({ state }) => state)).toEqual([
      { at: 'refused', problem: expect.objectContaining({ kind: 'photo_too_large', status: 413 }) },
    ])
    await later.remove(key)
    expect(openTab().photos.value).toEqual([])
  })

  it('do not stand for ever behind one that the server cannot store', async () => {
    const { openTab, arrived, answers } = phone()
    answers.set('a', diskFull)
    const tab = openTab()
    await tab.add(photoOf('a'), [])
    await tab.add(photoOf('b'), [])
    await tab.send()
    expect(tab.stuck.value?.kind).toBe('photo_not_stored')
    tab.laters.at(-1)!.again()
    await tab.send()
    expect(arrived).toEqual(['b'])
    expect(tab.states()).toEqual(['waiting', 'sent'])
  })

  it('are sent once where two tabs are open, and both hear of it', async () => {
    const { openTab, arrived } = phone()
    const [first, second] = [openTab(), openTab()]
    await first.add(photoOf('a'), [])
    await Promise.all([first.send(), second.send(), first.send(), second.send()])
    expect(arrived).toEqual(['a'])
    await second.hear(first.news.at(-1))
    expect(second.photos.value.filter(({ state }) => state.at !== 'sent')).toEqual([])
  })

  it('wait for the person whose they are: nobody else sees or sends them', async () => {
    const { openTab, arrived, net } = phone()
    net.down = true
    const hana = openTab(HANA)
    await hana.add(photoOf('はなの'), [])
    await hana.send()
    Object.assign(net, { down: false, loggedIn: KEN })
    const ken = openTab(KEN)
    await ken.send()
    expect(ken.photos.value).toEqual([])
    // Hana's own tab, still open, while Ken has logged in beside it.
    await hana.send()
    expect(arrived).toEqual([])
    expect(hana.stuck.value?.kind).toBe('session_of_another')
    net.loggedIn = HANA
    await openTab(HANA).send()
    expect(arrived).toEqual(['はなの'])
  })

  it('are sent where the phone has no room for them, and say that they are not kept', async () => {
    const { openTab, arrived, net } = phone({ room: 1 })
    net.down = true
    const tab = openTab()
    await tab.add(photoOf('a'), [])
    await tab.add(photoOf('b'), [])
    await tab.send()
    expect(tab.photos.value.map(({ kept }) => kept)).toEqual([true, false])
    net.down = false
    await tab.send()
    expect(arrived.sort()).toEqual(['a', 'b'])
  })

  it('that look bad wait for the shopper’s word, in a later visit too', async () => {
    const { openTab, arrived } = phone()
    const key = await openTab().add(photoOf('dark'), ['too_dark'])
    const later = openTab()
    await later.send()
    expect(later.states()).toEqual(['asked'])
    expect(arrived).toEqual([])
    await later.sendAnyway(key)
    expect(arrived).toEqual(['dark'])
  })

  it('cannot be dropped while they are going out: they may have arrived', async () => {
    const { openTab, arrived, net } = phone()
    let goOn = () => {}
    net.held = new Promise((resolve) => (goOn = resolve))
    const tab = openTab()
    const key = await tab.add(photoOf('a'), [])
    while (tab.states()[0] !== 'sending') await Promise.resolve()
    await tab.remove(key)
    expect(tab.states()).toEqual(['sending'])
    goOn()
    await tab.send()
    expect(arrived).toEqual(['a'])
  })

  it('can each be dropped while they wait', async () => {
    const { openTab, rows, net } = phone()
    net.down = true
    const tab = openTab()
    const key = await tab.add(photoOf('a'), [])
    await tab.add(photoOf('b'), [])
    await tab.send()
    const dropped = tab.remove(key)
    // Where the app is closed at this moment it still stands on the phone, so it still stands on the page.
    expect(tab.states()).toEqual(['leaving', 'waiting'])
    await dropped
    expect(tab.states()).toEqual(['waiting'])
    expect([...rows.keys()]).toHaveLength(1)
    net.down = false
    await tab.send()
    expect(tab.states()).toEqual(['sent'])
  })
})
