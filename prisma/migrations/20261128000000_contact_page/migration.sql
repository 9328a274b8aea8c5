-- What a supervisor looks for a person by, and what has happened to that person.

-- Contacts in the order of their last names, whatever the case, and found by how it begins: a range within each list.
-- "C", so that a beginning is a range in every locale.
CREATE INDEX contact_name_idx ON contact (organization_id, list_id, (lower(last_name) COLLATE "C"), id)
  WHERE erased_at IS NULL;

-- The finished entries of a contact that have not moved to the history yet. Live entries are not in it, so neither
-- generating nor the claim pays for it; a contact's live ones are one look per campaign (dial_queue_entry_live_contact_key).
CREATE INDEX dial_queue_entry_finished_contact_idx ON dial_queue_entry (organization_id, contact_id)
  WHERE completed_at IS NOT NULL;
