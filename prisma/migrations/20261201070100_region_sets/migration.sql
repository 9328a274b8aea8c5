-- A contact may be in several regions: ISO 3166 codes, sorted, joined by ',', as its zones are.
ALTER TABLE "contact" DROP CONSTRAINT IF EXISTS contact_region_form;
ALTER TABLE "contact" ADD CONSTRAINT contact_region_form
  CHECK (region ~ '^([A-Z]{2}(-[A-Z0-9]{1,3})?(,[A-Z]{2}(-[A-Z0-9]{1,3})?)*)?$');
