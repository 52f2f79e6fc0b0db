import { parse } from 'node:path'

/** `photo.html` for `some/photo.jpg`; photos of the same name get a page each. */
export function namePages(photos: string[]): string[] {
  const names: string[] = []
  for (const photo of photos) {
    const { name } = parse(photo)
    let page = `${name}.html`
    for (let n = 2; names.includes(page); n++) page = `${name}-${n}.html`
    names.push(page)
  }
  return names
}
