-- Callbacks that were promised after their campaign had been completed: nobody would ever make them, and no other campaign
-- may call their contacts. They end as those that were open when it was completed.
WITH ended AS (
  UPDATE callback SET status = 'CANCELLED', ended_reason = 'the campaign is over', ended_at = now()
  FROM campaign
  WHERE campaign.organization_id = callback.organization_id AND campaign.id = callback.campaign_id
    AND campaign.status = 'COMPLETED' AND callback.status = 'OPEN'
  RETURNING callback.organization_id, callback.contact_id
)
UPDATE contact SET status = 'IN_PROGRESS', updated_at = now()
FROM ended
WHERE contact.organization_id = ended.organization_id AND contact.id = ended.contact_id AND contact.status = 'CALLBACK';
