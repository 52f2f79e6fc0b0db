/** Letters that stand where only a digit can, beside another digit of a number, as that digit: l8:09, 03-O1. */
export function asDigits(text: string): string {
  return text
    .replace(/(?<![A-Za-z])[lI|](?=\d)|(?<=\d)[lI|](?=[\d:/.\-])/g, '1')
    .replace(/(?<=月\s?)[Tl](?=\d\s?日)|(?<=年\s?)[Tl](?=\d\s?月)/g, '1')
    .replace(/(?<![A-Za-z])[Oo](?=\d)|(?<=[\d:/.\-])[OoD](?=[\d:/.\-])/g, '0')
}
