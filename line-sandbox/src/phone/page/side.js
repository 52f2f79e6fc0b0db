// @ts-check
import { byId, h, icon } from './dom.js'
import { grantWish, sampleFile } from './sheets.js'
import { store } from './store.js'

/** What stands beside the phone: whose it is, the photos at hand, and what LINE told the product. */

const standings = { friend: '友だち', none: '友だちではない', blocked: 'ブロック中' }

/** @param {(userId: string) => void} choose */
export function peopleButtons(choose) {
  return store.world.people.map((/** @type {any} */ person, /** @type {number} */ at) => {
    const unread = store.unread.get(person.userId)
    const mine = person.userId === store.userId
    return h(
      'button',
      {
        type: 'button',
        role: 'radio',
        class: 'person',
        'aria-checked': String(mine),
        tabindex: mine ? 0 : -1,
        onclick: () => choose(person.userId),
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
          if (!step) return
          event.preventDefault()
          const { people } = store.world
          choose(people[(at + step + people.length) % people.length].userId)
        },
      },
      h('img', { src: `/avatars/${person.userId}.svg`, alt: '' }),
      h(
        'span',
        { class: 'person-words' },
        h('b', {}, person.displayName),
        h('small', {}, person.about ?? ''),
      ),
      unread
        ? h('span', { class: 'badge', 'aria-label': `未読 ${unread}件` }, unread)
        : h('span', { class: `standing ${person.friend}` }, standings[/** @type {'none'} */ (person.friend)]),
    )
  })
}

/** @param {(files: File[]) => Promise<void>} send */
export function drawTray(send) {
  const tray = byId('tray')
  const { samples } = store.world
  if (samples.length === 0)
    return tray.replaceChildren(h('p', { class: 'empty' }, 'サンプル写真がまだありません。'))
  tray.replaceChildren(
    ...samples.map((/** @type {string} */ name, /** @type {number} */ at) => {
      const src = `/samples/${encodeURIComponent(name)}`
      const give = async () => {
        const file = await sampleFile(name)
        if (!grantWish(file)) await send([file])
      }
      return h(
        'figure',
        {},
        h(
          'button',
          { type: 'button', 'aria-label': `サンプル写真 ${at + 1} を送る`, title: name, onclick: give },
          h('img', { src, alt: '', loading: 'lazy', draggable: 'true' }),
        ),
        h(
          'a',
          { class: 'icon-button', href: src, download: name, 'aria-label': `サンプル写真 ${at + 1} を保存` },
          icon('save'),
        ),
      )
    }),
  )
}

export function drawActivity() {
  const rows = store.deliveries.slice(-30).reverse()
  byId('activity').replaceChildren(
    ...rows.map((delivery) => {
      const good = delivery.status >= 200 && delivery.status < 300
      const who = store.world.people.find(
        (/** @type {any} */ person) => person.userId === delivery.events[0]?.source?.userId,
      )
      return h(
        'li',
        { class: good ? 'good' : 'bad' },
        h('b', {}, delivery.events.map(eventName).join('、') || '検証'),
        h(
          'span',
          {},
          [
            who?.displayName,
            new Date(delivery.at).toLocaleTimeString('ja-JP'),
            delivery.attempt > 1 && `${delivery.attempt}回目`,
          ]
            .filter(Boolean)
            .join(' ・ '),
        ),
        h(
          'code',
          {},
          delivery.status
            ? `${delivery.status} ・ ${delivery.ms} ms`
            : delivery.reason === 'REQUEST_TIMEOUT'
              ? '2秒以内に応答なし'
              : '接続できません',
        ),
      )
    }),
    ...(rows.length === 0
      ? [h('li', { class: 'empty' }, 'トークで何かすると、製品への通知がここに並びます。')]
      : []),
  )
}

/** @param {any} event */
function eventName(event) {
  if (event.type !== 'message')
    return (
      { follow: '友だち追加', unfollow: 'ブロック', postback: 'ポストバック' }[
        /** @type {'follow'} */ (event.type)
      ] ?? event.type
    )
  return (
    { text: 'テキスト', image: '写真', sticker: 'スタンプ' }[/** @type {'text'} */ (event.message.type)] ??
    event.message.type
  )
}
