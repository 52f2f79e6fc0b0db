// @ts-check
import { h, pressable } from './dom.js'

/** Renders LINE's Flex Message: boxes, text with spans, buttons, images, icons, separators. */

/** @typedef {(action: any) => void} Perform */

const textSizes = {
  xxs: 11,
  xs: 13,
  sm: 14,
  md: 16,
  lg: 19,
  xl: 22,
  xxl: 29,
  '3xl': 35,
  '4xl': 48,
  '5xl': 74,
}
const imageSizes = {
  xxs: 40,
  xs: 60,
  sm: 80,
  md: 100,
  lg: 120,
  xl: 140,
  xxl: 160,
  '3xl': 180,
  '4xl': 200,
  '5xl': 220,
}
const gaps = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 }
const borders = { none: 0, light: 0.5, normal: 1, medium: 2, 'semi-bold': 3, bold: 4 }
const aligns = { start: 'flex-start', center: 'center', end: 'flex-end' }
const gravities = { top: 'flex-start', center: 'center', bottom: 'flex-end' }

/** A keyword of a scale, or a length of its own. @param {Record<string, number>} scale @param {any} value */
const length = (scale, value) =>
  value === undefined ? undefined : value in scale ? `${scale[value]}px` : String(value)

/** @param {any} contents a bubble or a carousel @param {Perform} perform */
export function renderFlex(contents, perform) {
  if (contents?.type !== 'carousel') return bubble(contents ?? {}, perform)
  return h(
    'div',
    { class: 'flex-carousel' },
    ...(contents.contents ?? []).map((/** @type {any} */ each) => bubble(each, perform)),
  )
}

/** @param {any} each @param {Perform} perform */
function bubble(each, perform) {
  const size = each.size ?? 'mega'
  const node = h('div', {
    class: `flex-bubble flex-${size}`,
    dir: each.direction === 'rtl' ? 'rtl' : undefined,
  })
  for (const block of ['header', 'hero', 'body', 'footer']) {
    if (!each[block]) continue
    const style = each.styles?.[block] ?? {}
    if (style.separator)
      node.append(h('hr', { class: 'flex-rule', style: { backgroundColor: style.separatorColor } }))
    const inner = component(each[block], 'vertical', perform)
    node.append(
      h(
        'div',
        { class: `flex-block flex-block-${block}`, style: { backgroundColor: style.backgroundColor } },
        inner,
      ),
    )
  }
  if (each.action) pressable(node, () => perform(each.action), each.action.label)
  return node
}

/** @param {any} each @param {string} parent layout of the box around it @param {Perform} perform @returns {HTMLElement} */
function component(each, parent, perform) {
  const make = { box, text, image, icon: iconOf, button, separator, filler, spacer: filler, video }[
    String(each.type)
  ]
  if (!make) return h('span', { class: 'flex-unknown' }, String(each.type))
  const node = make(each, parent, perform)
  place(node, each, parent)
  if (each.action && each.type !== 'button') pressable(node, () => perform(each.action), each.action.label)
  return node
}

/** How a component sits in its box: flex, margin, position. @param {HTMLElement} node @param {any} each @param {string} parent */
function place(node, each, parent) {
  const { style } = node
  const lying = parent !== 'vertical'
  const usual = !lying || ['icon', 'separator'].includes(each.type) || each.width ? 0 : 1
  const flex = each.flex ?? usual
  style.flex =
    each.type === 'filler' && each.flex === undefined
      ? '1 1 0'
      : flex === 0
        ? '0 0 auto'
        : `${flex} 1 ${lying ? '0' : 'auto'}`
  if (lying && each.gravity && parent !== 'baseline')
    style.alignSelf = gravities[/** @type {'top'} */ (each.gravity)] ?? ''
  if (each.position === 'absolute') style.position = 'absolute'
  for (const side of ['Top', 'Bottom', 'Start', 'End']) {
    const offset = length(gaps, each[`offset${side}`])
    if (offset === undefined) continue
    if (each.position !== 'absolute') style.position = 'relative'
    style.setProperty(
      { Top: 'top', Bottom: 'bottom', Start: 'inset-inline-start', End: 'inset-inline-end' }[side] ?? '',
      offset,
    )
  }
}

/** @param {any} each @param {string} _parent @param {Perform} perform */
function box(each, _parent, perform) {
  const layout = each.layout ?? 'vertical'
  const side = layout === 'vertical' ? 'marginTop' : 'marginInlineStart'
  const gradient = each.background?.type === 'linearGradient' ? each.background : undefined
  const stops = gradient && [
    gradient.startColor,
    gradient.centerColor && `${gradient.centerColor} ${gradient.centerPosition ?? '50%'}`,
    gradient.endColor,
  ]
  const node = h('div', {
    class: `flex-box flex-${layout}`,
    style: {
      width: each.width,
      maxWidth: each.maxWidth,
      height: each.height,
      maxHeight: each.maxHeight,
      padding: length(gaps, each.paddingAll),
      paddingTop: length(gaps, each.paddingTop),
      paddingBottom: length(gaps, each.paddingBottom),
      paddingInlineStart: length(gaps, each.paddingStart),
      paddingInlineEnd: length(gaps, each.paddingEnd),
      backgroundColor: each.backgroundColor,
      backgroundImage:
        stops && `linear-gradient(${gradient.angle ?? '0deg'}, ${stops.filter(Boolean).join(', ')})`,
      border:
        each.borderWidth && `${length(borders, each.borderWidth)} solid ${each.borderColor ?? 'transparent'}`,
      borderRadius: length(gaps, each.cornerRadius),
      overflow: each.cornerRadius ? 'hidden' : undefined,
      justifyContent:
        each.justifyContent === 'space-between' ||
        each.justifyContent === 'space-around' ||
        each.justifyContent === 'space-evenly'
          ? each.justifyContent
          : (aligns[/** @type {'start'} */ (each.justifyContent)] ?? undefined),
      alignItems: layout === 'baseline' ? 'baseline' : aligns[/** @type {'start'} */ (each.alignItems)],
    },
  })
  ;(each.contents ?? []).forEach((/** @type {any} */ child, /** @type {number} */ at) => {
    const inner = component(child, layout, perform)
    const gap = child.margin ?? (at > 0 && child.position !== 'absolute' ? each.spacing : undefined)
    if (gap !== undefined) inner.style[side] = length(gaps, gap) ?? ''
    node.append(inner)
  })
  return node
}

/** @param {any} each */
const textStyle = (each) => ({
  fontSize: length(textSizes, each.size),
  fontWeight: each.weight === 'bold' ? '700' : each.weight === 'regular' ? '400' : undefined,
  color: each.color,
  fontStyle: each.style === 'italic' ? 'italic' : undefined,
  textDecoration: each.decoration && each.decoration !== 'none' ? each.decoration : undefined,
})

/** @param {any} each */
function text(each) {
  const spans = each.contents?.map((/** @type {any} */ span) =>
    h('span', { style: textStyle(span) }, span.text ?? ''),
  )
  const clamp = each.wrap && each.maxLines
  return h(
    'div',
    {
      class: `flex-text ${each.wrap ? 'flex-wrap' : ''} ${clamp ? 'flex-clamp' : ''}`,
      style: {
        ...textStyle({ size: 'md', ...each }),
        textAlign: each.align,
        lineHeight: each.lineSpacing && `calc(1.4em + ${each.lineSpacing})`,
        WebkitLineClamp: clamp || undefined,
      },
    },
    ...(spans ?? [each.text ?? '']),
  )
}

/** @param {any} each */
function image(each) {
  const size = each.size ?? 'md'
  const width = size === 'full' ? '100%' : length(imageSizes, size)
  return h(
    'div',
    {
      class: 'flex-image',
      style: { justifyContent: aligns[/** @type {'start'} */ (each.align ?? 'center')] },
    },
    h(
      'div',
      {
        style: {
          width,
          aspectRatio: String(each.aspectRatio ?? '1:1').replace(':', ' / '),
          backgroundColor: each.backgroundColor,
          maxWidth: '100%',
        },
      },
      h('img', {
        src: each.url,
        alt: '',
        loading: 'lazy',
        style: { objectFit: each.aspectMode === 'cover' ? 'cover' : 'contain' },
      }),
    ),
  )
}

/** @param {any} each */
function video(each) {
  return image({ ...each, url: each.previewUrl, size: 'full', aspectMode: 'cover' })
}

/** @param {any} each */
function iconOf(each) {
  const height = length(textSizes, each.size ?? 'md')
  return h('img', {
    class: 'flex-icon',
    src: each.url,
    alt: '',
    style: { height, aspectRatio: String(each.aspectRatio ?? '1:1').replace(':', ' / ') },
  })
}

/** @param {any} each @param {string} _parent @param {Perform} perform */
function button(each, _parent, perform) {
  const kind = each.style ?? 'link'
  const style = kind === 'link' ? { color: each.color } : { backgroundColor: each.color }
  return h(
    'button',
    {
      type: 'button',
      class: `flex-button flex-button-${kind} flex-button-${each.height ?? 'md'}`,
      style,
      onclick: (/** @type {Event} */ event) => (event.stopPropagation(), perform(each.action)),
    },
    each.action?.label ?? '',
  )
}

/** @param {any} each @param {string} parent */
function separator(each, parent) {
  return h('div', {
    class: parent === 'vertical' ? 'flex-rule' : 'flex-rule-standing',
    style: { backgroundColor: each.color },
  })
}

const filler = () => h('div')
