/** What LINE Login adds to the URL on its way back, as far as the SDK leaves it there. */
const LOGIN_ANSWER = [
  'code',
  'state',
  'liffClientId',
  'liffRedirectUri',
  'liffOAuth2Error',
  'error',
  'error_description',
]

/**
 * The page's own URL. The used code must not be bookmarked, shared, or sent along as the next login's redirect. To be
 * called after `liff.init`, which reads all this, and never before.
 */
export function withoutLoginAnswer(href: string): string {
  const url = new URL(href)
  const isAnswer = url.searchParams.has('liffClientId') || url.searchParams.has('liffOAuth2Error')
  if (!isAnswer) return href
  for (const name of LOGIN_ANSWER) url.searchParams.delete(name)
  return url.href
}
