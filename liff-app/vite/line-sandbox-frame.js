// Runs inside the mini-app while the sandbox's phone shows it, and does what the LINE app does around a LIFF app.
// In an ordinary tab (no phone around it) it does nothing. Sandbox builds only; see line-sandbox-hosts.ts.

const sandboxOrigin = '__SANDBOX_ORIGIN__'

// The phone names its frame after the LIFF app, the person who holds it, and the sandbox's signing key.
const held = /^line-sandbox:([^:]+):(U[0-9a-f]{32}):([^:]+)$/.exec(window.name)

if (held && window.parent !== window) {
  forgetSomeoneElse(held[1], held[2], held[3])
  handOverFileInputs()
  handOverLinks()
  announceTitle()
}

/**
 * Another person's phone shares no storage with this one, but here both are one browser: tokens of someone else, or of
 * a sandbox that has since forgotten them, go before the SDK reads them, and a new login follows.
 */
function forgetSomeoneElse(liffId, userId, keyId) {
  const prefix = `LIFF_STORE:${liffId}:`
  const idToken = readJson(localStorage.getItem(`${prefix}IDToken`))
  const accessToken = localStorage.getItem(`${prefix}accessToken`)
  if (!idToken && !accessToken) return
  const [header, claims] = String(idToken).split('.').map(readPart)
  if (claims?.sub === userId && header?.kid === keyId) return
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  sessionStorage.clear()
  document.cookie = `LIFF_STORE:expires:${liffId}=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/`
}

function readPart(part) {
  try {
    return readJson(atob(part.replace(/-/g, '+').replace(/_/g, '/')))
  } catch {
    return null
  }
}

function readJson(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function tellPhone(message) {
  window.parent.postMessage({ lineSandbox: true, ...message }, sandboxOrigin)
}

/** A phone asks "camera or library"; so does the sandbox's, with its camera roll, instead of the desktop's file dialog. */
function handOverFileInputs() {
  const waiting = new Map()
  const ask = (input) => {
    const id = crypto.randomUUID()
    waiting.set(id, input)
    tellPhone({ ask: 'photos', id, multiple: input.multiple, camera: input.hasAttribute('capture') })
  }
  document.addEventListener(
    'click',
    (event) => {
      if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'file') return
      event.preventDefault()
      ask(event.target)
    },
    true,
  )
  const click = HTMLInputElement.prototype.click
  HTMLInputElement.prototype.click = function () {
    // An input outside the document sends no click event through it.
    if (this.type === 'file' && !this.isConnected) ask(this)
    else click.call(this)
  }
  window.addEventListener('message', ({ origin, data }) => {
    if (origin !== sandboxOrigin || !data?.lineSandbox || !waiting.has(data.id)) return
    const input = waiting.get(data.id)
    waiting.delete(data.id)
    if (!data.files?.length) return input.dispatchEvent(new Event('cancel'))
    const chosen = new DataTransfer()
    for (const file of data.files) chosen.items.add(file)
    input.files = chosen.files
    input.dispatchEvent(new Event('input', { bubbles: true }))
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

/** Links that the LINE app itself follows: another LIFF app, an account's page. And closing, which a frame cannot do. */
function handOverLinks() {
  const isLine = (url) => /^https:\/\/(line\.me|liff\.line\.me|miniapp\.line\.me)\//.test(url)
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null
    if (!link || !isLine(link.href)) return
    event.preventDefault()
    tellPhone({ ask: 'open', url: link.href })
  })
  const open = window.open
  window.open = (url, ...rest) => {
    if (!isLine(String(url))) return open.call(window, url, ...rest)
    tellPhone({ ask: 'open', url: String(url) })
    return null
  }
  window.close = () => tellPhone({ ask: 'close' })
}

/** The bar above a LIFF app shows the page's title. */
function announceTitle() {
  const tell = () => tellPhone({ ask: 'title', title: document.title })
  new MutationObserver(tell).observe(document.head, { subtree: true, childList: true, characterData: true })
  tell()
}
