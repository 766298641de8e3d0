-- note_files(kind, column, mark): notes in file_uses which files a text holds now: those whose codes stand behind the mark, a regular expression.
--
-- What readers get is asked for the mark that only the renderer makes (`data-file`, first in its tag): whatever somebody types, a text holds no
-- file that its writer could not use. The note in place of a refused file bears it too: the row stays as long as the note. `app/features/files` reads them. Called by the triggers below. Volatile, as a trigger is.
create or replace function note_files() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    delete from file_uses where holder_id = old.id and kind = tg_argv[0];
  end if;
  if tg_op <> 'DELETE' then
    insert into file_uses (file_id, kind, holder_id)
    select distinct f.id, tg_argv[0], new.id
    from regexp_matches(to_jsonb(new) ->> tg_argv[1], tg_argv[2] || '([0-9a-z]{10})', 'g') as shown (parts)
    join files f on f.code = shown.parts[1] and (f.gone_at is null or f.state = 'refused')
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
    ['forum_posts', 'post', 'body_html', '<(?:img|a|em) data-file="'],
    ['forum_held_posts', 'held', 'body_markdown', '\(file:'],
    ['forum_post_revisions', 'kept', 'body_html', '<(?:img|a|em) data-file="'],
    ['forum_moderations', 'kept', 'original_markdown', '\(file:'],
    ['content_pages', 'page', 'body_html', '<(?:img|a|em) data-file="'],
    ['content_revisions', 'revision', 'body_html', '<(?:img|a|em) data-file="'],
    ['drafts', 'kept', 'values', '\(file:']
  ] loop
    execute format(
      'create or replace trigger note_files_insert after insert on %1$I for each row when (new.%3$I::text ~ %4$L) execute function note_files(%2$L, %3$L, %4$L);
       create or replace trigger note_files_update after update of %3$I on %1$I for each row
         when (old.%3$I is distinct from new.%3$I and (old.%3$I::text ~ %4$L or new.%3$I::text ~ %4$L)) execute function note_files(%2$L, %3$L, %4$L);
       create or replace trigger note_files_delete after delete on %1$I for each row when (old.%3$I::text ~ %4$L) execute function note_files(%2$L, %3$L, %4$L);',
      holder[1], holder[2], holder[3], holder[4]);
  end loop;
end
$$;
