// @ts-check
import { byId, h, icon } from './dom.js'
import { choosePhotos } from './sheets.js'
import { store } from './store.js'

/** The mini-app inside the phone: a frame on the product, opened by its LIFF URL as the person who holds the phone. */

/** @type {{ frame: HTMLIFrameElement, layer: HTMLElement, perform: (action: any) => void } | null} */
let opened = null

/** The LIFF app and the rest of the path that a URL names, or undefined. @param {string} uri */
export function readLiffUrl(uri) {
  const found = /^(?:https:\/\/(?:liff|miniapp)\.line\.me|(https?:\/\/[^/]+))\/(\d+-\w+)(.*)$/.exec(uri)
  if (!found || (found[1] && found[1] !== location.origin)) return undefined
  const app = store.world.liffApps.find((/** @type {any} */ each) => each.liffId === found[2])
  return app && { app, rest: found[3] ?? '' }
}

/** @param {{ liffId: string, name: string }} app @param {string} rest @param {(action: any) => void} perform */
export async function openMiniApp(app, rest, perform) {
  closeMiniApp()
  const { keyId, appUrl } = store.world
  // The name tells the frame's own script and the login page who holds the phone; it stays across navigations.
  const name = `line-sandbox:${app.liffId}:${store.userId}:${keyId}`
  const { layer, frame } = overlay(app.name, new URL(appUrl).host, name)
  opened = { frame, layer, perform }
  if (!(await isAnswering(appUrl))) return refused(layer, appUrl)
  frame.src = `/${app.liffId}${rest}`
}

/** Any other page of the product, as LINE's in-app browser would show it. @param {string} uri @param {(action: any) => void} perform */
export function openInAppBrowser(uri, perform) {
  closeMiniApp()
  const { layer, frame } = overlay(new URL(uri).host, new URL(uri).pathname)
  frame.src = uri
  opened = { frame, layer, perform }
}

export const isMiniAppOpen = () => opened !== null

export function closeMiniApp() {
  opened?.layer.remove()
  opened = null
}

/** A frame takes its name when it enters the page, and not later. @param {string} title @param {string} host @param {string} [name] */
function overlay(title, host, name) {
  const frame = h('iframe', {
    name,
    title: 'ミニアプリ',
    allow: 'camera; microphone; geolocation; clipboard-write',
  })
  const reload = () => (frame.src = frame.src)
  const layer = h(
    'section',
    { class: 'mini-app', role: 'dialog', 'aria-label': 'ミニアプリ' },
    h(
      'header',
      {},
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': '最初から開き直す', onclick: reload },
        icon('reload'),
      ),
      h('div', { class: 'mini-app-title' }, h('b', {}, title), h('small', {}, host)),
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'ミニアプリを閉じる', onclick: closeMiniApp },
        icon('close'),
      ),
    ),
    frame,
  )
  byId('layers').append(layer)
  return { layer, frame }
}

/** @param {string} url */
const isAnswering = (url) =>
  fetch(url, { mode: 'no-cors', cache: 'no-store' }).then(
    () => true,
    () => false,
  )

/** @param {HTMLElement} layer @param {string} appUrl */
function refused(layer, appUrl) {
  layer
    .querySelector('iframe')
    ?.replaceWith(
      h(
        'div',
        { class: 'unreachable', role: 'alert' },
        h('b', {}, 'ミニアプリが応答しません'),
        h('p', {}, `${appUrl} で製品が動いているか確かめてください。`),
      ),
    )
}

/** What the frame's script asks of the phone; see the mini-app's Vite plugin. */
window.addEventListener('message', async ({ source, origin, data }) => {
  if (
    !opened ||
    source !== opened.frame.contentWindow ||
    origin !== new URL(store.world.appUrl).origin ||
    !data?.lineSandbox
  )
    return
  const { frame, layer, perform } = opened
  if (data.ask === 'close') closeMiniApp()
  if (data.ask === 'title' && data.title) {
    const title = layer.querySelector('.mini-app-title b')
    if (title) title.textContent = data.title
  }
  if (data.ask === 'open') perform({ type: 'uri', uri: data.url })
  if (data.ask === 'photos') {
    const files = await Promise.all((await choosePhotos(data)).map(inMemory))
    frame.contentWindow?.postMessage({ lineSandbox: true, id: data.id, files }, origin)
    frame.focus()
  }
})

/** A file of this computer may be read by the page that it was chosen in, and not by the frame: its bytes may. @param {File} file */
const inMemory = async (file) => new File([await file.arrayBuffer()], file.name, { type: file.type })

/** Opens what the page's own address asks for: `/?liff=<LIFF ID>/path`. @param {(action: any) => void} perform */
export function openFromAddress(perform) {
  const wanted = new URLSearchParams(location.search).get('liff')
  if (wanted) perform({ type: 'uri', uri: `https://liff.line.me/${wanted}` })
}
