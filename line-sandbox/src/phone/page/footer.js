// @ts-check
import { act } from './api.js'
import { scrollDown } from './chat-log.js'
import { byId, h, icon, toast } from './dom.js'
import { me, store } from './store.js'

/** What stands below the conversation: the rich menu, the keyboard, or the way back from a block; and quick replies. */

/** @typedef {(action: any) => void} Perform */

/** @param {{ perform: Perform, askPhotos: () => void }} hands */
export function drawFooter(hands) {
  const footer = byId('footer')
  const draft = footer.querySelector('input')?.value ?? ''
  if (me().friend === 'blocked') {
    footer.replaceChildren(
      h(
        'div',
        { class: 'blocked' },
        h('span', {}, 'このアカウントをブロック中です'),
        h('button', { type: 'button', onclick: () => befriend() }, 'ブロック解除'),
      ),
    )
    return
  }
  const { richMenu } = store
  if (richMenu && !store.keyboard) footer.replaceChildren(...menu(richMenu, hands))
  else footer.replaceChildren(composer(hands, draft))
}

/** @param {any} richMenu @param {{ perform: Perform, askPhotos: () => void }} hands */
function menu(richMenu, hands) {
  const { width, height } = richMenu.size
  const panel = h(
    'div',
    {
      class: 'rich-menu',
      id: 'rich-menu',
      role: 'group',
      'aria-label': 'リッチメニュー',
      style: { aspectRatio: `${width} / ${height}` },
    },
    h('img', { src: richMenu.imageUrl, alt: richMenu.name }),
    ...richMenu.areas.map((/** @type {any} */ { bounds, action }) =>
      h('button', {
        type: 'button',
        'aria-label': action.label ?? action.displayText ?? action.text ?? action.uri ?? 'メニュー',
        style: {
          left: `${(bounds.x / width) * 100}%`,
          top: `${(bounds.y / height) * 100}%`,
          width: `${(bounds.width / width) * 100}%`,
          height: `${(bounds.height / height) * 100}%`,
        },
        onclick: () => hands.perform(action),
      }),
    ),
  )
  const fold = () => {
    store.menuOpen = !store.menuOpen
    drawFooter(hands)
    scrollDown()
  }
  const toKeyboard = () => {
    store.keyboard = true
    drawFooter(hands)
    byId('footer').querySelector('input')?.focus()
  }
  return [
    h(
      'div',
      { class: 'menu-bar' },
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'キーボードに切り替える', onclick: toKeyboard },
        icon('keyboard'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: `menu-fold ${store.menuOpen ? 'open' : ''}`,
          'aria-expanded': String(store.menuOpen),
          'aria-controls': 'rich-menu',
          onclick: fold,
        },
        richMenu.chatBarText,
        icon('down'),
      ),
    ),
    ...(store.menuOpen ? [panel] : []),
  ]
}

/** @param {{ perform: Perform, askPhotos: () => void }} hands @param {string} draft */
function composer(hands, draft) {
  const input = h('input', {
    'aria-label': 'メッセージを入力',
    placeholder: 'メッセージを入力',
    autocomplete: 'off',
    maxlength: 5000,
    enterkeyhint: 'send',
  })
  input.value = draft
  const send = h(
    'button',
    { class: 'icon-button send', 'aria-label': '送信', hidden: draft === '' },
    icon('send'),
  )
  input.addEventListener('input', () => (send.hidden = input.value.trim() === ''))
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    const words = input.value.trim()
    if (!words) return
    input.value = ''
    send.hidden = true
    hands.perform({ type: 'message', text: words })
  }
  const toMenu = () => {
    store.keyboard = false
    store.menuOpen = true
    drawFooter(hands)
    scrollDown()
  }
  return h(
    'form',
    { class: 'composer', onsubmit: submit },
    store.richMenu &&
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'メニューに切り替える', onclick: toMenu },
        icon('grid'),
      ),
    h(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': '写真を送る', onclick: hands.askPhotos },
      icon('photo'),
    ),
    input,
    send,
  )
}

/** Quick replies belong to the newest message alone, and go when anything follows. @param {Perform} perform */
export function drawQuickReplies(perform) {
  const bar = byId('quick-replies')
  const newest = store.items.at(-1)
  const items = newest?.from === 'account' ? (newest.message.quickReply?.items ?? []) : []
  bar.hidden = items.length === 0 || me().friend === 'blocked'
  bar.replaceChildren(
    ...items.map((/** @type {any} */ { action, imageUrl }) =>
      h(
        'button',
        { type: 'button', onclick: () => ((bar.hidden = true), perform(action)) },
        imageUrl
          ? h('img', { src: imageUrl, alt: '' })
          : ['camera', 'cameraRoll'].includes(action.type)
            ? icon(action.type === 'camera' ? 'camera' : 'photo')
            : null,
        action.label,
      ),
    ),
  )
}

/** A friend, or a friend again. */
export function befriend() {
  act(store.userId, { type: 'follow' }).catch((/** @type {Error} */ fault) => toast(fault.message))
}

export function drawFriendBanner() {
  const banner = byId('friend-banner')
  if (me().friend !== 'none') return banner.replaceChildren()
  banner.replaceChildren(
    h(
      'div',
      { class: 'friend-banner' },
      h('span', {}, 'このアカウントは友だちではありません'),
      h('button', { type: 'button', onclick: befriend }, '友だち追加'),
    ),
  )
}
