import { describe, expect, it } from 'vitest'
import { ClaimTurns } from '../../src/dialQueue/claimTurns.js'

/** Longer than any test: nobody's patience ends. */
const FOR_EVER = 3_600_000

/** Whose turn has come, in order. */
function watch(turns: ClaimTurns, count: number): { came: number[]; all: ReturnType<ClaimTurns['take']>[] } {
  const came: number[] = []
  const all = Array.from({ length: count }, (_, who) =>
    turns.take().then((turn) => {
      came.push(who)
      return turn
    }),
  )
  return { came, all }
}

describe('claim statements of several campaigns', () => {
  it('begin at once while few are under way, and then each as another ends, in the order in which they came', async () => {
    const turns = new ClaimTurns(2, FOR_EVER)
    const { came, all } = watch(turns, 4)
    const [first, second] = await Promise.all(all.slice(0, 2))
    expect(came).toEqual([0, 1])
    second?.giveBack()
    const third = await all[2]
    expect(came).toEqual([0, 1, 2])
    first?.giveBack()
    const fourth = await all[3]
    expect(came).toEqual([0, 1, 2, 3])
    third?.giveBack()
    fourth?.giveBack()
  })

  it('do not let a further one begin when the same one ends twice', async () => {
    const turns = new ClaimTurns(1, FOR_EVER)
    const { came, all } = watch(turns, 3)
    const first = await all[0]
    first?.giveBack()
    first?.giveBack()
    const second = await all[1]
    expect(came).toEqual([0, 1])
    second?.giveBack()
    const third = await all[2]
    third?.giveBack()
  })

  it('that are stuck keep no other campaign from its turn', async () => {
    const turns = new ClaimTurns(1, 1)
    const { came, all } = watch(turns, 3)
    await Promise.all(all)
    expect(came).toEqual([0, 1, 2])
  })

  it('begin no sooner for those that could not wait: what is under way is counted', async () => {
    const turns = new ClaimTurns(1, 1)
    const [stuck, impatient] = await Promise.all([turns.take(), turns.take()])
    const { came, all } = watch(turns, 1)
    impatient.giveBack()
    // One is still under way.
    await Promise.resolve()
    expect(came).toEqual([])
    stuck.giveBack()
    await all[0]
    expect(came).toEqual([0])
  })
})
