import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { addContacts } from '../contact/addContacts.js'
import { createContactList, findContactLists } from '../contact/contactList.store.js'
import { agentHadContact } from '../dialQueue/entry.store.js'
import { checkId } from '../inputRules.js'
import type { GraphQLContext } from './context.js'
import { ContactListType, ContactType } from './floor.types.js'
import { AddContactsInput } from './inputs.types.js'
import { AddContactsPayloadType } from './payload.types.js'

@Resolver()
export class ContactResolver {
  @Query(() => ContactType, {
    nullable: true,
    description: 'One contact; null when there is none, or when it was never in the hands of the AGENT who asks.',
  })
  async contact(
    @Arg('id', () => ID, { description: 'The contact.' }) id: string,
    @Ctx() { work, loaders, caller }: GraphQLContext,
  ): Promise<ContactType | null> {
    const contactId = checkId('id', id)
    if (caller.role === 'AGENT') {
      const { organizationId, agentId } = caller
      if (agentId === null || !(await agentHadContact(work.database, organizationId, contactId, agentId))) return null
    }
    return loaders.contact.load(contactId)
  }

  @Query(() => [ContactListType], { description: "The organization's contact lists by name." })
  contactLists(@Ctx() { work, caller }: GraphQLContext): Promise<ContactListType[]> {
    return findContactLists(work.database, caller.organizationId, null)
  }

  @Mutation(() => ContactListType, { description: 'Adds an empty list. BAD_USER_INPUT when its name is taken.' })
  createContactList(
    @Arg('name', () => String, { description: '1 to 200 characters, unique in the organization.' }) name: string,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<ContactListType> {
    return createContactList(work.database, caller.organizationId, name)
  }

  @Mutation(() => AddContactsPayloadType, {
    description: 'Adds or updates 1 to 1,000 contacts of a list; bad rows are reported, the good ones go in.',
  })
  async addContacts(
    @Arg('input', () => AddContactsInput, { description: 'The list and its contacts.' }) input: AddContactsInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<AddContactsPayloadType> {
    const { organizationId } = caller
    const target = { organizationId, listId: checkId('listId', input.listId) }
    const added = await addContacts(work.database, target, input.contacts, work.clock)
    for (const campaignId of added.changedCampaignIds) work.changes.mark(organizationId, campaignId)
    return added
  }
}
