import { useState } from 'react'
import { useMutation } from 'urql'
import { UpdateCampaignDocument, type UpdateCampaignInput } from '../generated/graphql.js'
import { answered } from '../room/answered.js'
import type { Fault } from '../room/faults.js'

/** What a change of a campaign can make look different; the cache asks for these again. */
export const touchedByCampaign = {
  additionalTypenames: ['Campaign', 'CampaignStats', 'QueueDiagnosis', 'DialQueueEntry'],
}

/** Changing one campaign from a part of its page. */
export interface CampaignChanging {
  readonly isBusy: boolean
  readonly fault: Fault | null
  /** What was last done, in words; null before, and after a fault. */
  readonly done: string | null
  /** Sends the change; `done` is what to say when it was made. True when it was. */
  readonly change: (input: Omit<UpdateCampaignInput, 'id'>, done: string) => Promise<boolean>
}

/** A part of a campaign's page that changes it. */
export function useCampaignChange(id: string): CampaignChanging {
  const [{ fetching }, update] = useMutation(UpdateCampaignDocument)
  const [fault, setFault] = useState<Fault | null>(null)
  const [done, setDone] = useState<string | null>(null)
  return {
    isBusy: fetching,
    fault,
    done,
    change: async (input, words) => {
      const { fault: refusal } = answered(await update({ input: { id, ...input } }, touchedByCampaign))
      setFault(refusal)
      setDone(refusal === null ? words : null)
      return refusal === null
    },
  }
}
