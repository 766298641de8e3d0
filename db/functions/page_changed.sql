-- page_changed(part, …): notes in page_changes that the transaction changes these parts of what visitors see.
--
-- `app/http/kept-pages` reads them, and names the parts of each page. Each statement adds a row of its own and waits for nobody: a counter
-- would be a row that all writers share. Called by the triggers below. Volatile, as a trigger is.
create or replace function page_changed() returns trigger language plpgsql as $$
begin
  insert into page_changes (part) select unnest(tg_argv) on conflict do nothing;
  return null;
end
$$;

-- note_topics(topics): the same for topics, by their ids: the forum, or the comments under pages, and one of 32 parts by the end of the code.
-- Called by the two below. Volatile.
create or replace function note_topics(topics uuid[]) returns void language sql as $$
  insert into page_changes (part)
  select distinct part from forum_topics t,
    unnest(array[case when page_id is null then 'forum' else 'comments' end, 'topic-' || right(code, 1)]) as part
  where t.id = any(topics)
  on conflict do nothing
$$;

-- topics_changed(): the same for the topics of a statement. Called by its triggers. Volatile, as a trigger is.
create or replace function topics_changed() returns trigger language plpgsql as $$
begin
  -- not asked of the table: one that was deleted is in it no more
  insert into page_changes (part)
  select distinct part from changed,
    unnest(array[case when page_id is null then 'forum' else 'comments' end, 'topic-' || right(code, 1)]) as part
  on conflict do nothing;
  -- what was merged into one says how that is called, and is there as long as that may be read
  insert into page_changes (part)
  select distinct 'topic-' || right(t.code, 1) from forum_topics t where t.merged_into_id in (select id from changed)
  on conflict do nothing;
  return null;
end
$$;

-- posts_changed(): the same for the topics of the posts, the answers or the tags of a statement, and for those where these posts are quoted. Called by its triggers. Volatile, as a trigger is.
create or replace function posts_changed() returns trigger language plpgsql as $$
begin
  perform note_topics(array(select distinct topic_id from changed));
  if tg_table_name = 'forum_posts' and tg_op = 'UPDATE' then
    perform note_topics(array(select distinct p.topic_id from changed join forum_quotes q on q.quoted_id = changed.id
      join forum_posts p on p.id = q.post_id where p.topic_id <> changed.topic_id));
  end if;
  return null;
end
$$;

-- topic_read_by_others(): the same for topics that quote posts of one that other people read by now. Called by its trigger. Volatile, as a trigger is.
create or replace function topic_read_by_others() returns trigger language plpgsql as $$
begin
  perform note_topics(array(select distinct p.topic_id from forum_posts quoted join forum_quotes q on q.quoted_id = quoted.id
    join forum_posts p on p.id = q.post_id where quoted.topic_id = new.id and p.topic_id <> new.id));
  return null;
end
$$;

-- thanks_changed(): the same for the topics of the posts that somebody says thanks for, or that quote or mention somebody, or have a poll. Called by its triggers. Volatile, as a trigger is.
create or replace function thanks_changed() returns trigger language plpgsql as $$
begin
  perform note_topics(array(select distinct topic_id from changed join forum_posts p on p.id = post_id));
  return null;
end
$$;

do $$
declare
  watched text;
begin
  foreach watched in array array[
    'settings', 'scopes', 'grants', 'persons', 'interests', 'content_pages', 'content_page_interests', 'forum_categories', 'forum_tags', 'lists', 'newsletters',
    'newsletter_issues', 'wordings', 'notice_versions'
  ] loop
    execute format(
      'create or replace trigger page_changed after insert or update or delete or truncate on %I for each statement execute function page_changed(''site'')',
      watched);
  end loop;
end
$$;

do $$
declare
  watched text;
begin
  foreach watched in array array['topics', 'topic_tags', 'posts', 'thanks', 'answers', 'quotes', 'mentions', 'polls'] loop
    execute format(
      'create or replace trigger page_changed_insert after insert on forum_%1$s referencing new table as changed for each statement execute function %2$s_changed();
       create or replace trigger page_changed_update after update on forum_%1$s referencing new table as changed for each statement execute function %2$s_changed();
       create or replace trigger page_changed_delete after delete on forum_%1$s referencing old table as changed for each statement execute function %2$s_changed();',
      watched, case when watched in ('answers', 'topic_tags') then 'posts' when watched in ('quotes', 'mentions', 'polls') then 'thanks' else watched end);
  end loop;
end
$$;

create or replace trigger topic_read_by_others after update on forum_topics for each row
  when (old.scope_id <> new.scope_id or old.removed_at is distinct from new.removed_at) execute function topic_read_by_others();
