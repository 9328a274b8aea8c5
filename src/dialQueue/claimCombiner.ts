import type { Clock } from '../database/clock.js'
import { violatedConstraint, type Database } from '../database/database.js'
import { campaignKeyText, type QueueChanges } from '../liveStatus/queueChanges.js'
import { claimNextEntries, type ClaimedEntry, type ClaimWish, type PickFloor } from './claim.store.js'
import { ClaimTurns } from './claimTurns.js'
import { CLAIM_BATCH_SIZE, type PickKind, type PickReach } from './claimStatement.store.js'
import type { LeaseSeconds } from './lease.js'

interface PendingClaim {
  readonly wish: ClaimWish
  readonly reach: PickReach
  readonly resolve: (claimed: ClaimedEntry | null) => void
  readonly reject: (error: unknown) => void
}

interface ClaimLine {
  readonly organizationId: string
  readonly campaignId: string
  waiting: PendingClaim[]
  isBusy: boolean
  floor: PickFloor | null
  /** Milliseconds of a steady clock; the floor is not used after it. */
  floorEndsAt: number
  /** The pick that the last statement found to be needed. */
  kind: PickKind
}

/**
 * For how long the pick may skip the head of the queue. What the floor can miss — an entry whose lock by a claim that
 * rolled back was skipped, one that time has made eligible — waits no longer than this.
 */
const FLOOR_MILLISECONDS = 1_000

/** Of all campaigns of this instance. Two keep a server of a few cores busy; a larger one is shared by more instances. */
const AT_ONCE = 2
/** About three statements of the usual size. */
const LONGEST_TURN_MILLISECONDS = 10

/** Idle lines are forgotten above this number. */
const MOST_LINES = 10_000

/**
 * Combines the claims of one campaign that arrive while one is in flight: the next statement answers them all, with one
 * commit. Measured on 2 quiet cores: 64 callers get 13,800 claims/s combined against 4,800 one by one. A line is idle,
 * waits for its turn among the campaigns, or has exactly one statement in flight; the first caller of an idle line goes at
 * once while few others claim, so an idle system adds no delay.
 */
export class ClaimCombiner {
  private readonly lines = new Map<string, ClaimLine>()
  private readonly turns = new ClaimTurns(AT_ONCE, LONGEST_TURN_MILLISECONDS)

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly leases: LeaseSeconds,
    private readonly changes: QueueChanges,
  ) {}

  /** The entry claimed for the wish, or null when this statement found none for it (the caller finds out why). */
  claim(
    organizationId: string,
    campaignId: string,
    wish: ClaimWish,
    reach: PickReach = 'NEAR',
  ): Promise<ClaimedEntry | null> {
    const key = campaignKeyText(organizationId, campaignId)
    return new Promise((resolve, reject) => {
      const pending = { wish, reach, resolve, reject }
      let line = this.lines.get(key)
      if (line === undefined) {
        this.forgetIdleLanes()
        line = { organizationId, campaignId, waiting: [], isBusy: false, floor: null, floorEndsAt: 0, kind: 'SIMPLE' }
        this.lines.set(key, line)
      }
      line.waiting.push(pending)
      if (!line.isBusy) void this.work(line)
    })
  }

  private async work(line: ClaimLine): Promise<void> {
    line.isBusy = true
    while (line.waiting.length > 0) {
      const turn = await this.turns.take()
      try {
        await this.answer(line, takeBatch(line))
      } finally {
        turn.giveBack()
      }
    }
    line.isBusy = false
  }

  /** Keeps the map from growing with every campaign that was ever dialled. */
  private forgetIdleLanes(): void {
    if (this.lines.size < MOST_LINES) return
    for (const [key, line] of this.lines) if (!line.isBusy) this.lines.delete(key)
  }

  private async answer(line: ClaimLine, batch: readonly PendingClaim[]): Promise<void> {
    const isFloorGood = performance.now() < line.floorEndsAt
    const floor = isFloorGood ? line.floor : null
    if (!isFloorGood) line.floorEndsAt = performance.now() + FLOOR_MILLISECONDS
    const unserved = await this.run(line, batch, floor)
    // Short behind the floor: what is left may stand before it.
    const rest = floor === null ? unserved : await this.run(line, unserved, null)
    for (const pending of rest) pending.resolve(null)
  }

  /**
   * One statement. What it claimed is answered at once, because it is committed whatever comes next; a failure is the
   * answer of its own wishes only. Gives the wishes that it found nothing for.
   */
  private async run(
    line: ClaimLine,
    batch: readonly PendingClaim[],
    floor: PickFloor | null,
  ): Promise<readonly PendingClaim[]> {
    if (batch.length === 0) return []
    const { organizationId, campaignId } = line
    const wishes = batch.map(({ wish }) => wish)
    const reach = batch.some((pending) => pending.reach === 'FAR') ? 'FAR' : 'NEAR'
    const { kind } = line
    try {
      const answer = await claimNextEntries(
        this.database,
        this.clock,
        this.leases,
        organizationId,
        campaignId,
        wishes,
        floor,
        reach,
        kind,
      )
      line.kind = answer.kind
      // A simple pick that does not do has claimed nothing.
      if (kind === 'SIMPLE' && answer.kind === 'FULL') return await this.run(line, batch, floor)
      line.floor = answer.floor
      if (answer.claimed.length > 0) this.changes.mark(organizationId, campaignId)
      const byAgent = new Map(answer.claimed.map((claimed) => [claimed.entry.assignedAgentId, claimed]))
      const left = new Set(answer.leftAgentIds)
      const unserved = batch.filter((pending) => {
        const claimed = byAgent.get(pending.wish.agentId)
        if (claimed !== undefined) pending.resolve(claimed)
        return claimed === undefined
      })
      const [forSkills, short] = partition(unserved, ({ wish }) => left.has(wish.agentId))
      // Those whose skills differ get a statement of their own; each serves at least the skills of its first.
      return [...short, ...(await this.run(line, forSkills, floor))]
    } catch (error) {
      if (violatedConstraint(error) !== 'idempotency_key_pkey') {
        for (const pending of batch) pending.reject(error)
        return []
      }
      // Somewhere else one of these keys was used at this very moment: nothing was claimed. One by one, only its own
      // caller is left without an entry, and finds the answer under its key.
      if (batch.length === 1) return batch
      const left: PendingClaim[] = []
      for (const pending of batch) left.push(...(await this.run(line, [pending], null)))
      return left
    }
  }
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter((item) => belongs(item)), items.filter((item) => !belongs(item))]
}

/** The next claims of a line: each agent once, because an agent's second claim must see what the first has done. */
function takeBatch(line: ClaimLine): PendingClaim[] {
  const agents = new Set<string>()
  const batch: PendingClaim[] = []
  const later: PendingClaim[] = []
  for (const pending of line.waiting) {
    if (batch.length < CLAIM_BATCH_SIZE && !agents.has(pending.wish.agentId)) {
      agents.add(pending.wish.agentId)
      batch.push(pending)
    } else {
      later.push(pending)
    }
  }
  line.waiting = later
  return batch
}
