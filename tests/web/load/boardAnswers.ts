import type {
  BoardCampaignsQuery,
  BoardDiagnosesQuery,
  BoardFiguresQuery,
  QueueStatusSubscription,
} from '../../../src/web/wallboard/generated/graphql.js'

/** A snapshot in which every figure differs from the one before, so that nothing of a card stays as it was. */
export function snapshotOf(campaign: number, version: number): QueueStatusSubscription['queueStatus'] {
  const figure = (most: number, salt: number): number => (version * 7 + salt * 13 + campaign) % most
  return {
    campaignId: String(campaign),
    campaignName: `Campaign ${String(campaign).padStart(3, '0')}`,
    campaignStatus: 'ACTIVE',
    version,
    counts: {
      queued: 500 + figure(400, 1),
      reserved: figure(9, 2),
      dialing: figure(20, 3),
      connected: figure(30, 4),
      completed: 1_000 + figure(900, 5),
      failed: figure(700, 6),
      abandoned: figure(40, 7),
    },
    agents: { available: 1 + figure(9, 8), busy: figure(20, 9), wrapUp: figure(5, 10), paused: figure(4, 11) },
  }
}

/** What the API would answer to one of the board's three questions. */
export function boardAnswer(
  { query, variables }: { readonly query: string; readonly variables: Record<string, unknown> },
  campaignCount: number,
): BoardCampaignsQuery | BoardFiguresQuery | BoardDiagnosesQuery {
  const ids = (name: string): string[] => variables[name] as string[]
  if (query.includes('BoardCampaigns')) {
    return {
      campaigns: Array.from({ length: campaignCount }, (_, index) => {
        const { campaignId: id, campaignName: name, campaignStatus: status } = snapshotOf(index + 1, 0)
        return { id, name, status }
      }),
    }
  }
  if (query.includes('BoardDiagnoses')) {
    const queueDiagnosis = { dialableNow: 900, minutesUntilDry: 75, byRule: [], bestChange: null }
    return { campaigns: ids('ids').map((id) => ({ id, queueDiagnosis })) }
  }
  return {
    serverTime: new Date().toISOString(),
    stats: ids('statsOf').map((id) => ({
      id,
      abandonRateLimit: 0.03,
      stats: {
        ...{ answerRate: share(), conversionRate: share(), abandonRate: share() / 60, abandonRate30Days: share() / 60 },
        ...{ averageTalkSeconds: 60 + share() * 90, averageWrapUpSeconds: 20 + share() * 9, listPenetration: share() },
      },
    })),
    charts: ids('chartsOf').map((id) => ({ id, history: { minutes: minutes() } })),
    ...(variables['agentsOfAll'] === true ? { agents: agents() } : {}),
  }
}

function share(): number {
  return (performance.now() % 1_000) / 1_000
}

function minutes(): { startsAt: string; dials: number; answers: number; abandons: number }[] {
  const last = Math.floor(Date.now() / 60_000)
  return Array.from({ length: 30 }, (_, index) => ({
    startsAt: new Date((last - 29 + index) * 60_000).toISOString(),
    ...{ dials: 20 + Math.round(share() * 20), answers: 10 + (index % 7), abandons: index % 2 },
  }))
}

function agents(): NonNullable<BoardFiguresQuery['agents']> {
  const states = ['AVAILABLE', 'BUSY', 'WRAP_UP', 'PAUSED'] as const
  return Array.from({ length: 200 }, (_, index) => ({
    ...{ id: String(index), name: `Agent ${index}`, status: states[index % 4] ?? 'BUSY', pauseReason: null },
    statusChangedAt: new Date(Date.now() - index * 3_000).toISOString(),
    currentEntry:
      index % 4 === 1
        ? {
            status: 'CONNECTED' as const,
            contact: { maskedPhone: '+1 •••••• 0199' },
            campaign: { name: 'Campaign 001' },
          }
        : null,
  }))
}
