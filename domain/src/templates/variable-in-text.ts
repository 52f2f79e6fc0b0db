/** `{{name}}`, as it stands in words. */
const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g

/** Lists the names that stand in a text. */
export const namesIn = (text: string): string[] => [...text.matchAll(VARIABLE)].map(([, name]) => name!)

/** Tells whether braces stand in a text that are no variable's. */
export const hasBrokenVariable = (text: string): boolean => /\{\{|\}\}/.test(text.replaceAll(VARIABLE, ''))

/** Puts values in the place of names, once: what a value says is never read as a name. */
export const fillIn = (text: string, valueOf: (name: string) => string): string =>
  text.replaceAll(VARIABLE, (_, name: string) => valueOf(name))

/** The name, where a line is one variable and nothing else. */
export const onlyName = (line: string): string | undefined => /^\s*\{\{\s*(\w+)\s*\}\}\s*$/.exec(line)?.[1]
