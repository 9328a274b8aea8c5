/** Why there is no card. */
export function emptyWords(campaignCount: number | null): string {
  if (campaignCount === null) return 'Asking for the campaigns …'
  if (campaignCount === 0) return 'There is no campaign yet. The first one appears here by itself.'
  return 'None of the chosen campaigns is there. Choose others.'
}
