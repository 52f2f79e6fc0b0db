// @ts-check
import { h, icon, pressable } from './dom.js'
import { renderFlex } from './flex.js'

/** One message object as the phone shows it. `wide` asks for the room beside the avatar, without a bubble around it. */

/** @typedef {import('./flex.js').Perform} Perform */

/** @param {any} item a chat item @param {Perform} perform @returns {{ node: HTMLElement, wide: boolean }} */
export function renderMessage(item, perform) {
  const { message } = item
  switch (message.type) {
    case 'text':
    case 'textV2':
      return { node: h('div', { class: 'bubble' }, ...linkify(plainText(message), perform)), wide: false }
    case 'image':
      return { node: picture(item), wide: false }
    case 'flex':
      return {
        node: h(
          'div',
          { class: 'flex', role: 'group', 'aria-label': message.altText },
          renderFlex(message.contents, perform),
        ),
        wide: true,
      }
    case 'template':
      return {
        node: h(
          'div',
          { class: 'flex', role: 'group', 'aria-label': message.altText },
          renderFlex(templateAsFlex(message.template), perform),
        ),
        wide: true,
      }
    case 'sticker':
      return {
        node: h(
          'div',
          { class: 'sticker', role: 'img', 'aria-label': 'スタンプ' },
          icon('sticker'),
          h('small', {}, `${message.packageId} / ${message.stickerId}`),
        ),
        wide: false,
      }
    case 'video':
      return {
        node: h(
          'div',
          { class: 'picture video' },
          h('img', { src: message.previewImageUrl, alt: '動画' }),
          h('span', { class: 'play' }, '▶'),
        ),
        wide: false,
      }
    case 'audio':
      return {
        node: h('div', { class: 'bubble' }, `🎧 音声 ${Math.round((message.duration ?? 0) / 1000)}秒`),
        wide: false,
      }
    case 'location':
      return {
        node: h(
          'div',
          { class: 'bubble' },
          h('b', {}, `📍 ${message.title ?? '位置情報'}`),
          h('br'),
          message.address ?? '',
        ),
        wide: false,
      }
    case 'imagemap':
      return { node: imagemap(message, perform), wide: true }
    case 'coupon':
      return {
        node: h('div', { class: 'bubble' }, '🎫 クーポン ', h('small', {}, message.couponId ?? '')),
        wide: false,
      }
    default:
      return { node: h('div', { class: 'bubble' }, `（${message.type}）`), wide: false }
  }
}

/** @param {any} message */
function plainText(message) {
  const parts = message.substitution ?? {}
  return String(message.text ?? '').replace(/\{(\w+)\}/g, (whole, key) => {
    const part = parts[key]
    return part?.type === 'mention' ? '@あなた' : part?.type === 'emoji' ? '🙂' : whole
  })
}

/** Addresses in a text become something to tap. @param {string} words @param {Perform} perform */
function linkify(words, perform) {
  return words.split(/(https?:\/\/[^\s「」、。]+)/).map((part, at) => {
    if (at % 2 === 0) return part
    return h(
      'button',
      { type: 'button', class: 'link', onclick: () => perform({ type: 'uri', uri: part }) },
      part,
    )
  })
}

/** @param {any} item */
function picture(item) {
  const src = item.from === 'person' ? `/content/${item.id}` : item.message.previewImageUrl
  const full = item.from === 'person' ? src : item.message.originalContentUrl
  return h(
    'button',
    { type: 'button', class: 'picture', 'aria-label': '写真を大きく見る', onclick: () => enlarge(full) },
    h('img', { src, alt: '写真' }),
  )
}

/** @param {string} src */
function enlarge(src) {
  const layer = h(
    'div',
    { class: 'lightbox', role: 'dialog', 'aria-label': '写真' },
    h('img', { src, alt: '写真' }),
  )
  pressable(layer, () => layer.remove(), '写真を閉じる')
  document.getElementById('layers')?.append(layer)
  layer.focus()
}

/** @param {any} message @param {Perform} perform */
function imagemap(message, perform) {
  const { width, height } = message.baseSize ?? { width: 1040, height: 1040 }
  const node = h(
    'div',
    { class: 'imagemap', style: { aspectRatio: `${width} / ${height}` } },
    h('img', { src: `${message.baseUrl}/700`, alt: message.altText }),
  )
  for (const action of message.actions ?? []) {
    const { x, y, width: w, height: t } = action.area
    const area = h('button', {
      type: 'button',
      'aria-label': action.label ?? action.text ?? action.linkUri,
      style: {
        left: `${(x / width) * 100}%`,
        top: `${(y / height) * 100}%`,
        width: `${(w / width) * 100}%`,
        height: `${(t / height) * 100}%`,
      },
    })
    area.addEventListener('click', () =>
      perform(action.type === 'uri' ? { type: 'uri', uri: action.linkUri } : action),
    )
    node.append(area)
  }
  return node
}

/** Templates are older cards of fixed shape; each has a Flex twin. @param {any} template */
function templateAsFlex(template) {
  const card = (/** @type {any} */ column, /** @type {string} */ size) => ({
    type: 'bubble',
    size,
    ...(column.thumbnailImageUrl || column.imageUrl
      ? {
          hero: {
            type: 'image',
            url: column.thumbnailImageUrl ?? column.imageUrl,
            size: 'full',
            aspectMode: 'cover',
            aspectRatio: column.imageUrl ? '1:1' : '151:100',
            action: column.action,
          },
        }
      : {}),
    ...(column.text
      ? {
          body: {
            type: 'box',
            layout: 'vertical',
            spacing: 'sm',
            contents: [
              column.title && { type: 'text', text: column.title, weight: 'bold', wrap: true },
              { type: 'text', text: column.text, size: 'sm', wrap: true, color: '#777777' },
            ].filter(Boolean),
          },
        }
      : {}),
    ...(column.actions
      ? {
          footer: {
            type: 'box',
            layout: 'vertical',
            contents: column.actions.map((/** @type {any} */ action) => ({
              type: 'button',
              height: 'sm',
              action,
            })),
          },
        }
      : {}),
  })
  if (template.columns)
    return {
      type: 'carousel',
      contents: template.columns.map((/** @type {any} */ column) => card(column, 'kilo')),
    }
  return card(template, 'mega')
}
