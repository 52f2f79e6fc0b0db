import type { Look } from './state.ts'

const hairs: Record<Look['style'], (hair: string) => { back: string; front: string }> = {
  bob: (hair) => ({
    back: `<path d="M26 58V46a24 24 0 0 1 48 0v12c0 9-5 11-9 11H35c-4 0-9-2-9-11Z" fill="${hair}"/>`,
    front: `<path d="M31 48c0-14 8-21 19-21s19 7 19 21c-5-2-9-6-11-11-5 6-16 10-27 11Z" fill="${hair}"/>`,
  }),
  long: (hair) => ({
    back: `<path d="M25 84V46a25 25 0 0 1 50 0v38H25Z" fill="${hair}"/>`,
    front: `<path d="M31 50c-1-15 7-23 19-23s20 8 19 23c-4-4-7-9-8-14-8 2-22 4-30 14Z" fill="${hair}"/>`,
  }),
  bun: (hair) => ({
    back: `<circle cx="50" cy="19" r="9" fill="${hair}"/><path d="M28 52v-6a22 22 0 0 1 44 0v6Z" fill="${hair}"/>`,
    front: `<path d="M30 48c0-14 9-21 20-21s20 7 20 21c-7-1-13-5-16-11-4 6-13 10-24 11Z" fill="${hair}"/>`,
  }),
  short: (hair) => ({
    back: '',
    front: `<path d="M30 46c-2-15 8-22 20-22s22 7 20 22c-2-1-3-4-4-8-9 2-23 2-31-2-2 3-3 7-5 10Z" fill="${hair}"/>`,
  }),
}

/** A made-up face as SVG, 100 × 100: no photograph of anyone is needed to tell people apart. */
export function drawAvatar({ skin, hair, style, shirt, ground }: Look): string {
  const { back, front } = hairs[style](hair)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="200" height="200">
<rect width="100" height="100" fill="${ground}"/>${back}
<path d="M16 102c0-19 15-28 34-28s34 9 34 28Z" fill="${shirt}"/>
<path d="M42 62h16v13a8 8 0 0 1-16 0Z" fill="${skin}"/>
<circle cx="31.500" cy="52" r="4" fill="${skin}"/><circle cx="68.500" cy="52" r="4" fill="${skin}"/>
<path d="M32 45a18 18 0 0 1 36 0v7a18 18 0 0 1-36 0Z" fill="${skin}"/>${front}
<circle cx="43" cy="52" r="2.200" fill="#3a2f2c"/><circle cx="57" cy="52" r="2.200" fill="#3a2f2c"/>
<path d="M44.500 60.500q5.500 4.500 11 0" fill="none" stroke="#b4574c" stroke-width="2" stroke-linecap="round"/>
<circle cx="38" cy="57.500" r="3.200" fill="#ff7f73" opacity=".28"/><circle cx="62" cy="57.500" r="3.200" fill="#ff7f73" opacity=".28"/>
</svg>`
}

/** The official account's mark: the jar that fills up, as the mini-app draws it. */
export function drawAccountIcon(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="200" height="200">
<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#fff3d6"/><stop offset="1" stop-color="#ffd98a"/></linearGradient></defs>
<rect width="100" height="100" fill="url(#g)"/>
<g transform="translate(14.800 10) scale(.44)">
<rect x="52" y="16" width="56" height="26" rx="9" fill="#c08a52"/>
<path d="M84 18C84 6 96 0 110 4 108 16 98 22 84 18Z" fill="#5b9a5f"/>
<path d="M40 52C24 60 18 78 18 98v40c0 22 14 32 36 32h52c22 0 36-10 36-32V98c0-20-6-38-22-46Z" fill="#fffaf0" stroke="#4b3a2a" stroke-width="6"/>
<path d="M21 104c14-8 26-8 40 0s26 8 40 0 26-8 38 0v34c0 20-13 29-33 29H54c-20 0-33-9-33-29Z" fill="#f4b62c"/>
<rect x="38" y="38" width="84" height="17" rx="8.500" fill="#fffaf0" stroke="#4b3a2a" stroke-width="6"/>
<circle cx="60" cy="114" r="6" fill="#4b3a2a"/><circle cx="100" cy="114" r="6" fill="#4b3a2a"/>
<path d="M70 126c4 7 16 7 20 0" fill="none" stroke="#4b3a2a" stroke-width="5" stroke-linecap="round"/>
<circle cx="46" cy="126" r="7" fill="#f08a5d" opacity=".7"/><circle cx="114" cy="126" r="7" fill="#f08a5d" opacity=".7"/>
</g>
</svg>`
}
