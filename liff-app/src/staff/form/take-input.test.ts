import { describe, expect, it } from 'vitest'
import { showInput, takeInput } from './take-input.ts'

describe('what is typed into a field', () => {
  it('is nothing where it was emptied, and no zero', () => {
    expect(takeInput('number', ' ')).toBeNull()
    expect(takeInput('text', '')).toBeNull()
    expect(takeInput('number', '0')).toBe(0)
  })

  it('is a factor for people and whole percent for the rules', () => {
    expect(takeInput('times', '1.15')).toBe(115)
    expect(showInput('times', 115)).toBe('1.15')
  })

  it('is a list at Japanese and at plain commas', () => {
    expect(takeInput('list', '緑茶、お茶, TEA ,')).toEqual(['緑茶', 'お茶', 'TEA'])
    expect(showInput('list', ['緑茶', 'お茶'])).toBe('緑茶、お茶')
  })
})
