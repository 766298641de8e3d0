-- note_links(kind, key, column, mark): notes in content_links which addresses of the site a text leads to: those that stand behind the mark, a
-- regular expression.
--
-- `key` names the column with the id of what holds the text. Of a page's saved texts (`draft`) only the newest counts. `app/features/content`
-- reads them. Called by the triggers below. Volatile, as a trigger is.
create or replace function note_links() returns trigger language plpgsql as $$
declare
  stored jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  holder uuid := (stored ->> tg_argv[1])::uuid;
begin
  if tg_argv[0] = 'draft'
    and exists (select from content_revisions later where later.page_id = holder and later.number > (stored ->> 'number')::int) then
    return null;
  end if;
  delete from content_links where kind = tg_argv[0] and holder_id = holder;
  if tg_op <> 'DELETE' then
    insert into content_links (kind, holder_id, path)
    select distinct tg_argv[0], holder, path
    from regexp_matches(stored ->> tg_argv[2], tg_argv[3], 'g') as found (parts), lower(rtrim(found.parts[1], '/')) as path
    where length(path) <= 200 and path not like 'files/%'
    on conflict do nothing;
  end if;
  return null;
end
$$;

do $$
declare
  holder text[];
begin
  foreach holder slice 1 in array array[
    ['content_pages', 'page', 'id', 'body_html', '<a [^>]*href="/([a-zA-Z0-9/-]*)["#?]'],
    ['content_revisions', 'draft', 'page_id', 'body_html', '<a [^>]*href="/([a-zA-Z0-9/-]*)["#?]'],
    ['content_snippets', 'snippet', 'id', 'body_markdown', '\]\(/([a-zA-Z0-9/-]*)[)#? ]']
  ] loop
    execute format(
      'create or replace trigger note_links_insert after insert on %1$I for each row execute function note_links(%2$L, %3$L, %4$L, %5$L);
       create or replace trigger note_links_update after update of %4$I on %1$I for each row
         when (old.%4$I is distinct from new.%4$I) execute function note_links(%2$L, %3$L, %4$L, %5$L);
       create or replace trigger note_links_delete after delete on %1$I for each row execute function note_links(%2$L, %3$L, %4$L, %5$L);',
      holder[1], holder[2], holder[3], holder[4], holder[5]);
  end loop;
end
$$;
