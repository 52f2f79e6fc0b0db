import sharp from 'sharp'
import type { Random } from '../random.ts'
import type { Plane } from './blur.ts'
import { develop } from './develop.ts'
import type { Scene } from './scene.ts'

/** A cat on a window sill, for what people send by mistake: no paper and no print anywhere. */
export async function photographCat(scene: Scene, random: Random): Promise<Buffer> {
  const { width, height } = scene
  const pixels = await sharp(Buffer.from(drawCat(random)))
    .resize(width, height, { fit: 'cover' })
    .removeAlpha()
    .raw()
    .toBuffer()
  const plane = (channel: number): Plane => ({
    values: Float32Array.from({ length: width * height }, (_, i) => linear(pixels[i * 3 + channel]! / 255)),
    width,
    height,
  })
  return develop({ red: plane(0), green: plane(1), blue: plane(2) }, { ...scene, blur: 2 }, random)
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

function drawCat(random: Random): string {
  const hills = (y: number, rough: number) =>
    Array.from({ length: 9 }, (_, i) => `L${i * 150} ${y + random.between(-rough, rough)}`).join(' ')
  const hair = Array.from({ length: 700 }, () => {
    const [angle, away] = [random.between(0, 6.28), Math.sqrt(random.next())]
    const [x, y] = [600 + 250 * away * Math.cos(angle), 1130 + 310 * away * Math.sin(angle)]
    return `<path d="M${x} ${y} q${random.between(-4, 4)} 14 ${random.between(-9, 9)} 30"/>`
  }).join('')
  const stripes = [880, 950, 1020, 1090, 1160, 1230]
    .map(
      (y, i) =>
        `<path d="M${770 + i * 13} ${y} q-50 8 -95 ${40 + i * 3}"/><path d="M${430 - i * 13} ${y} q50 8 95 ${40 + i * 3}"/>`,
    )
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1600">
<defs>
  <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#7fb2d9"/><stop offset="1" stop-color="#f2dcc0"/></linearGradient>
  <linearGradient id="sill" x2="0" y2="1"><stop stop-color="#cbb79a"/><stop offset="1" stop-color="#6d573d"/></linearGradient>
  <radialGradient id="fur" cx=".38" cy=".3" r=".8"><stop stop-color="#d99a55"/><stop offset="1" stop-color="#6e3f1c"/></radialGradient>
</defs>
<rect width="1200" height="1600" fill="url(#sky)"/>
<circle cx="900" cy="300" r="90" fill="#fff3cf"/>
<path d="M0 760 ${hills(700, 60)} L1200 1300 L0 1300 Z" fill="#7f9a8b"/>
<path d="M0 860 ${hills(850, 40)} L1200 1400 L0 1400 Z" fill="#4d6f4c"/>
<rect x="585" width="34" height="1400" fill="#5b4631"/><rect y="470" width="1200" height="30" fill="#5b4631"/>
<rect y="1380" width="1200" height="220" fill="url(#sill)"/>
<ellipse cx="640" cy="1425" rx="400" ry="45" fill="#000" opacity=".35"/>
<path d="M820 1340 C1060 1380 1080 1150 960 1090 C1010 1190 980 1290 800 1270 Z" fill="url(#fur)"/>
<ellipse cx="600" cy="1130" rx="265" ry="320" fill="url(#fur)"/>
<path d="M395 800 L380 520 L545 650 Z M805 800 L820 520 L655 650 Z" fill="#8d5427"/>
<path d="M415 760 L405 580 L510 665 Z M785 760 L795 580 L690 665 Z" fill="#d9a08c"/>
<ellipse cx="600" cy="790" rx="235" ry="200" fill="url(#fur)"/>
<g stroke="#4d2a10" stroke-width="15" stroke-linecap="round" fill="none" opacity=".7">${stripes}
  <path d="M600 610 v70 M550 620 l12 60 M650 620 l-12 60"/></g>
<g stroke="#f0c188" stroke-width="2" fill="none" opacity=".35">${hair}</g>
<ellipse cx="515" cy="775" rx="48" ry="42" fill="#b9c24a"/><ellipse cx="685" cy="775" rx="48" ry="42" fill="#b9c24a"/>
<ellipse cx="518" cy="775" rx="15" ry="39" fill="#111"/><ellipse cx="688" cy="775" rx="15" ry="39" fill="#111"/>
<circle cx="507" cy="760" r="8" fill="#fff"/><circle cx="677" cy="760" r="8" fill="#fff"/>
<ellipse cx="600" cy="885" rx="90" ry="62" fill="#ecd2b2"/>
<path d="M575 845 h50 l-25 30 Z" fill="#b4645c"/><path d="M600 875 v18 q-28 30 -52 6 M600 893 q28 30 52 6" stroke="#533" stroke-width="6" fill="none"/>
<g stroke="#f7efe2" stroke-width="4" fill="none"><path d="M530 880 L330 840 M530 900 L325 905 M535 915 L345 970 M670 880 L870 840 M670 900 L875 905 M665 915 L855 970"/></g>
<ellipse cx="510" cy="1420" rx="85" ry="52" fill="#c98d4c"/><ellipse cx="690" cy="1420" rx="85" ry="52" fill="#c98d4c"/>
</svg>`
}
