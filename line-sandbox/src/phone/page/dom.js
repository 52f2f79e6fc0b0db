// @ts-check
/**
 * Builds an element. Text always becomes a text node, never markup, so a message cannot bring script along.
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `on…` are listeners, `style` is an object, `class` a string
 * @param {...any} children
 * @returns {any}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue
    if (name === 'style') setStyle(node, value)
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else node.setAttribute(name, value === true ? '' : String(value))
  }
  node.append(
    ...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false),
  )
  return node
}

/** @param {HTMLElement} node @param {Record<string, any>} style */
function setStyle(node, style) {
  for (const [name, value] of Object.entries(style)) {
    if (value === undefined || value === null) continue
    node.style.setProperty(
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      String(value),
    )
  }
}

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id)

/** Line icons, 24 × 24, drawn with the current colour. */
const paths = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  camera: 'M4 8h3.500l1.500-2.500h6L16.500 8H20v11H4zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z',
  photo: 'M4 5h16v14H4zM4 16l5-5 4 4 2.500-2.500L20 17M15.500 9.500h.01',
  send: 'M4 12l16-8-5 16-3.500-6.500zM11.500 13.500L20 4',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M18 10h.01M8 14h8',
  grid: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
  down: 'M6 9l6 6 6-6',
  people:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20c0-4 2.500-6.500 6-6.500s6 2.500 6 6.500M16 4.500a3.500 3.500 0 0 1 0 6.500M17.500 14c2.300.8 3.500 3 3.500 6',
  reload: 'M19 12a7 7 0 1 1-2-4.900M19 3v5h-5',
  out: 'M13 5h6v6M19 5l-8 8M11 6H5v13h13v-6',
  save: 'M12 4v11M7.500 10.500L12 15l4.500-4.500M5 19h14',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  sticker: 'M12 3a9 9 0 1 0 9 9h-5a4 4 0 0 1-4-4zM12 3l9 9M8.500 11h.01M8.500 15c1 1 2.500 1.300 4 1',
}

/** @param {keyof typeof paths} name */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', 'icon')
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', paths[name])
  svg.append(path)
  return svg
}

/** Makes any element answer to click, Enter and Space as a button does. @param {HTMLElement} node @param {() => void} press @param {string} [label] */
export function pressable(node, press, label) {
  node.setAttribute('role', 'button')
  node.setAttribute('tabindex', '0')
  node.classList.add('pressable')
  if (label) node.setAttribute('aria-label', label)
  node.addEventListener('click', (event) => {
    event.stopPropagation()
    press()
  })
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    press()
  })
  return node
}

/** A word that goes by itself. @param {string} words */
export function toast(words) {
  const node = byId('toast')
  node.textContent = words
  node.hidden = false
  clearTimeout(toast.timer)
  toast.timer = setTimeout(() => (node.hidden = true), 3200)
}
/** @type {number | undefined} */
toast.timer = undefined
