import type { Locator, Page } from 'playwright-core'

/** A wallboard's card of the campaign of this name. */
export function cardOf(page: Page, campaignName: string): Locator {
  return page.getByRole('article', { name: campaignName, exact: true })
}

/** The text of one figure of a card. */
export function figure(card: Locator, name: string): Locator {
  return card
    .locator('.figure')
    .filter({ has: card.page().getByText(name, { exact: true }) })
    .locator('dd')
}

/** Waits until a figure says so; what it is instead is in the error. */
export async function untilFigure(card: Locator, name: string, text: string, milliseconds = 15_000): Promise<void> {
  const [before] = await figure(card, name).allTextContents()
  await figure(card, name)
    .and(card.page().getByText(text, { exact: true }))
    .waitFor({ timeout: milliseconds })
    .catch(async (error: unknown) => {
      const [after] = await figure(card, name).allTextContents()
      throw new Error(`${name} was ${before ?? 'nothing'} and is ${after ?? 'nothing'}, not ${text}`, { cause: error })
    })
}

/** Waits for the state of the connection as the page says it. */
export async function untilState(
  page: Page,
  state: 'Live' | 'Reconnecting' | 'Stale',
  milliseconds = 15_000,
): Promise<void> {
  await page
    .getByRole('status')
    .and(page.getByText(state, { exact: true }))
    .waitFor({ timeout: milliseconds })
}
