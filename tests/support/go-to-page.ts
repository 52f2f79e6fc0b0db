import type { Page } from 'playwright-core'

/** Goes to a page of the staff console as its people do: ⌘K, its name, Enter. */
export async function goToPage(desk: Page, name: string): Promise<void> {
  await desk.getByRole('navigation').waitFor()
  await desk.keyboard.press('Control+k')
  const palette = desk.getByRole('dialog', { name: '画面・操作をさがす' })
  await palette.getByRole('textbox').fill(name)
  await palette.getByRole('option', { name }).first().waitFor()
  await desk.keyboard.press('Enter')
  await desk
    .locator('nav [aria-current=page]')
    .filter({ hasText: nameInMenu(name) })
    .waitFor()
}

/** How a page is called in the menu: a group of one page stands there by the group's name. */
export const nameInMenu = (name: string) =>
  ({ 概要: 'きょう', 応募の確認: '確認', 買い合わせ: '効果' })[name] ?? name
