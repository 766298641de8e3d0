-- note_web_links(): notes in content_web_links and content_page_web_links which other sites a page leads to, as readers get it.
--
-- Links that leave the site bear a mark that the renderer alone makes (`rel`). What stands behind a hash is the browser's own, and is left out. Whoever drops an address that no page names locks its
-- row first, so it is touched here even where it is known. `app/features/content/web-links` reads them. Called by the trigger below. Volatile, as a trigger is.
create or replace function note_web_links() returns trigger language plpgsql as $$
begin
  delete from content_page_web_links where page_id = new.id;
  if new.archived_at is null then
    with found as (
      select distinct replace(split_part(shown.parts[1], '#', 1), '&amp;', '&') as url
      from regexp_matches(new.body_html, '<a href="(https?://[^"]+)" rel="noopener nofollow ugc">', 'g') as shown (parts)
      -- no site needs more, and an index of texts has its bounds
      where length(shown.parts[1]) <= 2000
      limit 500
    ), noted as (
      insert into content_web_links (code, url)
      select left(encode(sha256(convert_to(url, 'UTF8')), 'hex'), 20), url from found order by 1
      on conflict (code) do update set url = excluded.url
      returning code
    )
    insert into content_page_web_links (page_id, link) select new.id, code from noted;
  end if;
  return null;
end
$$;

create or replace trigger note_web_links after insert or update of body_html, archived_at on content_pages for each row execute function note_web_links();
