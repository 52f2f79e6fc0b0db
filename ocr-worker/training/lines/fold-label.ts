/** Signs that stay as they are printed, though NFKC would take them apart. */
const KEPT = /[…℃]/u

/** What a reader is to say of a printed line: NFKC, one sign for each kind of yen, dash and wave, single spaces. */
export function foldLabel(printed: string): string {
  return [...joinVoicing(printed)]
    .map((c) => (KEPT.test(c) ? c : c.normalize('NFKC')))
    .join('')
    .replaceAll('\\', '¥')
    .replaceAll(/[−‐–—―]/gu, '-')
    .replaceAll(/[~∼]/gu, '〜')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

/** A half-width ﾊ and the ﾟ after it are one letter only when they are normalised together. */
const joinVoicing = (text: string) =>
  text.replaceAll(/[\uff66-\uff9d][\uff9e\uff9f]/gu, (pair) => pair.normalize('NFKC'))
