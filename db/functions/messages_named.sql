-- messages_named(): messages are written to persons who exist, and for mailings of their list that do. Foreign keys would look at both for each
-- message, and lock them, which took a quarter of what writing a long mailing takes; here those of one statement are looked up together. What
-- names another person later, where two records become one, has locked both. Called by its trigger. Volatile, as a trigger is.
create or replace function messages_named() returns trigger language plpgsql as $$
begin
  if exists (select from named n where n.person_id is not null and not exists (select from persons where id = n.person_id)) then
    raise foreign_key_violation using message = 'a message names a person who is not there';
  end if;
  -- a single message asks no more than that
  if exists (select from named where mailing_id is not null) then
    if exists (select from named n where n.mailing_id is not null
      and not exists (select from mailings m where m.id = n.mailing_id and m.list_id = n.list_id)) then
      raise foreign_key_violation using message = 'a message names a mailing of its list that is not there';
    end if;
  end if;
  return null;
end
$$;

-- messages_kept(): neither a person nor a mailing that messages name is deleted. Called by its triggers. Volatile, as a trigger is.
create or replace function messages_kept() returns trigger language plpgsql as $$
begin
  if exists (select from messages where person_id in (select id from gone) or mailing_id in (select id from gone)) then
    raise foreign_key_violation using message = format('messages name what was to be deleted of %s', tg_table_name);
  end if;
  return null;
end
$$;

create or replace trigger messages_named after insert on messages
  referencing new table as named for each statement execute function messages_named();
create or replace trigger messages_of_person after delete on persons
  referencing old table as gone for each statement execute function messages_kept();
create or replace trigger messages_of_mailing after delete on mailings
  referencing old table as gone for each statement execute function messages_kept();
