// @ts-check
import { productNow } from './clock.js'
import { byId, h } from './dom.js'
import { renderMessage } from './messages.js'
import { me, store } from './store.js'

/** The conversation: bubbles grouped by sender, days, read marks, typing dots. */

/** What stands in the log, by a key that changes when it must be drawn anew. @type {Map<string, HTMLElement>} */
let drawn = new Map()
let drawnFor = ''
/** Until when the dots are shown, per person. @type {Map<string, number>} */
const loadingUntil = new Map()

/** @param {(action: any) => void} perform */
export function drawLog(perform) {
  const log = byId('log')
  const switched = drawnFor !== store.userId
  const before = switched ? new Map() : drawn
  const known = new Set([...before.keys()].map((key) => key.split(' ')[0]))
  drawn = new Map()
  drawnFor = store.userId
  const keep = (/** @type {string} */ key, /** @type {() => HTMLElement} */ draw) => {
    const node = before.get(key) ?? draw()
    // A read mark draws the row anew, but it is no new message.
    if (!switched && !known.has(key.split(' ')[0])) arrive(node)
    drawn.set(key, node)
  }
  if (store.items.length === 0) keep(`welcome ${me().friend} ${store.world.account.displayName}`, welcome)
  store.items.forEach((item, at) => {
    const previous = store.items[at - 1]
    const newDay = !previous || dayOf(previous.at) !== dayOf(item.at)
    if (newDay)
      keep(`day-${dayOf(item.at)} ${dayName(item.at)}`, () =>
        h('div', { class: 'day' }, h('span', {}, dayName(item.at))),
      )
    const first = newDay || previous.from !== item.from || item.at - previous.at > 5 * 60_000
    keep(`${item.id} ${item.read} ${first} ${store.world.account.displayName}`, () =>
      row(item, first, perform),
    )
  })
  if (store.items.at(-1)?.from === 'account') loadingUntil.delete(store.userId)
  if ((loadingUntil.get(store.userId) ?? 0) > Date.now()) keep('typing', typing)
  fill(log, [...drawn.values()])
  scrollDown(switched)
}

/** Moves as little as it can: a node that is put in again loses its scroll position. @param {HTMLElement} log @param {HTMLElement[]} nodes */
function fill(log, nodes) {
  const wanted = new Set(nodes)
  for (const child of [...log.children]) if (!wanted.has(/** @type {HTMLElement} */ (child))) child.remove()
  nodes.forEach((node, at) => {
    if (log.children[at] !== node) log.insertBefore(node, log.children[at] ?? null)
  })
}

/** @param {HTMLElement} node */
function arrive(node) {
  node.classList.add('arriving')
  node.addEventListener('animationend', () => node.classList.remove('arriving'), { once: true })
}

/** @param {boolean} [atOnce] */
export function scrollDown(atOnce = false) {
  const log = byId('log')
  const down = () => log.scrollTo({ top: log.scrollHeight, behavior: atOnce ? 'instant' : 'smooth' })
  down()
  // Pictures have no height until they are loaded.
  for (const image of log.querySelectorAll('img'))
    if (!image.complete) image.addEventListener('load', down, { once: true })
}

/** The newest message stays in sight while the keyboard, a menu or quick replies take room. */
export function keepAtBottom() {
  const log = byId('log')
  let before = log.clientHeight
  new ResizeObserver(() => {
    const gap = log.scrollHeight - log.scrollTop - Math.max(before, log.clientHeight)
    before = log.clientHeight
    if (gap < 160) scrollDown(true)
  }).observe(log)
}

/** @param {number} seconds @param {(action: any) => void} perform */
export function showTyping(seconds, perform) {
  loadingUntil.set(store.userId, Date.now() + seconds * 1000)
  drawLog(perform)
  setTimeout(() => drawLog(perform), seconds * 1000 + 50)
}

/** @param {any} item @param {boolean} first @param {(action: any) => void} perform */
function row(item, first, perform) {
  const { node, wide } = renderMessage(item, perform)
  const when = h('time', { datetime: new Date(item.at).toISOString() }, clock(item.at))
  if (item.from === 'person') {
    const marks = h('span', { class: 'marks' }, item.read && h('span', {}, '既読'), when)
    const unsend = () => void perform({ type: 'unsend', messageId: item.id })
    return h(
      'div',
      { class: `row mine ${first ? 'first' : ''}`, 'data-id': item.id },
      h('button', { class: 'unsend', type: 'button', onclick: unsend }, '送信取消'),
      marks,
      node,
    )
  }
  const name = item.message.sender?.name ?? store.world.account.displayName
  return h(
    'div',
    { class: `row theirs ${first ? 'first' : ''} ${wide ? 'wide' : ''}`, 'data-id': item.id },
    first
      ? h('img', { class: 'avatar', src: item.message.sender?.iconUrl ?? '/avatars/account.svg', alt: '' })
      : h('span', { class: 'avatar' }),
    h(
      'div',
      { class: 'said' },
      first && h('div', { class: 'name' }, name),
      h('div', { class: 'with-time' }, node, when),
    ),
  )
}

const typing = () =>
  h(
    'div',
    { class: 'row theirs first' },
    h('img', { class: 'avatar', src: '/avatars/account.svg', alt: '' }),
    h(
      'div',
      { class: 'said' },
      h('div', { class: 'bubble typing', role: 'status', 'aria-label': '入力中' }, h('i'), h('i'), h('i')),
    ),
  )

const welcome = () =>
  h(
    'div',
    { class: 'welcome' },
    h('img', { src: '/avatars/account.svg', alt: '' }),
    h('b', {}, store.world.account.displayName),
    h(
      'p',
      {},
      me().friend === 'friend'
        ? 'トークはまだありません。\n写真を送るか、話しかけてみましょう。'
        : 'まだ友だちではありません。\n友だちに追加すると、メッセージが届きます。',
    ),
  )

/** @param {number} at */
const dayOf = (at) => new Date(at).toDateString()
/** @param {number} at */
const clock = (at) => new Date(at).toLocaleTimeString('ja-JP', { hour: 'numeric', minute: '2-digit' })

/** @param {number} at */
function dayName(at) {
  const now = productNow().getTime()
  if (dayOf(at) === dayOf(now)) return '今日'
  if (dayOf(at) === dayOf(now - 86_400_000)) return '昨日'
  return new Date(at).toLocaleDateString('ja-JP', { month: 'numeric', day: 'numeric', weekday: 'short' })
}
