import { describe, expect, it } from 'vitest'
import { withoutLoginAnswer } from './without-login-answer.ts'

describe('the URL after a login', () => {
  it('is the page’s own again', () => {
    const back =
      'https://shop.example/entries/7?again=1&state=a&code=b&liffClientId=2&liffRedirectUri=https%3A%2F%2Fshop.example'
    expect(withoutLoginAnswer(back)).toBe('https://shop.example/entries/7?again=1')
  })

  it('loses what a cancelled login left', () => {
    const back = 'https://shop.example/?state=a&liffOAuth2Error=true&error=access_denied&error_description=x'
    expect(withoutLoginAnswer(back)).toBe('https://shop.example/')
  })

  it('is left alone where no login took place', () => {
    const href = 'https://shop.example/staff.html?state=approved'
    expect(withoutLoginAnswer(href)).toBe(href)
  })
})
