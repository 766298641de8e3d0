-- reach(list, at) → one row for each subscription of the list that has not ended: its id, person and address, and what stands in the way
-- of reaching them at that moment (`blocker`; null: nothing does). Stable. The one answer to “may this reach them”.
-- Called by the audience panel, the filling of a mailing, the lease of each message, and the lists for letters and calls.
-- Pass plain parameters, never a sub-select: only then is it inlined.
CREATE OR REPLACE FUNCTION reach(list_ uuid, at_ timestamptz) RETURNS TABLE (subscription_id uuid, person_id uuid, address_id uuid, blocker text)
LANGUAGE sql STABLE AS $$
  SELECT s.id, s.person_id, s.address_id, CASE
    WHEN p.erased_at IS NOT NULL OR p.merged_into IS NOT NULL THEN 'gone'
    WHEN p.restricted_at IS NOT NULL THEN 'restricted'
    WHEN s.state <> 'active' THEN s.state
    WHEN s.paused_until > at_ THEN 'paused'
    WHEN a.released_at IS NOT NULL THEN 'address-released'
    WHEN a.verified_at IS NULL THEN 'address-unproven'
    WHEN a.undeliverable_at IS NOT NULL THEN 'undeliverable'
    WHEN EXISTS (SELECT FROM suppressions u WHERE u.hash = ANY (a.hashes) AND u.lifted_at IS NULL
                 AND (u.reach IN ('everything','marketing') OR u.list_id = s.list_id)) THEN 'suppressed'
    WHEN sc.audience = 'members' AND NOT EXISTS (SELECT FROM grants g WHERE g.person_id = p.id AND g.role = 'member'
                 AND g.revoked_at IS NULL AND g.starts_at <= at_ AND (g.ends_at IS NULL OR g.ends_at > at_)) THEN 'not-in-audience'
    WHEN sc.audience = 'groups' AND NOT EXISTS (SELECT FROM grants g WHERE g.person_id = p.id AND g.group_id = ANY (sc.group_ids)
                 AND g.revoked_at IS NULL AND g.starts_at <= at_ AND (g.ends_at IS NULL OR g.ends_at > at_)) THEN 'not-in-audience'
  END
  FROM subscriptions s JOIN persons p ON p.id = s.person_id JOIN addresses a ON a.id = s.address_id
  JOIN lists l ON l.id = s.list_id LEFT JOIN scopes sc ON sc.id = l.scope_id
  WHERE s.list_id = list_ AND s.state <> 'ended' $$;
