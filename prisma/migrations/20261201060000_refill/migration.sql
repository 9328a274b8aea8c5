-- A refill looks at each kind of agent at work: those for whom nobody is left to queue rest, the others are filled.
ALTER TABLE campaign_upkeep
  ADD COLUMN refill_resting TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD CONSTRAINT campaign_upkeep_refill_resting_present CHECK (refill_resting IS NOT NULL);
