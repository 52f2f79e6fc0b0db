/** Tells whether a text is an id as the console shows them. */
export const isId = (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text.trim())
