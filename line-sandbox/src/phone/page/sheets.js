// @ts-check
import { byId, h, icon } from './dom.js'
import { store } from './store.js'

/** Panels that slide up inside the phone. */

/** @param {string} title @param {any[]} children @param {{ onclose?: () => void, tall?: boolean }} [options] @returns {{ close: () => void, node: HTMLElement }} */
export function openSheet(title, children, { onclose, tall } = {}) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement)
  const close = () => {
    if (!layer.isConnected) return
    layer.remove()
    onclose?.()
    before?.focus?.()
  }
  const sheet = h(
    'section',
    { class: `sheet ${tall ? 'tall' : ''}`, role: 'dialog', 'aria-label': title, tabindex: '-1' },
    h(
      'header',
      {},
      h('h3', {}, title),
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': '閉じる', onclick: close },
        icon('close'),
      ),
    ),
    ...children,
  )
  const layer = h(
    'div',
    { class: 'sheet-layer', onclick: (/** @type {Event} */ event) => event.target === layer && close() },
    sheet,
  )
  layer.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && close())
  byId('layers').append(layer)
  sheet.focus()
  return { close, node: sheet }
}

/** A wish for photos that is open: the tray beside the phone can grant it too. @type {((file: File) => void) | null} */
let wish = null
export const grantWish = (/** @type {File} */ file) => (wish ? (wish(file), true) : false)

/** A bundled sample as a file. @param {string} name */
export async function sampleFile(name) {
  const answer = await fetch(`/samples/${encodeURIComponent(name)}`)
  return new File([await answer.blob()], name, { type: 'image/jpeg' })
}

/**
 * The camera roll: the sample photos, and files of this computer. Resolves with what was chosen, or with nothing.
 * @param {{ multiple?: boolean, camera?: boolean }} [manner] @returns {Promise<File[]>}
 */
export function choosePhotos({ multiple = false, camera = false } = {}) {
  return new Promise((resolve) => {
    const done = (/** @type {File[]} */ files) => {
      wish = null
      byId('screen').classList.remove('wishing')
      resolve(files)
      sheet.close()
    }
    const own = h('input', {
      type: 'file',
      accept: 'image/*',
      multiple,
      hidden: true,
      'aria-label': 'この端末の写真',
    })
    own.addEventListener('change', () => own.files.length > 0 && done([...own.files]))
    const samples = store.world.samples.map((/** @type {string} */ name, /** @type {number} */ at) =>
      h(
        'button',
        {
          type: 'button',
          'aria-label': `サンプル写真 ${at + 1}`,
          onclick: async () => done([await sampleFile(name)]),
        },
        h('img', { src: `/samples/${encodeURIComponent(name)}`, alt: '', loading: 'lazy' }),
      ),
    )
    const sheet = openSheet(
      camera ? 'カメラ' : '写真を選ぶ',
      [
        h(
          'div',
          { class: 'roll' },
          h(
            'button',
            { type: 'button', class: 'roll-own', onclick: () => own.click() },
            icon('plus'),
            'この端末から',
          ),
          ...samples,
        ),
        own,
      ],
      { tall: true, onclose: () => done([]) },
    )
    wish = (file) => done([file])
    byId('screen').classList.add('wishing')
  })
}
