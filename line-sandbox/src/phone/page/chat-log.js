// @ts-check
import { byId, h } from './dom.js'
import { renderMessage } from './messages.js'
import { me, store } from './store.js'

/** The conversation: bubbles grouped by sender, days, read marks, typing dots. */

/** @type {Map<string, { node: HTMLElement, key: string }>} */
let drawn = new Map()
let drawnFor = ''
/** Until when the dots are shown, per person. @type {Map<string, number>} */
const loadingUntil = new Map()

/** @param {(action: any) => void} perform */
export function drawLog(perform) {
  const log = byId('log')
  const switched = drawnFor !== store.userId
  if (switched) drawn = new Map()
  const nodes = []
  const next = new Map()
  store.items.forEach((item, at) => {
    const before = store.items[at - 1]
    if (!before || dayOf(before.at) !== dayOf(item.at))
      nodes.push(h('div', { class: 'day' }, h('span', {}, dayName(item.at))))
    const first =
      !before ||
      before.from !== item.from ||
      item.at - before.at > 5 * 60_000 ||
      dayOf(before.at) !== dayOf(item.at)
    const key = `${item.id}:${item.read ? 1 : 0}:${first ? 1 : 0}:${store.world.account.displayName}`
    const known = drawn.get(item.id)
    const node = known?.key === key ? known.node : row(item, first, perform)
    // A read mark that arrives redraws the row, but it is not a new message.
    if (!known && !switched) node.classList.add('arriving')
    next.set(item.id, { node, key })
    nodes.push(node)
  })
  const newest = store.items.at(-1)
  if (newest?.from === 'account') loadingUntil.delete(store.userId)
  if ((loadingUntil.get(store.userId) ?? 0) > Date.now()) nodes.push(typing())
  if (store.items.length === 0) nodes.push(welcome())
  log.replaceChildren(...nodes)
  drawn = next
  drawnFor = store.userId
  scrollDown(switched)
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
    return h('div', { class: `row mine ${first ? 'first' : ''}`, 'data-id': item.id }, marks, node)
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
    { class: 'row theirs first arriving' },
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
  if (dayOf(at) === dayOf(Date.now())) return '今日'
  if (dayOf(at) === dayOf(Date.now() - 86_400_000)) return '昨日'
  return new Date(at).toLocaleDateString('ja-JP', { month: 'numeric', day: 'numeric', weekday: 'short' })
}
