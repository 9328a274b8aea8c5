import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import { addContacts } from '../contact/addContacts.js'
import { browseContacts } from '../contact/browseContacts.js'
import { createContactList, findContactLists } from '../contact/contactList.store.js'
import { agentHadContact } from '../dialQueue/entry.store.js'
import { checkId } from '../inputRules.js'
import type { GraphQLContext } from './context.js'
import { ContactConnectionType } from './contactPast.types.js'
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

  @Query(() => ContactConnectionType, {
    description:
      'Contacts by last name, page by page; erased people are left out. NOT_FOUND for the list. How many a list has: ContactList.contactCount.',
  })
  contacts(
    @Arg('listId', () => ID, { nullable: true, description: 'Only of this list.' }) listId: string | null,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Only those whose last name begins so, in whatever case, whose externalId is this, or who have this number (with its country code, e.g. +1 202 555 0199); at most 200 characters. All when empty.',
    })
    search: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after: string | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<ContactConnectionType> {
    return browseContacts(work.database, caller.organizationId, {
      listId: listId == null ? null : checkId('listId', listId),
      search: search ?? null,
      first: first ?? 50,
      after: after ?? null,
    })
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
    const added = await addContacts(work.database, target, input.contacts, input.duplicates ?? null, work.clock)
    for (const campaignId of added.changedCampaignIds) work.changes.mark(organizationId, campaignId)
    return added
  }
}
