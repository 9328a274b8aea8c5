-- What a contact's place was read from, so that anybody can see which clue said what, a re-import with some of the clues is
-- read together with the others, and a better reading of all of them can be made later.
ALTER TABLE contact
  -- {timeZone, country, state, postalCode}: texts as they were given, those that were; {timeZones, regions}: a place that was
  -- known before its clues were kept. Null: only the number speaks.
  ADD COLUMN place_clues JSONB,
  -- Which reading of the clues made time_zone and region; 0: one from before 2026-12-01, not dialled until it is made anew.
  ADD COLUMN place_version SMALLINT NOT NULL DEFAULT 0,
  -- Of `phone`.
  ADD COLUMN line_type TEXT NOT NULL DEFAULT 'UNKNOWN';
ALTER TABLE contact_number ADD COLUMN line_type TEXT NOT NULL DEFAULT 'UNKNOWN';
-- Contacts from now on are read as this version reads; those that are there keep 0.
ALTER TABLE contact ALTER COLUMN place_version SET DEFAULT 1;
ALTER TABLE contact
  ADD CONSTRAINT contact_place_clues_object CHECK (jsonb_typeof(place_clues) = 'object') NOT VALID,
  ADD CONSTRAINT contact_place_version_positive CHECK (place_version >= 0) NOT VALID,
  ADD CONSTRAINT contact_line_type_known CHECK (line_type IN ('FIXED', 'MOBILE', 'UNKNOWN')) NOT VALID;
ALTER TABLE contact_number
  ADD CONSTRAINT contact_number_line_type_known CHECK (line_type IN ('FIXED', 'MOBILE', 'UNKNOWN')) NOT VALID;
-- The way of the job that reads them anew; empty when it is done.
CREATE INDEX contact_unread_place_idx ON contact (organization_id, id) WHERE place_version = 0;

SELECT audit_attach('contact', 'CONTACT', '{id}',
  personal => '{external_id,first_name,last_name,phone,email,attributes,place_clues,next_phone,erased_reason}',
  unrecorded => '{updated_at,place_version}', group_column => 'list_id', singles => 0);
SELECT audit_attach('contact_number', 'CONTACT_NUMBER', '{contact_id,position}',
  personal => '{phone}', group_column => 'organization_id');
