import { useRef, useState, type ReactNode } from 'react'
import { useMutation, useQuery } from 'urql'
import {
  CampaignChoicesDocument,
  CampaignDocument,
  UpdateCampaignDocument,
  type CampaignChoicesQuery,
  type CampaignPartsFragment,
} from '../generated/graphql.js'
import { answered } from '../room/answered.js'
import type { Fault } from '../room/faults.js'
import { Loaded } from '../room/loaded.js'
import { Link, navigate } from '../room/router.js'
import { View } from '../room/view.js'
import { touchedByCampaign } from '../overview/changeCampaign.js'
import { CampaignFields } from './campaignFields.js'
import { DraftError, draftOf, updateInput } from './draft.js'
import { useFaultFocus } from './faultFocus.js'
import { FormFault } from './formFault.js'

/** A campaign's fields, to change. Its lists and agents are changed on its own page. */
export function EditCampaign({ id }: { id: string }): ReactNode {
  const [answer] = useQuery({ query: CampaignDocument, variables: { id } })
  const [choices] = useQuery({ query: CampaignChoicesDocument })
  const campaign = answer.data?.campaign
  return (
    <View title={campaign == null ? `Edit campaign ${id}` : `Edit ${campaign.name}`}>
      <Loaded answer={answer}>
        {({ campaign: found }) =>
          found === null ? (
            <p className="message warning">There is no such campaign.</p>
          ) : (
            <Loaded answer={choices}>{(known) => <EditForm campaign={found} choices={known} />}</Loaded>
          )
        }
      </Loaded>
    </View>
  )
}

function EditForm({
  campaign,
  choices,
}: {
  campaign: CampaignPartsFragment
  choices: CampaignChoicesQuery
}): ReactNode {
  // As it was when the form was opened: only what this person changes is sent.
  const [before] = useState(() => draftOf(campaign))
  const [draft, setDraft] = useState(before)
  const [fault, setFault] = useState<Fault | null>(null)
  const [{ fetching }, update] = useMutation(UpdateCampaignDocument)
  const form = useRef<HTMLFormElement>(null)
  useFaultFocus(fault, form)
  const save = async (): Promise<void> => {
    setFault(null)
    try {
      const input = { id: campaign.id, ...updateInput(before, draft) }
      const { fault: refusal } = answered(await update({ input }, touchedByCampaign))
      if (refusal === null) navigate(`/campaigns/${campaign.id}`)
      else setFault(refusal)
    } catch (error) {
      if (!(error instanceof DraftError)) throw error
      setFault(error.fault)
    }
  }
  return (
    <form
      ref={form}
      className="campaign-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <CampaignFields
        draft={draft}
        fault={fault}
        choices={choices}
        listIds={campaign.lists.map(({ id }) => id)}
        isNew={false}
        onChange={(change) => {
          setDraft((now) => ({ ...now, ...change }))
        }}
      />
      <FormFault fault={fault} />
      <div className="actions">
        <button type="submit" className="primary" disabled={fetching}>
          Save
        </button>
        <Link to={`/campaigns/${campaign.id}`}>Leave without saving</Link>
      </div>
    </form>
  )
}
