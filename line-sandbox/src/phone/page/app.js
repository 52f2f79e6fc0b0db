// @ts-check
import { act, get, listen, post, remove } from './api.js'
import { drawLog, keepAtBottom, scrollDown, showTyping } from './chat-log.js'
import { drawClockSteps, refreshClock, tickClock } from './clock.js'
import { byId, h, icon, toast } from './dom.js'
import { befriend, drawFooter, drawFriendBanner, drawQuickReplies } from './footer.js'
import { closeMiniApp, isMiniAppOpen, openFromAddress } from './mini-app.js'
import { openAccountSheet, performAction, sendPhotos } from './perform-action.js'
import { choosePhotos, openSheet } from './sheets.js'
import { drawActivity, drawTray, peopleButtons } from './side.js'
import { me, refreshChat, refreshWorld, store } from './store.js'

/** Starts the page and keeps it in step with the sandbox. */

const hands = {
  openAccount: () => openAccountSheet({ befriend }),
  showKeyboard(/** @type {string | undefined} */ words) {
    store.keyboard = true
    drawFooter(footerHands)
    const input = byId('footer').querySelector('input')
    if (input && words) input.value = words
    input?.focus()
  },
  showMenu(/** @type {boolean} */ open) {
    store.keyboard = false
    store.menuOpen = open
    drawFooter(footerHands)
  },
}
const perform = (/** @type {any} */ action) => void performAction(action, hands)
const send = async (/** @type {File[]} */ files) => {
  try {
    await sendPhotos(files)
  } catch (fault) {
    toast(/** @type {Error} */ (fault).message)
  }
}
const footerHands = { perform, askPhotos: async () => send(await choosePhotos({ multiple: true })) }

function drawPeople() {
  const people = byId('people')
  const hadFocus = people.contains(document.activeElement)
  people.replaceChildren(...peopleButtons(choose))
  if (hadFocus) people.querySelector('[aria-checked=true]')?.focus()
  byId('open-people').replaceChildren(h('img', { src: `/avatars/${store.userId}.svg`, alt: '' }))
  byId('open-people').setAttribute('aria-label', `人を切り替える（いまは${me().displayName}）`)
}

function drawChat() {
  byId('account-name').textContent = store.world.account.displayName
  drawFriendBanner()
  drawQuickReplies(perform)
  drawFooter(footerHands)
  drawLog(perform)
}

/** @param {string} userId */
async function choose(userId) {
  if (userId !== store.userId) {
    closeMiniApp()
    store.keyboard = false
    store.menuOpen = true
  }
  store.userId = userId
  const address = new URL(location.href)
  address.searchParams.set('person', userId)
  history.replaceState(null, '', address)
  await refreshChat()
  drawPeople()
  drawChat()
}

async function refreshAll() {
  await refreshWorld()
  await refreshClock()
  store.deliveries = await get('/webhooks')
  await refreshChat()
  drawPeople()
  drawChat()
  drawTray(send)
  drawActivity()
}

/** @param {any} happening */
async function hear(happening) {
  const mine = !happening.userId || happening.userId === store.userId
  if (happening.type === 'webhook') {
    store.deliveries.push(happening.delivery)
    return drawActivity()
  }
  if (happening.type === 'clock') {
    await refreshClock()
    return drawLog(perform)
  }
  if (happening.type === 'loading') return mine && showTyping(happening.seconds, perform)
  if (happening.type === 'people' || happening.type === 'account') {
    await refreshWorld()
    if (mine && (await refreshChat())) drawChat()
    return drawPeople()
  }
  if (!mine) {
    store.unread.set(happening.userId, (store.unread.get(happening.userId) ?? 0) + 1)
    return drawPeople()
  }
  const newestBefore = store.items.at(-1)?.id
  const menuBefore = store.richMenu?.richMenuId
  if (!(await refreshChat())) return
  if (happening.type === 'chat') {
    const newest = store.items.at(-1)
    if (isMiniAppOpen() && newest?.from === 'account' && newest.id !== newestBefore) notify(newest)
    drawQuickReplies(perform)
    drawLog(perform)
  }
  if (store.richMenu?.richMenuId !== menuBefore) {
    drawFooter(footerHands)
    scrollDown()
  }
}

/** A message that comes while the mini-app covers the chat shows above it, as on a phone. @param {any} item */
function notify(item) {
  const { type, text, altText } = item.message
  const words =
    text ??
    altText ??
    { image: '写真が届きました', sticker: 'スタンプが届きました' }[/** @type {'image'} */ (type)] ??
    'メッセージが届きました'
  const banner = h(
    'button',
    { type: 'button', class: 'notification', onclick: () => (banner.remove(), closeMiniApp()) },
    h('img', { src: '/avatars/account.svg', alt: '' }),
    h('span', {}, h('b', {}, store.world.account.displayName), h('small', {}, words)),
    h('time', {}, '今'),
  )
  for (const older of document.querySelectorAll('.notification')) older.remove()
  // A status of its own, not inside the button, whose name it would hide.
  byId('layers').append(h('div', { role: 'status' }, banner))
  setTimeout(() => banner.remove(), 6000)
}

/** @param {string} [displayName] */
async function addPerson(displayName) {
  const person = await post('/people', displayName ? { displayName } : {})
  await refreshWorld()
  await choose(person.userId)
}

function openPeopleSheet() {
  const sheet = openSheet('だれのスマホを見る？', [
    h(
      'div',
      { class: 'sheet-people', role: 'radiogroup', 'aria-label': '人' },
      ...peopleButtons((userId) => (sheet.close(), void choose(userId))),
    ),
    h(
      'button',
      { type: 'button', class: 'wide-button', onclick: () => (sheet.close(), void addPerson()) },
      '新しい人を追加',
    ),
  ])
}

function openMenuSheet() {
  const entry = (/** @type {string} */ words, /** @type {() => void} */ doing) =>
    h('button', { type: 'button', role: 'menuitem', onclick: () => (sheet.close(), doing()) }, words)
  const is = me().friend
  const sheet = openSheet('メニュー', [
    h(
      'div',
      { class: 'menu-list', role: 'menu' },
      ...store.world.liffApps.map((/** @type {any} */ app) =>
        entry(`ミニアプリを開く（${app.name}）`, () =>
          perform({ type: 'uri', uri: `https://liff.line.me/${app.liffId}` }),
        ),
      ),
      is === 'friend'
        ? entry('ブロックする', () => void act(store.userId, { type: 'unfollow' }))
        : entry(is === 'none' ? '友だち追加' : 'ブロック解除', befriend),
      entry('スタンプを送る', () => void act(store.userId, { type: 'sticker' })),
      entry('トークを消す', () => void remove(`/messages/${store.userId}`)),
    ),
  ])
}

/** Photos dropped on the phone are sent in the chat. */
function acceptDrops() {
  const room = byId('chat-room')
  room.addEventListener('dragover', (/** @type {DragEvent} */ event) => event.preventDefault())
  room.addEventListener('drop', async (/** @type {DragEvent} */ event) => {
    event.preventDefault()
    const files = [...(event.dataTransfer?.files ?? [])].filter((file) => file.type.startsWith('image/'))
    const address = event.dataTransfer?.getData('text/uri-list')
    if (files.length === 0 && address?.startsWith(`${location.origin}/samples/`)) {
      files.push(new File([await (await fetch(address)).blob()], 'photo.jpg', { type: 'image/jpeg' }))
    }
    await send(files)
  })
}

store.userId = new URLSearchParams(location.search).get('person') ?? ''
byId('open-menu').append(icon('menu'))
byId('open-people').addEventListener('click', openPeopleSheet)
byId('open-menu').addEventListener('click', openMenuSheet)
byId('new-person').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
  event.preventDefault()
  const form = /** @type {HTMLFormElement} */ (event.target)
  const name = String(new FormData(form).get('displayName') ?? '').trim()
  form.reset()
  void addPerson(name)
})
acceptDrops()
keepAtBottom()
drawClockSteps()
tickClock()
setInterval(tickClock, 10_000)
await refreshAll()
byId('staff-link').append(icon('out'))
byId('staff-link').href = `/${store.world.liffApps[1].liffId}`
listen(
  (happening) => void hear(happening),
  () => void refreshAll(),
)
openFromAddress(perform)
