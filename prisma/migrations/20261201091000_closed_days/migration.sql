-- Days on which nobody in a region is called, beside the holidays that a pack knows: days in place of a holiday, days of
-- mourning, a lost election. Each campaign of the organization obeys them, whatever its pack.
CREATE TABLE closed_day (
  organization_id BIGINT NOT NULL,
  region TEXT NOT NULL,
  day DATE NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT closed_day_pkey PRIMARY KEY (organization_id, region, day),
  CONSTRAINT closed_day_organization_fkey FOREIGN KEY (organization_id)
    REFERENCES organization (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT closed_day_region_form CHECK (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  CONSTRAINT closed_day_name_length CHECK (length(name) BETWEEN 1 AND 200)
);
SELECT audit_attach('closed_day', 'CLOSED_DAY', '{region,day}');
